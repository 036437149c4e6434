namespace ModemActors.Storage.Journal;

/// <summary>What kind of receiver gets events.</summary>
public enum EndpointKind
{
    /// <summary>An HTTP address.</summary>
    Webhook,

    /// <summary>A program.</summary>
    Exec,
}

/// <summary>Whether a receiver gets events.</summary>
public enum EndpointState
{
    /// <summary>It does.</summary>
    Active,

    /// <summary>It said that it is gone for good (410), or a person switched it off. Its queue is kept as long as the journal.</summary>
    Disabled,

    /// <summary>It is in the configuration no more. Its queue is kept as long as the journal, should it come back.</summary>
    Removed,
}

/// <summary>A receiver as the configuration names it.</summary>
/// <param name="Name">Its name; the queue is known by it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Target">Address or program, for people.</param>
public sealed record EndpointDefinition(string Name, EndpointKind Kind, string Target);

/// <summary>A receiver and its queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Target">Address or program, for people.</param>
/// <param name="Position">Events up to here are in its queue, or none of its.</param>
/// <param name="State">Whether it gets events.</param>
/// <param name="Reason">Why it does not; null = it does.</param>
/// <param name="ChangedAt">Since when, UTC.</param>
/// <param name="Pending">How many events wait for it.</param>
/// <param name="Dead">How many it never took.</param>
public sealed record EndpointRecord(
    string Name, EndpointKind Kind, string Target, long Position, EndpointState State, string? Reason, DateTimeOffset ChangedAt, long Pending, long Dead);

/// <summary>What became of an event on its way to a receiver.</summary>
public enum DeliveryState
{
    /// <summary>It waits for its first or next attempt.</summary>
    Pending,

    /// <summary>The receiver took it.</summary>
    Done,

    /// <summary>Every attempt failed; only a person tries again.</summary>
    Dead,
}

/// <summary>An event that is due at a receiver.</summary>
/// <param name="Id">Key of the delivery.</param>
/// <param name="Attempts">How many were made.</param>
/// <param name="Event">What is to be delivered.</param>
public sealed record Delivery(long Id, int Attempts, JournalEvent Event);

/// <summary>What is due at a receiver now.</summary>
/// <param name="Deliveries">In the order of the journal.</param>
/// <param name="NextDue">When the next one is due that was not yet; null = none waits.</param>
public sealed record DueDeliveries(IReadOnlyList<Delivery> Deliveries, DateTimeOffset? NextDue);

/// <summary>What was put into a receiver's queue.</summary>
/// <param name="Position">Everything up to here was looked at.</param>
/// <param name="More">Whether there is more behind it.</param>
/// <param name="Types">Type of each event that was put in.</param>
public sealed record Enrolment(long Position, bool More, IReadOnlyList<string> Types);

/// <summary>How an attempt to deliver ended.</summary>
/// <param name="Delivery">Key of the delivery.</param>
/// <param name="State">What comes of it.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="RetryAt">When the next attempt is due; null = none is.</param>
/// <param name="Code">HTTP status or exit code; null = there was none.</param>
/// <param name="Error">Why it failed; null = it did not.</param>
/// <param name="Output">The beginning of what the receiver said; null = nothing.</param>
public sealed record DeliveryAttempt(
    long Delivery, DeliveryState State, DateTimeOffset At, TimeSpan Took, DateTimeOffset? RetryAt, int? Code, string? Error, string? Output);

/// <summary>A delivery as it is on record.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Endpoint">The receiver's name.</param>
/// <param name="Event">Place of the event in the journal.</param>
/// <param name="EventId">The event's name; null if it is gone from the journal.</param>
/// <param name="Type">What happened; null if the event is gone from the journal.</param>
/// <param name="MessageId">The message that it happened to; null = none.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="NextAttemptAt">When the next one is due; null = none is, or at once.</param>
/// <param name="LastAttemptAt">When the last one began; null = there was none.</param>
/// <param name="Took">How long the last one took.</param>
/// <param name="Code">HTTP status or exit code of the last one; null = there was none.</param>
/// <param name="Error">Why the last one failed; null = it did not.</param>
/// <param name="Output">The beginning of what the receiver said; null = nothing.</param>
public sealed record DeliveryRecord(
    long Id,
    string Endpoint,
    long Event,
    string? EventId,
    string? Type,
    long? MessageId,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt,
    TimeSpan? Took,
    int? Code,
    string? Error,
    string? Output);

/// <summary>Which deliveries are asked for, newest first.</summary>
/// <param name="Endpoint">Only of this receiver; null = of all.</param>
/// <param name="State">Only in this state; null = in any.</param>
/// <param name="Limit">How many at most, 1 to 1,000.</param>
/// <param name="BeforeId">Only with a smaller key; null = from the newest.</param>
public sealed record DeliveryQuery(string? Endpoint = null, DeliveryState? State = null, int Limit = 50, long? BeforeId = null);
