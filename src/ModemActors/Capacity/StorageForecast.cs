namespace ModemActors.Capacity;

/// <summary>
/// When the message memory is full if it goes on like this. What came is what is there more than before, and what was deleted in between; only what the modem itself
/// counts is compared, since a listing counts otherwise.
/// </summary>
internal sealed class StorageForecast
{
    /// <summary>Further ahead nothing is foretold.</summary>
    private static readonly TimeSpan s_horizon = TimeSpan.FromDays(7);

    /// <summary>A burst shows in the short one, a steady rain in the long one; the worse of both counts.</summary>
    private static readonly TimeSpan[] s_windows = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    /// <summary>One message is no rate.</summary>
    private const int FewestArrivals = 2;

    private readonly List<Stretch> _stretches = [];
    private DateTimeOffset? _measuredAt;
    private int _used;
    private int _total;
    private int _freed;

    /// <summary>Slots were deleted since it was measured.</summary>
    public void Freed(int slots) => _freed += slots;

    /// <summary>The modem says how full it is.</summary>
    public void Measured(int used, int total, DateTimeOffset now)
    {
        if (_measuredAt is { } before && now > before)
        {
            _stretches.Add(new Stretch(before, now, Math.Max(0, used - _used + _freed), _freed));
            _stretches.RemoveAll(stretch => stretch.To <= now - s_windows[^1]);
        }

        if (_measuredAt is null || now > _measuredAt)
            (_measuredAt, _freed) = (now, 0);
        (_used, _total) = (used, total);
    }

    /// <summary>Another SIM, or it is not known what came between: what was known means nothing.</summary>
    public void Forget()
    {
        _stretches.Clear();
        (_measuredAt, _freed) = (null, 0);
    }

    /// <summary>Messages an hour; 0 = none, or not known.</summary>
    public double ArrivalsPerHour => Rate(stretch => stretch.Arrived) * 3600;

    /// <summary>When it is full; null = it does not fill, or not within days, or nobody knows.</summary>
    /// <param name="isEmptied">True: slots are freed as before. False: nobody frees any now.</param>
    public DateTimeOffset? FullAt(bool isEmptied)
    {
        if (_measuredAt is not { } measured || _total <= 0)
            return null;
        if (_used >= _total)
            return measured;
        var rate = Rate(stretch => stretch.Arrived - (isEmptied ? stretch.Freed : 0));
        return rate > 0 && (_total - _used) / rate is var seconds && seconds < s_horizon.TotalSeconds ? measured + TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>A second.</summary>
    private double Rate(Func<Stretch, int> count)
    {
        if (_measuredAt is not { } now || _stretches.Sum(stretch => stretch.Arrived) < FewestArrivals)
            return 0;
        return s_windows.Max(window =>
        {
            var within = _stretches.Where(stretch => stretch.To > now - window).ToList();
            var length = within.Count == 0 ? TimeSpan.Zero : now - Later(within[0].From, now - window);
            return length <= TimeSpan.Zero ? 0 : within.Sum(stretch => count(stretch) * stretch.ShareSince(now - window)) / Math.Max(60, length.TotalSeconds);
        });
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed record Stretch(DateTimeOffset From, DateTimeOffset To, int Arrived, int Freed)
    {
        public double ShareSince(DateTimeOffset begin) => begin <= From ? 1 : (To - begin) / (To - From);
    }
}
