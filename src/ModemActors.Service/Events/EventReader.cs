using ModemActors.Relay;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Events;

/// <summary>One who follows the events: what he missed from the journal, then live; at his own pace.</summary>
internal sealed class EventReader(EventFeed feed, IEventJournal journal, EventFilter filter, Stream output, long position)
{
    private const int PageLength = 256;

    private readonly List<EventFrame> _frames = [];
    private readonly List<byte[]> _statuses = [];
    private long _position = position;
    private long _statusVersion;

    /// <summary>Writes until <paramref name="cancellation"/> ends it.</summary>
    public async Task RunAsync(TimeSpan heartbeat, CancellationToken cancellation)
    {
        // where it begins is said at once: whoever is cut off before the first event comes back to here
        await output.WriteAsync("retry: 2000\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        await TellPositionAsync(cancellation).ConfigureAwait(false);
        using var clock = new PeriodicTimer(heartbeat);
        var beat = clock.WaitForNextTickAsync(cancellation).AsTask();
        while (true)
        {
            var changed = feed.Changed;
            if (await WriteEventsAsync(cancellation).ConfigureAwait(false) | await WriteStatusesAsync(cancellation).ConfigureAwait(false))
                continue;
            if (await Task.WhenAny(changed, beat).ConfigureAwait(false) != beat)
                continue;
            await beat.ConfigureAwait(false);
            await TellPositionAsync(cancellation).ConfigureAwait(false);
            beat = clock.WaitForNextTickAsync(cancellation).AsTask();
        }
    }

    private async Task<bool> WriteEventsAsync(CancellationToken cancellation)
    {
        _frames.Clear();
        if (!feed.TryTake(_position, _frames))
            _frames.AddRange((await journal.ReadAsync(_position, PageLength).ConfigureAwait(false)).Events.Select(EventFrame.Of));
        if (_frames.Count == 0)
            return false;
        foreach (var frame in _frames.Where(frame => filter.Wants(frame.Type)))
            await output.WriteAsync(frame.Octets, cancellation).ConfigureAwait(false);

        _position = _frames[^1].Id;
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> WriteStatusesAsync(CancellationToken cancellation)
    {
        if (!filter.Wants(EventFrame.ModemStatus))
            return false;
        _statuses.Clear();
        _statusVersion = feed.TakeStatuses(_statusVersion, _statuses);
        foreach (var status in _statuses)
            await output.WriteAsync(status, cancellation).ConfigureAwait(false);
        if (_statuses.Count > 0)
            await output.FlushAsync(cancellation).ConfigureAwait(false);
        return _statuses.Count > 0;
    }

    private async Task TellPositionAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(EventFrame.Heartbeat(_position), cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
