using ModemActors.Messages;
using ModemActors.Settings;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Events;

/// <summary>One who gets events, and his queue, as HTTP and <c>--json</c> show it.</summary>
/// <param name="Name">The queue is known by it.</param>
/// <param name="Kind"><c>webhook</c> or <c>exec</c>.</param>
/// <param name="Target">Address or program.</param>
/// <param name="State"><c>active</c>, <c>disabled</c> or <c>removed</c> (from the configuration).</param>
/// <param name="Reason">Why it gets nothing; null = it does.</param>
/// <param name="Since">Since when it is in this state.</param>
/// <param name="Events">What it gets; empty if it is in the configuration no more.</param>
/// <param name="Signed">Whether requests are signed.</param>
/// <param name="Pending">How many events wait for it.</param>
/// <param name="Dead">How many it never took.</param>
internal sealed record HandlerView(
    string Name, string Kind, string Target, string State, string? Reason, DateTimeOffset Since, IReadOnlyList<string> Events, bool Signed, long Pending, long Dead)
{
    public static HandlerView Of(EndpointRecord endpoint, HandlerSettings settings)
    {
        var webhook = settings.Webhooks.FirstOrDefault(webhook => webhook.Name == endpoint.Name);
        var events = webhook?.Events ?? (endpoint.Kind == EndpointKind.Exec ? settings.Exec?.Events : null) ?? [];
        return new HandlerView(
            endpoint.Name, Word(endpoint.Kind), endpoint.Target, Word(endpoint.State), endpoint.Reason, endpoint.ChangedAt, events, webhook?.Keys.Count > 0,
            endpoint.Pending, endpoint.Dead);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

internal sealed record HandlerListView(IReadOnlyList<HandlerView> Webhooks);

/// <summary>An event on its way to one who gets it.</summary>
/// <param name="Id">Key of the delivery.</param>
/// <param name="Webhook">Whose.</param>
/// <param name="EventId">The event's name; null if it is gone from the journal.</param>
/// <param name="Type">What happened; null if the event is gone from the journal.</param>
/// <param name="MessageId">The message that it happened to; null = none.</param>
/// <param name="State"><c>pending</c>, <c>done</c> or <c>dead</c> (given up).</param>
/// <param name="Attempts">How many were made.</param>
/// <param name="NextAttemptAt">When the next one is due; null = none is, or at once.</param>
/// <param name="LastAttemptAt">When the last one began; null = there was none.</param>
/// <param name="Took">Seconds that the last one took.</param>
/// <param name="Code">HTTP status or exit code of the last one.</param>
/// <param name="Error">Why the last one failed; null = it did not.</param>
/// <param name="Output">The beginning of what the receiver said.</param>
internal sealed record DeliveryView(
    long Id, string Webhook, string? EventId, string? Type, long? MessageId, string State, int Attempts, DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt, double? Took, int? Code, string? Error, string? Output)
{
    public static DeliveryView Of(DeliveryRecord delivery) => new(
        delivery.Id, delivery.Endpoint, delivery.EventId, delivery.Type, delivery.MessageId, delivery.State.ToString().ToLowerInvariant(), delivery.Attempts,
        delivery.NextAttemptAt, delivery.LastAttemptAt, delivery.Took?.TotalSeconds, delivery.Code, delivery.Error, delivery.Output);
}

internal sealed record DeliveryListView(IReadOnlyList<DeliveryView> Deliveries, string? NextCursor);

/// <summary>How a test event was taken.</summary>
internal sealed record HandlerTestView(string Name, bool Taken, int? Code, string? Error, string? Output, double Took)
{
    public static HandlerTestView Of(HandlerTested tested) =>
        new(tested.Handler, tested.Taken, tested.Code, tested.Error, tested.Output, Math.Round(tested.Took.TotalSeconds, 3));
}

internal sealed record RedeliveredView(int Redelivered);

/// <summary>Which deliveries are to be made again; null = every dead one.</summary>
internal sealed record RedeliverBody(IReadOnlyList<long>? Deliveries);
