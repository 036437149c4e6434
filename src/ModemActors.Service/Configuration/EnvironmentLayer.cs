using System.Collections;
using System.Text;
using Akka.Configuration;

namespace ModemActors.Service.Configuration;

/// <summary>
/// Environment variables as settings: <c>MODEMACTORS__STORE__CONNECTION</c> sets <c>modem-actors.store.connection</c>,
/// <c>MODEMACTORS__OUTBOX__MAX_ATTEMPTS</c>
/// <c>modem-actors.outbox.max-attempts</c>. A value that begins with [ or { is HOCON, everything else is text.
/// </summary>
internal static class EnvironmentLayer
{
    public const string Prefix = "MODEMACTORS__";

    /// <summary>The layer's name.</summary>
    public const string Name = "environment";

    /// <summary>The variable that sets a path; of a list, the one that sets the list.</summary>
    public static string VariableFor(string path) =>
        Prefix + path["modem-actors.".Length..].Split('[')[0].Replace(".", "__", StringComparison.Ordinal).Replace('-', '_')
            .ToUpperInvariant();

    public static ConfigurationLayer? From(IDictionary variables)
    {
        var hocon = new StringBuilder();
        foreach (var (name, value) in variables.Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string?)entry.Value ?? ""))
            .Where(pair => pair.Item1.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal))
        {
            var line = $"{PathOf(name)} = {ValueOf(value)}";
            try
            {
                ConfigurationFactory.ParseString(line);
            }
            catch (Exception cause) when (cause is Akka.Configuration.ConfigurationException or FormatException)
            {
                throw new UnusableConfigurationException($"environment variable {name}: the value is not HOCON: {cause.Message}", cause);
            }

            hocon.AppendLine(line);
        }

        return hocon.Length == 0 ? null : new ConfigurationLayer(Name, ConfigurationFactory.ParseString(hocon.ToString()));
    }

    private static string PathOf(string name) =>
        "modem-actors." + string.Join('.', name[Prefix.Length..].ToLowerInvariant().Split("__").Select(part => part.Replace('_', '-')));

    private static string ValueOf(string value) =>
        value.TrimStart() is ['[' or '{', ..] ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
