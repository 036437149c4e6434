using Akka.Configuration;
using ModemActors.Settings;

namespace ModemActors.Tests.Harness;

/// <summary>Settings as a user would write them.</summary>
internal static class Given
{
    public static readonly string OneModem = "modems = [ { id = a, port = simulator } ]";

    public static ModemActorsSettings Settings(string section) => ModemActorsSettings.From(ConfigurationFactory.ParseString($"modem-actors {{ {section} }}"));

    /// <summary>One modem, "a", with these keys beside its port.</summary>
    public static ModemActorsSettings With(string keys, string rest = "") => Settings($"modems = [ {{ id = a, port = simulator, {keys} }} ]\n{rest}");

    public static ModemSettings Modem(string keys = "") => With(keys.Length > 0 ? keys : "profile = auto").Modems[0];

    public static string Quoted(string text) => $"\"{text}\"";
}
