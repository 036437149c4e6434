using System.Diagnostics.Metrics;

namespace ModemActors.Service.Metrics;

/// <summary>What <see cref="StoreReading"/> counts, as instruments for those who do not read <c>/metrics</c>.</summary>
internal sealed class StoreMeter(StoreReading store, ILogger<StoreMeter> log) : IDisposable
{
    public const string Name = "ModemActors.Store";

    private readonly Meter _meter = new(Name);
    private readonly CancellationTokenSource _end = new();
    private volatile IReadOnlyList<MetricFamily> _read = [];

    /// <summary>Counts from now on, so often.</summary>
    public void Begin(TimeSpan interval)
    {
        Offer("modemactors.messages", "{message}", "modemactors_messages");
        Offer("modemactors.queue.age", "s", "modemactors_queue_age_seconds");
        Offer("modemactors.webhook.backlog", "{event}", "modemactors_webhook_backlog");
        Offer("modemactors.quarantined", "{pdu}", "modemactors_quarantined_pdus");
        Offer("modemactors.store.up", "{store}", "modemactors_store_up");
        _ = CountAsync(interval / 2);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _meter.Dispose();
    }

    private async Task CountAsync(TimeSpan interval)
    {
        using var ticks = new PeriodicTimer(interval);
        try
        {
            do
                _read = await store.ReadAsync(_end.Token).ConfigureAwait(false);
            while (await ticks.WaitForNextTickAsync(_end.Token).ConfigureAwait(false));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            log.LogDebug("the store is not counted any more");
        }
    }

    private void Offer(string name, string unit, string family) => _meter.CreateObservableGauge(
        name,
        () => _read.Where(each => each.Name == family).SelectMany(each => each.Samples).Select(sample => new Measurement<double>(
            sample.Value, sample.Labels.Select(label => new KeyValuePair<string, object?>(label.Name, label.Value)))),
        unit);
}
