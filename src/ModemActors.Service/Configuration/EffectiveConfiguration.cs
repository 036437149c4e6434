using Akka.Configuration;
using Akka.Configuration.Hocon;
using ModemActors.Service.Views;
using ModemActors.Settings;

namespace ModemActors.Service.Configuration;

/// <summary>One setting as it is in effect.</summary>
/// <param name="Path">Its full path; items of lists as <c>modems[0].port</c>.</param>
/// <param name="Value">Its value as HOCON; secrets masked.</param>
/// <param name="Origin">The layer that sets it, <c>default</c> for reference.conf.</param>
internal sealed record EffectiveSetting(string Path, string Value, string Origin);

/// <summary>Lists every setting in effect and where it comes from: the strongest layer that sets it.</summary>
internal static class EffectiveConfiguration
{
    public const string Default = "default";

    public static IReadOnlyList<EffectiveSetting> Of(ServiceConfiguration configuration)
    {
        var layers = configuration.Layers.Append(new ConfigurationLayer(Default, ModemActorsSettings.Reference)).ToList();
        var paths = layers.AsEnumerable().Reverse().SelectMany(layer => Leaves(layer.Config)).Distinct().ToList();
        return [.. paths.SelectMany(path => SettingsAt(path, layers.First(layer => layer.Config.HasPath(path))))];
    }

    private static IEnumerable<string> Leaves(Config config) =>
        config.IsEmpty || !config.Root.IsObject() ? [] : Leaves(config.Root.GetObject(), "");

    private static IEnumerable<string> Leaves(HoconObject parent, string path) => parent.Items.SelectMany(item =>
    {
        var full = path + (path.Length == 0 ? "" : ".") + (item.Key.Contains('.') ? $"\"{item.Key}\"" : item.Key);
        return item.Value.IsObject() ? Leaves(item.Value.GetObject(), full) : [full];
    });

    private static IEnumerable<EffectiveSetting> SettingsAt(string path, ConfigurationLayer layer) =>
        Flatten(path, layer.Config.GetValue(path))
            .Select(pair => new EffectiveSetting(pair.Path, Show(pair.Path, pair.Value), layer.Origin));

    private static IEnumerable<(string Path, HoconValue Value)> Flatten(string path, HoconValue value)
    {
        if (!SettingsReader.IsList(value) || value.GetArray() is not { Count: > 0 } items || !items[0].IsObject())
            return [(path, value)];
        return items.SelectMany((item, index) => item.GetObject().Items.Select(pair => ($"{path}[{index}].{pair.Key}", pair.Value)));
    }

    private static string Show(string path, HoconValue value)
    {
        var isSecret = ConfiguredSecrets.Keys.Contains(path[(path.LastIndexOf('.') + 1)..]);
        if (SettingsReader.IsList(value))
            return isSecret && value.GetArray().Count > 0 ? Masked.Secret
                : $"[{string.Join(", ", value.GetArray().Select(item => Quote(item.GetString())))}]";
        if (value.IsObject())
            return "{ }";
        var text = value.GetString() ?? "";
        return isSecret && text.Length > 0 ? Masked.Secret : Quote(Masked.Address(Masked.Connection(text)));
    }

    private static string Quote(string? text) =>
        text is { Length: > 0 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '%')
            ? text
            : $"\"{text?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
