namespace ModemActors.Settings;

/// <summary>How the SIM's storage is watched.</summary>
/// <param name="CheckInterval">How often it is measured, 1 s to 1 d.</param>
/// <param name="HighWatermark">Alarm and cleanup at this share of the slots, 0.1 to 1.</param>
public sealed record CapacitySettings(TimeSpan CheckInterval, double HighWatermark)
{
    internal static CapacitySettings From(SettingsReader reader) => new(
        reader.Duration("check-interval", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        reader.Share("high-watermark", 10, 100));
}
