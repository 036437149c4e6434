namespace ModemActors.Simulator;

/// <summary>The state of a stored message, with the numbers of PDU mode (3GPP TS 27.005 §3.1, stat).</summary>
public enum SlotState
{
    /// <summary>Received and never read: 0, "REC UNREAD".</summary>
    ReceivedUnread = 0,

    /// <summary>Received and read: 1, "REC READ".</summary>
    ReceivedRead = 1,

    /// <summary>Stored and not sent: 2, "STO UNSENT".</summary>
    StoredUnsent = 2,

    /// <summary>Stored and sent: 3, "STO SENT".</summary>
    StoredSent = 3,
}
