namespace ModemActors.Settings;

/// <summary>How messages go out.</summary>
public sealed record OutboxSettings
{
    /// <summary>How often a message is tried when errors are temporary, 1 to 100.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Wait before the second try, 0 s to 1 d; doubled for each further one, at most a day.</summary>
    public required TimeSpan RetryDelay { get; init; }

    /// <summary>The same number and text queued again within this time is a duplicate; zero = never.</summary>
    public required TimeSpan DuplicateWindow { get; init; }

    /// <summary>True: a message of which nobody can know whether it went out is sent again. False: it waits for a person or a report.</summary>
    public required bool ResendIndeterminate { get; init; }

    /// <summary>After this time without news from the node that took a message another may take it, 10 s to 1 h.</summary>
    public required TimeSpan ClaimLease { get; init; }

    /// <summary>The wait after the given number of tries, 1 or more.</summary>
    public TimeSpan DelayAfter(int attempts) =>
        TimeSpan.FromTicks((long)Math.Min(RetryDelay.Ticks * Math.Pow(2, Math.Max(0, attempts - 1)), TimeSpan.TicksPerDay));

    internal static OutboxSettings From(SettingsReader reader) => new()
    {
        MaxAttempts = reader.Whole("max-attempts", 1, 100),
        RetryDelay = reader.Duration("retry-delay", TimeSpan.Zero, TimeSpan.FromDays(1)),
        DuplicateWindow = reader.Duration("duplicate-window", TimeSpan.Zero, TimeSpan.FromDays(30)),
        ResendIndeterminate = reader.Choice("on-indeterminate", ("hold", false), ("resend", true)),
        ClaimLease = reader.Duration("claim-lease", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)),
    };
}
