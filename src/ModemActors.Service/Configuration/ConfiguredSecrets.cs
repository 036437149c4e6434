using Akka.Configuration;
using Akka.Configuration.Hocon;
using ModemActors.Settings;

namespace ModemActors.Service.Configuration;

/// <summary>Every secret that the configuration names, wherever it does, so that none of them gets into a log.</summary>
internal static class ConfiguredSecrets
{
    /// <summary>The last words of paths whose values are secrets.</summary>
    public static readonly IReadOnlyList<string> Keys = ["pin", "keys", "hash", "otlp-headers", "secret", "secrets", "password"];

    /// <summary>PINs.</summary>
    public static IReadOnlyList<string> Pins(ServiceConfiguration configuration) =>
        [.. configuration.Settings.Modems.Select(modem => modem.Pin).OfType<string>().Distinct()];

    /// <summary>Keys and passwords of eight characters and more; shorter ones would tear holes into innocent words.</summary>
    public static IReadOnlyList<string> All(ServiceConfiguration configuration) =>
    [
        .. configuration.Layers.Where(layer => layer.Config.HasPath(ModemActorsSettings.Root))
            .SelectMany(layer => Values(layer.Config.GetValue(ModemActorsSettings.Root), isSecret: false))
            .Where(text => text.Length >= 8)
            .Distinct(),
    ];

    private static IEnumerable<string> Values(HoconValue value, bool isSecret)
    {
        if (value.IsObject())
            return value.GetObject().Items.SelectMany(item => Values(item.Value, Keys.Contains(item.Key) && item.Key != "pin"));
        if (SettingsReader.IsList(value))
            return value.GetArray().SelectMany(item => Values(item, isSecret));
        return isSecret && value.GetString() is { } text ? [text] : [];
    }
}
