using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Service.Views;

/// <summary>The whole node at a glance.</summary>
/// <param name="Service">Whether the service runs, in words.</param>
/// <param name="Store">The store's connection.</param>
/// <param name="OldestQueuedSeconds">How long the oldest queued message waits; null = none does.</param>
internal sealed record StatusView(
    string Service,
    string Store,
    long Queued,
    long? OldestQueuedSeconds,
    long IncompleteParts,
    long Quarantined,
    IReadOnlyList<StatusCount> Messages,
    IReadOnlyList<ModemView> Modems)
{
    public static StatusView Of(
        StoreStatistics statistics, IReadOnlyList<ModemSnapshot> modems, IReadOnlyList<RecoveryRecord> recoveries,
        ModemActorsSettings settings, string service) => new(
        service,
        Masked.Connection(settings.Store.Connection),
        statistics.Count(MessageDirection.Outbound, MessageStatus.Queued),
        (long?)statistics.OldestQueuedAge?.TotalSeconds,
        statistics.IncompleteParts,
        statistics.Quarantined,
        [.. statistics.Counts.OrderBy(count => count.Direction, StringComparer.Ordinal)
            .ThenBy(count => MessageStates.ParseStatus(count.Status))],
        [
            .. modems.Select(modem => ModemView.Of(modem) with
            {
                Recoveries = [.. recoveries.Where(recovery => recovery.Modem == modem.Id).Take(5).Select(RecoveryView.Of)],
            }),
        ]);
}
