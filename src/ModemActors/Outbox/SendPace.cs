namespace ModemActors.Outbox;

/// <summary>How soon a modem may send again: the shortest time between messages, and a number for 24 hours.</summary>
internal sealed class SendPace(TimeSpan interval, int? dailyLimit)
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly Queue<DateTimeOffset> _sent = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>What counts for the day is this and nothing else.</summary>
    public void Restart(IEnumerable<DateTimeOffset> sent)
    {
        _sent.Clear();
        foreach (var time in sent)
            Sent(time);
    }

    public void Sent(DateTimeOffset now)
    {
        _last = now;
        if (dailyLimit is not null)
            _sent.Enqueue(now);
    }

    /// <summary>How long to wait from <paramref name="now"/>; zero = it may send.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        while (_sent.TryPeek(out var oldest) && now - oldest >= s_day)
            _sent.Dequeue();
        var forInterval = _last == DateTimeOffset.MinValue ? TimeSpan.Zero : _last + interval - now;
        var forDay = _sent.Count >= dailyLimit ? _sent.Peek() + s_day - now : TimeSpan.Zero;
        var wait = forInterval > forDay ? forInterval : forDay;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
