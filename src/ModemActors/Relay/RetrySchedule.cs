namespace ModemActors.Relay;

/// <summary>When an event is tried again that was not taken: soon at first, then at growing distance over three days.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] s_delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The longest that a receiver may ask to be left alone.</summary>
    private static readonly TimeSpan s_longestRest = TimeSpan.FromHours(24);

    /// <summary>How many attempts an event has.</summary>
    public static int Attempts => s_delays.Length + 1;

    /// <summary>The wait after so many attempts; null = that was the last.</summary>
    /// <param name="attempts">How many were made, from 1.</param>
    /// <param name="rest">How long the receiver asks to be left alone; null = it does not.</param>
    /// <param name="chance">0 to 1: spreads by a tenth to either side, so that those who failed together don't come back together.</param>
    public static TimeSpan? After(int attempts, TimeSpan? rest, double chance)
    {
        if (attempts >= Attempts)
            return null;
        var delay = s_delays[Math.Max(0, attempts - 1)] * (0.9 + (0.2 * chance));
        return rest > delay ? (rest < s_longestRest ? rest : s_longestRest) : delay;
    }
}
