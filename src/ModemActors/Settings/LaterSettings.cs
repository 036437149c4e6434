using Akka.Configuration;

namespace ModemActors.Settings;

/// <summary>Names of the final system that this version accepts and does not act on yet. Whoever sets one is told so.</summary>
internal static class LaterSettings
{
    private static readonly string[] s_paths =
    [
        "handlers.exec", "handlers.webhooks",
    ];

    public static IEnumerable<string> Used(Config user, Config reference)
    {
        foreach (var path in s_paths.Where(path => Differs(user, reference, path)))
            yield return $"{ModemActorsSettings.Root}.{path}";

        var modems = user.GetValue("modems");
        if (modems is null)
            yield break;
        foreach (var (item, index) in modems.GetArray().Select((item, index) => (item, index)).Where(pair => pair.item.IsObject()))
        {
            foreach (var path in s_paths.Where(path => path.StartsWith("modem.", StringComparison.Ordinal)))
            {
                if (Differs(item.AtKey("modem"), reference, path))
                    yield return $"{ModemActorsSettings.Root}.modems[{index}].{path["modem.".Length..]}";
            }
        }
    }

    private static bool Differs(Config user, Config reference, string path) =>
        user.GetValue(path) is { } value && value.ToString() != reference.GetValue(path)?.ToString();
}
