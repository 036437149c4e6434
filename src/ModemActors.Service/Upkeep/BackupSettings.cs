using ModemActors.Settings;

namespace ModemActors.Service.Upkeep;

/// <summary>The section <c>backup</c>.</summary>
/// <param name="Interval">From one copy to the next, 1 min to 30 d; zero = none are made by themselves.</param>
/// <param name="Directory">Where they go.</param>
/// <param name="Keep">How many of this node are kept, 1 to 10,000.</param>
/// <param name="After">Shell command after each copy; empty = none.</param>
/// <param name="AfterTimeout">How long that may take, 1 s to 1 d.</param>
internal sealed record BackupSettings(TimeSpan Interval, string Directory, int Keep, string After, TimeSpan AfterTimeout)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);

    public static BackupSettings From(SettingsReader backup)
    {
        var interval = backup.Duration("interval", TimeSpan.Zero, TimeSpan.FromDays(30));
        if (interval > TimeSpan.Zero && interval < s_shortest)
            backup.Wrong("interval", "must be 1m or more, or 0s for no backups");
        var directory = backup.Text("directory");
        if (interval > TimeSpan.Zero && directory.Length == 0)
            backup.Wrong("directory", "must name a directory (or set interval = 0s for no backups)");
        return new BackupSettings(
            interval, directory, backup.Whole("keep", 1, 10_000), backup.Text("after"),
            backup.Duration("after-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)));
    }
}
