using ModemActors.Settings;

namespace ModemActors.Outbox;

/// <summary>Whether and when a modem may send: its state, its pace, and a rest after it proved unfit.</summary>
internal sealed class SendAllowance(ModemSettings modem)
{
    private static readonly TimeSpan s_shortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    private readonly SendPace _pace = new(modem.SendInterval, modem.DailyLimit);
    private int _unfit;
    private int _withoutNetwork;

    /// <summary>It is set up and takes commands.</summary>
    public bool IsUsable { get; set; }

    /// <summary>The network takes messages from it.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>False as long as a daily limit is set and what was sent in the last 24 hours is not known.</summary>
    public bool IsKnown { get; private set; } = modem.DailyLimit is null;

    public bool IsReady => IsUsable && IsRegistered && IsKnown;

    /// <summary>What was sent in the last 24 hours, oldest first.</summary>
    public void Know(IReadOnlyList<DateTimeOffset> sent)
    {
        _pace.Restart(sent);
        IsKnown = true;
    }

    public void Sent(DateTimeOffset now)
    {
        (_unfit, _withoutNetwork) = (0, 0);
        _pace.Sent(now);
    }

    /// <summary>How long to wait until the pace allows the next one; zero = not at all.</summary>
    public TimeSpan Wait(DateTimeOffset now) => _pace.Wait(now);

    /// <summary>It cannot send, for a reason of its own: how long it is left alone, longer each time.</summary>
    public TimeSpan Rest() => Growing(s_shortestRest, s_longestRest, _unfit++);

    /// <summary>It says that it has no network, though it was registered when it was asked last: how long it is left alone.</summary>
    public TimeSpan RestWithoutNetwork() => Growing(s_shortestWait, s_longestWait, _withoutNetwork++);

    private static TimeSpan Growing(TimeSpan least, TimeSpan most, int times)
    {
        var time = least * Math.Pow(2, Math.Min(times, 16));
        return time < most ? time : most;
    }
}
