namespace ModemActors.Storage.Journal;

/// <summary>Something that happened, as the journal keeps it.</summary>
/// <param name="Id">Its place in the journal, from 1, growing, with gaps; what SSE calls Last-Event-ID.</param>
/// <param name="EventId">Its name, which never changes and never stands for anything else, not even in another store.</param>
/// <param name="Type">What happened, for example <c>message.received</c>.</param>
/// <param name="At">When, UTC, milliseconds.</param>
/// <param name="Modem">The modem that it happened to; of a message's event, the modem that the message is bound to or came by; null = none.</param>
/// <param name="Data">JSON of what happened to anything but a message; null for a message's event.</param>
/// <param name="Message">The message as it was then; null if it is no message's event.</param>
public sealed record JournalEvent(long Id, string EventId, string Type, DateTimeOffset At, string? Modem, string? Data, Message? Message);

/// <summary>Something to be put into the journal that is no message's event; those write themselves.</summary>
/// <param name="Type">What happened, for example <c>modem.ready</c>.</param>
/// <param name="At">When.</param>
/// <param name="Modem">The modem that it happened to; null = none.</param>
/// <param name="Data">JSON of it.</param>
public sealed record NewEvent(string Type, DateTimeOffset At, string? Modem, string Data);

/// <summary>A stretch of the journal.</summary>
/// <param name="Events">In order.</param>
/// <param name="Position">Everything up to here was looked at: where the next stretch begins.</param>
/// <param name="More">Whether there is more behind it.</param>
public sealed record JournalPage(IReadOnlyList<JournalEvent> Events, long Position, bool More);

/// <summary>What the journal holds.</summary>
/// <param name="Newest">Place of the newest event; 0 = nothing ever happened.</param>
/// <param name="PurgedTo">Events up to here may be gone; 0 = none is.</param>
public sealed record JournalState(long Newest, long PurgedTo);

/// <summary>What came since somebody looked.</summary>
/// <param name="Newest">Place of the newest event.</param>
/// <param name="Types">What it was, each type once; null = too much came to tell.</param>
public sealed record JournalGrowth(long Newest, IReadOnlySet<string>? Types);
