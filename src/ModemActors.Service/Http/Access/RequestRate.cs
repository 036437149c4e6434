using System.Collections.Concurrent;

namespace ModemActors.Service.Http.Access;

/// <summary>
/// So many requests a second for each caller, and as many at once as a second has (generic cell rate algorithm: one number a caller, no timer).
/// </summary>
/// <param name="perSecond">Requests a second; 0 = no limit.</param>
/// <param name="burst">Requests that may come at once, at least 1.</param>
internal sealed class RequestRate(double perSecond, double burst, TimeProvider clock)
{
    private const int MostCallers = 10_000;

    private readonly long _start = clock.GetTimestamp();
    private readonly ConcurrentDictionary<string, long> _due = new();
    private readonly long _interval = perSecond > 0 ? Math.Max(1, (long)(TimeSpan.TicksPerSecond / perSecond)) : 0;

    /// <summary>How many callers are remembered.</summary>
    public int Callers => _due.Count;

    /// <summary>Not the time of day, which people change.</summary>
    private long Now => clock.GetElapsedTime(_start).Ticks;

    /// <summary>Null: it may go on. Else: how long to wait.</summary>
    public TimeSpan? Take(string caller)
    {
        if (_interval == 0)
            return null;
        var now = Now;
        while (true)
        {
            var known = _due.TryGetValue(caller, out var due);
            var next = Math.Max(known ? due : now, now) + _interval;
            var wait = next - now - (long)(_interval * burst);
            if (wait > 0)
                return TimeSpan.FromTicks(wait);
            if (known ? _due.TryUpdate(caller, next, due) : _due.TryAdd(caller, next))
            {
                if (!known)
                    Forget(now);
                return null;
            }
        }
    }

    /// <summary>Whether the caller would have to wait, without counting this as a request.</summary>
    public TimeSpan? Peek(string caller)
    {
        var wait = _due.TryGetValue(caller, out var due) ? due + _interval - Now - (long)(_interval * burst) : 0;
        return wait > 0 ? TimeSpan.FromTicks(wait) : null;
    }

    private void Forget(long now)
    {
        if (_due.Count <= MostCallers)
            return;
        foreach (var past in _due.Where(each => each.Value < now))
            _due.TryRemove(past);
    }
}
