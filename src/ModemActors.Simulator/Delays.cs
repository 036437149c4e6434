namespace ModemActors.Simulator;

/// <summary>What a modem does later, in its turn. Used from inside the turnstile only.</summary>
internal sealed class Delays(TimeProvider time, Turnstile turnstile)
{
    private readonly HashSet<Delay> _running = [];

    /// <summary>Runs <paramref name="action"/> after <paramref name="span"/>; at once, but after what is running, if it is zero.</summary>
    public IDisposable After(TimeSpan span, Action action)
    {
        var delay = new Delay(this, action);
        _running.Add(delay);
        if (span <= TimeSpan.Zero) turnstile.Post(delay.Run);
        else delay.Start(time, turnstile, span);
        return delay;
    }

    /// <summary>Nothing that still waits will happen.</summary>
    public void Clear()
    {
        foreach (var delay in _running.ToArray()) delay.Dispose();
    }

    private sealed class Delay(Delays owner, Action action) : IDisposable
    {
        private ITimer? _timer;

        public void Start(TimeProvider time, Turnstile turnstile, TimeSpan span) =>
            _timer = time.CreateTimer(_ => turnstile.Post(Run), null, span, Timeout.InfiniteTimeSpan);

        public void Run()
        {
            if (!owner._running.Remove(this)) return;
            _timer?.Dispose();
            action();
        }

        public void Dispose()
        {
            if (owner._running.Remove(this)) _timer?.Dispose();
        }
    }
}
