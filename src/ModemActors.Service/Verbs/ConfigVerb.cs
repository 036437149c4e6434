using System.CommandLine;
using ModemActors.Service.Configuration;

namespace ModemActors.Service.Verbs;

/// <summary><c>config</c>: the effective configuration, and where each value comes from.</summary>
internal static class ConfigVerb
{
    private static readonly Option<bool> s_check = new("--check") { Description = "Only tell whether it can be used; exit code 1 if not" };
    private static readonly Option<bool> s_all = new("--all") { Description = "Modem profiles too, although nobody changed them" };

    public static Command Create()
    {
        var config = new Verb(
            "config", "Show the effective configuration with the origin of each value; secrets are masked.", "modemactors config --check")
        {
            s_check, s_all, VerbOptions.Json,
        };
        config.SetAction(Run);
        return config;
    }

    private static int Run(ParseResult parsed)
    {
        var configuration = VerbStore.Configuration(parsed);
        if (parsed.GetValue(s_check))
        {
            Screen.Line($"the configuration is valid: {Sources(configuration)}; {Modems(configuration.Settings.Modems.Count)}");
            return ModemActorsCommand.Done;
        }

        var all = EffectiveConfiguration.Of(configuration);
        var shown = all.Where(setting => parsed.GetValue(s_all) || !IsUntouchedProfile(setting)).ToList();
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(shown);
        else
            Print(configuration, shown, all.Count - shown.Count);
        return ModemActorsCommand.Done;
    }

    private static void Print(ServiceConfiguration configuration, List<EffectiveSetting> settings, int hidden)
    {
        Screen.Line($"# {Sources(configuration)}");
        var width = Math.Min(64, settings.Max(setting => setting.Path.Length + 3 + setting.Value.Length));
        foreach (var setting in settings)
            Screen.Line($"{$"{setting.Path} = {setting.Value}".PadRight(width)}  # {setting.Origin}");
        if (hidden > 0)
            Screen.Line($"# {hidden} settings of modem profiles are at their defaults and left out; --all shows them");
    }

    private static string Sources(ServiceConfiguration configuration) => configuration.IsDemo
        ? $"no configuration file ({string.Join(", ", ServiceConfiguration.UsualPlaces)}): the demo with two simulated modems"
        : string.Join(", ", configuration.Layers.Select(layer => layer.Origin));

    private static string Modems(int count) => count == 1 ? "1 modem" : $"{count} modems";

    private static bool IsUntouchedProfile(EffectiveSetting setting) =>
        setting.Origin == EffectiveConfiguration.Default && setting.Path.StartsWith("modem-actors.profiles.", StringComparison.Ordinal);
}
