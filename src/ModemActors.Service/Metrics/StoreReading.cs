using ModemActors.Storage;

namespace ModemActors.Service.Metrics;

/// <summary>What the store says of itself. Counting takes a while where there are many messages, so it is done every few seconds at most.</summary>
internal sealed class StoreReading(IMessageStore store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<MetricFamily> _read = [];
    private long? _readAt;

    public async Task<IReadOnlyList<MetricFamily>> ReadAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_readAt is { } at && clock.GetElapsedTime(at) < s_fresh)
                return _read;
            _read = await CountAsync().ConfigureAwait(false);
            _readAt = clock.GetTimestamp();
            return _read;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<MetricFamily>> CountAsync()
    {
        try
        {
            var statistics = await store.GetStatisticsAsync().ConfigureAwait(false);
            var endpoints = await store.Journal.ListEndpointsAsync().ConfigureAwait(false);
            var backups = await store.Upkeep.ListBackupsAsync().ConfigureAwait(false);
            return
            [
                Messages(statistics),
                MetricFamily.Gauge(
                    "modemactors_queue_age_seconds", "How long the oldest queued message waits; 0: none does.", statistics.OldestQueuedAge?.TotalSeconds ?? 0),
                MetricFamily.Gauge("modemactors_inbound_parts_waiting", "Parts of received messages that wait for others.", statistics.IncompleteParts),
                MetricFamily.Gauge("modemactors_quarantined_pdus", "Received PDUs that nobody could decode.", statistics.Quarantined),
                MetricFamily.Gauge(
                    "modemactors_delivery_reports_unmatched", "Delivery reports that belong to no message on record.", statistics.UnmatchedReports),
                new("modemactors_webhook_backlog", MetricKind.Gauge, "Events that a webhook or handler has not got yet.",
                    [.. endpoints.Select(endpoint => new MetricSample([new("endpoint", endpoint.Name)], endpoint.Pending))]),
                MetricFamily.Gauge(
                    "modemactors_backup_timestamp_seconds", "When the last good copy of the store was made, Unix time; 0: none was.",
                    backups.FirstOrDefault(backup => backup.File is not null)?.At.ToUnixTimeSeconds() ?? 0),
                MetricFamily.Gauge("modemactors_store_up", "1: the store can be read.", 1),
            ];
        }
        catch (StoreException)
        {
            // the other numbers are worth having all the more
            return [MetricFamily.Gauge("modemactors_store_up", "1: the store can be read.", 0)];
        }
    }

    /// <summary>Every state that the program knows, also those that no message is in, and what others wrote.</summary>
    private static MetricFamily Messages(StoreStatistics statistics)
    {
        var counts = Enum.GetValues<MessageStatus>().Where(status => status != MessageStatus.Unknown)
            .ToDictionary(status => (Direction: DirectionOf(status).ToText(), Status: status.ToText()), _ => 0L);
        foreach (var count in statistics.Counts)
            counts[(count.Direction, count.Status)] = counts.GetValueOrDefault((count.Direction, count.Status)) + count.Count;
        return new MetricFamily(
            "modemactors_messages", MetricKind.Gauge, "Messages in the store, by direction and state.",
            [.. counts.OrderBy(count => count.Key).Select(count => new MetricSample(
                [new("direction", count.Key.Direction), new("status", count.Key.Status)], count.Value))]);
    }

    private static MessageDirection DirectionOf(MessageStatus status) =>
        status is MessageStatus.Unread or MessageStatus.Read ? MessageDirection.Inbound : MessageDirection.Outbound;
}
