namespace ModemActors.Settings;

/// <summary>How the SIM's storage is watched.</summary>
/// <param name="CheckInterval">How often it is measured, 1 s to 1 d.</param>
/// <param name="HighWatermark">Alarm and cleanup at this share of the slots, 0.1 to 1.</param>
/// <param name="AlarmBefore">Alarm if it will be full sooner than that and is not being emptied, up to 7 d; 0 = never.</param>
public sealed record CapacitySettings(TimeSpan CheckInterval, double HighWatermark, TimeSpan AlarmBefore)
{
    internal static CapacitySettings From(SettingsReader reader) => new(
        reader.Duration("check-interval", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        reader.Share("high-watermark", 10, 100),
        reader.Duration("alarm-before", TimeSpan.Zero, TimeSpan.FromDays(7)));
}
