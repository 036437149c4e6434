namespace ModemActors.Storage;

/// <summary>A step of a message that this store claimed. Each is one transaction; a step that the record does not allow throws <see
/// cref="StoreConflictException"/>.</summary>
/// <param name="MessageId">The message.</param>
public abstract record OutboundStep(long MessageId);

/// <summary>The intent, due before the first byte of a body: the parts are on record and the first unsent one is <c>sending</c>. Needed for
/// single parts too. After an
/// earlier attempt that sent parts, total and reference must be the same as then, and the sent ones stay sent.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Total">1 to 255.</param>
/// <param name="Reference">The concatenation's reference; null for a single part.</param>
/// <param name="Encoding"><c>gsm7</c>, <c>ucs2</c> or <c>8bit</c>.</param>
/// <param name="StoredIn">With send-mode stored the memory into which each part is written before it is sent from there: until its
/// <see cref="PartStored"/> nothing of a part can have gone out. Null = parts are sent as they are written.</param>
public sealed record PartsPlanned(long MessageId, int Total, int? Reference, string Encoding, string? StoredIn = null)
    : OutboundStep(MessageId);

/// <summary>The modem keeps the part in a slot (+CMGW) and is about to send it from there: the SIM is the witness.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Number">The part.</param>
/// <param name="Storage">The memory.</param>
/// <param name="Index">The slot.</param>
public sealed record PartStored(long MessageId, int Number, string Storage, int Index) : OutboundStep(MessageId);

/// <summary>The network accepted the part. The last one makes the message <c>sent</c>, else the next unsent part is <c>sending</c> (its
/// intent is on record with this).</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Number">The part.</param>
/// <param name="TpMr">The reference that the modem gave, 0 to 255; null if the answer had none.</param>
public sealed record PartSent(long MessageId, int Number, int? TpMr) : OutboundStep(MessageId);

/// <summary>The part was refused: queued again for a time, or failed for good.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Number">The part.</param>
/// <param name="Error">The reason in the standard's words.</param>
/// <param name="RetryAt">When to try again; null = never, the message fails.</param>
public sealed record PartFailed(long MessageId, int Number, string Error, DateTimeOffset? RetryAt) : OutboundStep(MessageId);

/// <summary>The body was written and the answer is missing.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Number">The part.</param>
/// <param name="Error">What happened.</param>
/// <param name="Resend">As <c>on-indeterminate</c> says: true = queue it again, false = hold it as <c>indeterminate</c>.</param>
public sealed record PartIndeterminate(long MessageId, int Number, string Error, bool Resend) : OutboundStep(MessageId);

/// <summary>Nothing left the house: queued again, and the attempt does not count.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Reason">Why it was given back.</param>
/// <param name="RetryAt">Not before this time; null = at once.</param>
public sealed record Released(long MessageId, string Reason, DateTimeOffset? RetryAt = null) : OutboundStep(MessageId);

/// <summary>It can't be sent at all (before any part was planned or sent): the message fails.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Error">Why.</param>
public sealed record Refused(long MessageId, string Error) : OutboundStep(MessageId);

/// <summary>The record does not allow the step that is due, because another program changed it: the message ends where it is, with the
/// reason. What may have gone out is <c>indeterminate</c>; else the message fails.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Error">What does not fit.</param>
/// <param name="MayBeOut">The modem has, or may have, sent the part that was its turn.</param>
public sealed record GivenUp(long MessageId, string Error, bool MayBeOut) : OutboundStep(MessageId);
