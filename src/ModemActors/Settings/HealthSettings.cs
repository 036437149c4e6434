namespace ModemActors.Settings;

/// <summary>How modems are watched.</summary>
/// <param name="CheckInterval">How often a quiet modem is asked for a sign of life, 1 s to 1 h.</param>
/// <param name="FailuresBeforeRecovery">Unanswered probes before recovery begins, 1 to 100.</param>
public sealed record HealthSettings(TimeSpan CheckInterval, int FailuresBeforeRecovery)
{
    private static readonly string[] s_rungs = ["reopen", "radio", "modem", "usb", "power"];

    internal static HealthSettings From(SettingsReader reader)
    {
        foreach (var rung in reader.Texts("ladder").Where(rung => !s_rungs.Contains(rung)))
            reader.Wrong("ladder", $"names '{rung}' but there are only: {string.Join(", ", s_rungs)}");
        return new HealthSettings(
            reader.Duration("check-interval", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            reader.Whole("failures-before-recovery", 1, 100));
    }
}
