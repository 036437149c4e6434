namespace ModemActors.Storage;

/// <summary>The state of one part of an outbound message, in lower case in <c>message_parts.state</c>.</summary>
public enum PartState
{
    /// <summary>Not begun, or to be sent again.</summary>
    Pending,

    /// <summary>The intent is on record: from now on its bytes may reach the network.</summary>
    Sending,

    /// <summary>The network accepted it.</summary>
    Sent,

    /// <summary>A report says that it arrived.</summary>
    Delivered,

    /// <summary>Refused for good, or a report says that it did not arrive.</summary>
    Failed,

    /// <summary>The modem had it and the answer is missing.</summary>
    Indeterminate,
}

/// <summary>One row of <c>message_parts</c>: one short message of an outbound message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Number">1 to <paramref name="Total"/>.</param>
/// <param name="Total">1 to 255.</param>
/// <param name="State">Where it stands.</param>
/// <param name="TpMr">TP-Message-Reference that the modem gave it (3GPP TS 23.040 §9.2.3.6), 0 to 255; null if not known.</param>
/// <param name="Reference">The concatenation's reference, the same for all parts; null for a single part.</param>
/// <param name="Modem">The modem that took it; null before.</param>
/// <param name="StartedAt">When the intent was put on record, UTC; null before.</param>
/// <param name="SentAt">When the network accepted it, UTC; null before.</param>
/// <param name="Error">Why it failed or is indeterminate; null otherwise.</param>
/// <param name="StoredIn">The memory where the modem keeps it before it is sent (send-mode stored, +CMGW); null if it is sent as it is
/// written, or the slot was freed.</param>
/// <param name="StoredAt">The slot there; null while it is not stored.</param>
public sealed record MessagePart(
    long MessageId,
    int Number,
    int Total,
    PartState State,
    int? TpMr = null,
    int? Reference = null,
    string? Modem = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? SentAt = null,
    string? Error = null,
    string? StoredIn = null,
    int? StoredAt = null);

/// <summary>One row of <c>message_events</c>, the timeline of a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
/// <param name="Status">The state that it came into, or the word for what happened to one of its parts.</param>
/// <param name="Detail">Why, or which modem and part; null if there is nothing to add.</param>
public sealed record MessageEvent(long MessageId, DateTimeOffset At, string Status, string? Detail);
