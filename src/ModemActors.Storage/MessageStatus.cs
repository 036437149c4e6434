namespace ModemActors.Storage;

/// <summary>The state of a message. In the database each is written in lower case (<see
/// cref="MessageStates.ToText(MessageStatus)"/>).</summary>
public enum MessageStatus
{
    /// <summary>Outbound: waits for a modem.</summary>
    Queued,

    /// <summary>Outbound: a modem has it in hand.</summary>
    Sending,

    /// <summary>Outbound: the network accepted every part. A delivery report may still move it on.</summary>
    Sent,

    /// <summary>Outbound, end: the recipient's phone has every part.</summary>
    Delivered,

    /// <summary>Outbound, end: it was refused, or the attempts are used up.</summary>
    Failed,

    /// <summary>Outbound, end: it was sent, but a report says that it did not arrive.</summary>
    Undelivered,

    /// <summary>Outbound, end: <see cref="Message.ExpiresAt"/> passed before it could be sent.</summary>
    Expired,

    /// <summary>Outbound, end: a person or program took it back.</summary>
    Cancelled,

    /// <summary>Outbound, end: the same number and content had been queued within the duplicate window.</summary>
    Duplicate,

    /// <summary>Outbound: the modem had it when the line, the modem or we died; nobody can know whether it went out.</summary>
    Indeterminate,

    /// <summary>Inbound: nobody has read it yet.</summary>
    Unread,

    /// <summary>Inbound: read; its slots on the SIM may be freed.</summary>
    Read,

    /// <summary>A text in the database that is none of the above; <see cref="Message.StatusText"/> has it. Such a row is never
    /// touched.</summary>
    Unknown,
}

/// <summary>Whether a message comes or goes.</summary>
public enum MessageDirection
{
    /// <summary>Received by a modem.</summary>
    Inbound,

    /// <summary>To be sent, or sent, by a modem.</summary>
    Outbound,

    /// <summary>The row says neither; it is shown and never touched.</summary>
    Unknown,
}
