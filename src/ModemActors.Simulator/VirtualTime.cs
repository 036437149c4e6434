namespace ModemActors.Simulator;

/// <summary>
/// A clock that stands still until it is told to go on: <see cref="Advance"/> runs every timer that falls due, in order, on the caller's thread,
/// each at its own time. For tests of everything that takes a <see cref="TimeProvider"/>.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset Due, long Order)> _due = new();
    private DateTimeOffset _now;
    private long _order;

    /// <param name="start">The first reading of the clock; null: 2026-01-01 00:00 UTC.</param>
    public VirtualTime(DateTimeOffset? start = null) =>
        _now = start?.ToUniversalTime() ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Lets <paramref name="span"/> pass.</summary>
    /// <param name="span">Zero or more; zero runs what is due now.</param>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var end = GetUtcNow() + span;
        while (TakeDue(end) is { } timer) timer.Fire();
        lock (_lock)
        {
            if (_now < end) _now = end;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            while (_due.TryPeek(out var timer, out var key) && key.Due <= end)
            {
                _due.Dequeue();
                if (timer.Order != key.Order) continue;
                if (key.Due > _now) _now = key.Due;
                if (timer.Period > TimeSpan.Zero) Schedule(timer, timer.Period);
                else timer.Order = 0;
                return timer;
            }
            return null;
        }
    }

    private void Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        timer.Order = ++_order;
        _due.Enqueue(timer, (_now + dueTime, timer.Order));
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        // The number of the entry in the queue that still counts; 0: none.
        public long Order { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Order = 0;
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                if (dueTime != Timeout.InfiniteTimeSpan) time.Schedule(this, dueTime < TimeSpan.Zero ? TimeSpan.Zero : dueTime);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
