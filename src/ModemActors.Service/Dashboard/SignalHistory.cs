using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>How the modems did lately, from the samples on record. They come once a minute, so they are read no more often than that is worth.</summary>
internal sealed class SignalHistory(IMessageStore store, TimeProvider time)
{
    public const int Minutes = 60;

    private static readonly TimeSpan s_worth = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private Task<ILookup<string, ModemSample>>? _read;
    private DateTimeOffset _readAt;

    /// <summary>The last hour's samples by modem, oldest first.</summary>
    public Task<ILookup<string, ModemSample>> ReadAsync()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_read is null || _read.IsFaulted || now - _readAt > s_worth)
                (_read, _readAt) = (FetchAsync(now), now);
            return _read;
        }
    }

    /// <summary>One level a minute up to <paramref name="now"/>; null = not measured.</summary>
    public static IReadOnlyList<int?> LevelsOf(IEnumerable<ModemSample> samples, DateTimeOffset now)
    {
        var levels = new int?[Minutes];
        foreach (var sample in samples)
        {
            var place = Minutes - 1 - (int)Math.Floor((now - sample.At).TotalMinutes);
            if (place is >= 0 and < Minutes)
                levels[place] = sample.SignalDbm;
        }

        return levels;
    }

    /// <summary>When the message memory is full if it goes on filling as in the samples; null = it does not fill, or nobody can tell.</summary>
    public static TimeSpan? FullIn(IReadOnlyList<ModemSample> samples)
    {
        var known = samples.Where(sample => sample is { StorageUsed: not null, StorageTotal: > 0 }).ToList();
        if (known.Count < 5 || known[^1].At - known[0].At < TimeSpan.FromMinutes(5))
            return null;
        var filled = known[^1].StorageUsed!.Value - known[0].StorageUsed!.Value;
        var left = known[^1].StorageTotal!.Value - known[^1].StorageUsed!.Value;
        return filled <= 0 || left <= 0 ? null : (known[^1].At - known[0].At) / filled * left;
    }

    private async Task<ILookup<string, ModemSample>> FetchAsync(DateTimeOffset now)
    {
        var samples = store is IStoreUpkeep upkeep
            ? await upkeep.ListSamplesAsync(new SampleQuery { Since = now.AddMinutes(-Minutes) }).ConfigureAwait(false)
            : [];
        return samples.ToLookup(sample => sample.Modem);
    }
}
