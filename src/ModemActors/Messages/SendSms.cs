namespace ModemActors.Messages;

/// <summary>Queue a message. Answered with <see cref="SmsQueued"/> once it is durably stored, or <see cref="SmsRefused"/>.</summary>
/// <param name="PhoneNumber">To whom: international (+15551234567), national or a short code.</param>
/// <param name="Content">The text; split into parts where needed, 255 at most.</param>
public sealed record SendSms(string PhoneNumber, string Content)
{
    /// <summary>Only by this modem; null = any that may.</summary>
    public string? Modem { get; init; }

    /// <summary>Higher goes first; 0 is usual.</summary>
    public int Priority { get; init; }

    /// <summary>Not before; null = at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Ends as <c>expired</c> if it was not sent by then; null = never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Shown at once on the receiver's screen and not kept (class 0).</summary>
    public bool Flash { get; init; }

    /// <summary>Ask for a delivery report; where false, the modem's own setting decides.</summary>
    public bool DeliveryReport { get; init; }

    /// <summary>Send it although the same text just went to the same number.</summary>
    public bool AllowDuplicate { get; init; }

    /// <summary>A key of the caller's: the same key never queues a second message; null = none.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>The message is in the store and will go out.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Replayed">True if the idempotency key was known, so that this is the message queued before.</param>
public sealed record SmsQueued(long Id, bool Replayed);

/// <summary>The message was not queued.</summary>
/// <param name="Reason">Which kind of reason.</param>
/// <param name="Text">One sentence for a person.</param>
public sealed record SmsRefused(SmsRefusal Reason, string Text);

/// <summary>Why a message was not queued.</summary>
public enum SmsRefusal
{
    /// <summary>The number is none.</summary>
    PhoneNumber,

    /// <summary>The text is empty, or too long for 255 parts.</summary>
    Content,

    /// <summary>There is no such modem.</summary>
    Modem,

    /// <summary>The idempotency key was used for another message.</summary>
    IdempotencyKey,

    /// <summary>The store cannot take it now.</summary>
    Store,
}
