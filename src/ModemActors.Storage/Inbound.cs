using ModemActors.Protocol.Sms;

namespace ModemActors.Storage;

/// <summary>What a received PDU holds, as far as it could be decoded.</summary>
public abstract record InboundContent;

/// <summary>A SMS-DELIVER, or one part of it.</summary>
/// <param name="Sender">TP-Originating-Address as text.</param>
/// <param name="Text">The text, or for other kinds what a person can make use of. A part's text may begin or end with half a surrogate
/// pair.</param>
/// <param name="ServiceCentreTimestamp">TP-SCTS; null if it makes no sense.</param>
/// <param name="Concatenation">Which part it is; null = the whole message.</param>
/// <param name="Kind"><c>text</c>, <c>mms</c>, <c>wap</c>, <c>binary</c> …</param>
/// <param name="Encoding"><c>gsm7</c>, <c>ucs2</c> or <c>8bit</c>; null if not known.</param>
public sealed record InboundText(
    string Sender,
    string Text,
    DateTimeOffset? ServiceCentreTimestamp,
    Concatenation? Concatenation = null,
    string Kind = "text",
    string? Encoding = null) : InboundContent;

/// <summary>Nobody can read it: it goes to <c>quarantine</c> raw.</summary>
/// <param name="Reason">What is wrong with it.</param>
public sealed record InboundUndecodable(string Reason) : InboundContent;

/// <summary>A PDU as a modem gave it.</summary>
public sealed record ReceivedPdu
{
    /// <summary>The modem.</summary>
    public required string Modem { get; init; }

    /// <summary>Whose storage it is: the ICCID, else the IMSI, else the modem's id.</summary>
    public required string Sim { get; init; }

    /// <summary>The memory: <c>SM</c>, <c>ME</c> …; empty if it came without being stored.</summary>
    public string Storage { get; init; } = "";

    /// <summary>The slot; null = it lies in none (forwarded by +CMT).</summary>
    public int? Index { get; init; }

    /// <summary>The raw PDU.</summary>
    public required string Hex { get; init; }

    /// <summary>What it holds.</summary>
    public required InboundContent Content { get; init; }
}

/// <summary>What became of a received PDU.</summary>
public enum InboundDisposition
{
    /// <summary>A whole message: a new unread row.</summary>
    Stored,

    /// <summary>A part is kept until the others come.</summary>
    PartKept,

    /// <summary>The last part that was missing: a new unread row (or the one that was shown incomplete is complete now).</summary>
    Completed,

    /// <summary>It is on record already; nothing was done.</summary>
    AlreadyKnown,

    /// <summary>It is kept raw in <c>quarantine</c>.</summary>
    Quarantined,
}

/// <summary>What became of one received PDU; it is committed.</summary>
/// <param name="Pdu">The PDU.</param>
/// <param name="Disposition">What was done.</param>
/// <param name="MessageId">The message it belongs to; null while parts are missing and for what is in quarantine.</param>
/// <param name="DeleteSlot">True = nobody needs it on the SIM any more: quarantined, a doubled part, read, or deleted before and still
/// there.</param>
public sealed record InboundReceipt(ReceivedPdu Pdu, InboundDisposition Disposition, long? MessageId, bool DeleteSlot);

/// <summary>Which slots <see cref="IMessageStore.ListSlotsAsync"/> lists.</summary>
public enum SlotFilter
{
    /// <summary>What may be deleted: its message is read or gone, or nothing needs it.</summary>
    Deletable,

    /// <summary>Everything on record that lies on the SIM, oldest first. All of it is committed, so any of it may be deleted when room is
    /// needed.</summary>
    All,
}

/// <summary>A slot of a SIM with what lies in it.</summary>
/// <param name="MessageId">The message; null while parts are missing and for what is in quarantine.</param>
/// <param name="Storage">The memory.</param>
/// <param name="Index">The slot.</param>
/// <param name="Hex">The PDU that lies there: delete only this.</param>
/// <param name="Status">The message's state; null if it has no message (any more).</param>
public sealed record SlotOnRecord(long? MessageId, string Storage, int Index, string Hex, MessageStatus? Status);

/// <summary>One row of <c>quarantine</c>.</summary>
/// <param name="Id">The key.</param>
/// <param name="Sim">Whose storage it lay in.</param>
/// <param name="Modem">The modem that brought it.</param>
/// <param name="Hex">The raw PDU.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="ReceivedAt">When, UTC.</param>
public sealed record QuarantinedPdu(long Id, string Sim, string Modem, string Hex, string Reason, DateTimeOffset ReceivedAt);
