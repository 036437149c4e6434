using ModemActors.Storage.Journal;

namespace ModemActors.Storage;

/// <summary>
/// The messages, and every step of theirs that must survive a crash. A task that ends well means: committed and on the disk. All members
/// may be called from any thread at once.
/// Writes throw <see cref="StoreException"/> if the disk or the file fails (then nothing of that call is on record, and calling again later
/// is right), reads too.
/// </summary>
public interface IMessageStore : IAsyncDisposable
{
    /// <summary>Copies, samples and retention.</summary>
    IStoreUpkeep Upkeep { get; }

    /// <summary>What happened, in order, and who has yet to get it.</summary>
    IEventJournal Journal { get; }

    /// <summary>Queues a message.</summary>
    /// <exception cref="ArgumentException">The number is none, or the text is empty or longer than 255 parts.</exception>
    Task<EnqueueResult> EnqueueAsync(NewMessage message);

    /// <summary>Hands out work: highest priority first, then oldest; due, and not bound to another modem (a message with sent parts is
    /// bound to the modem that sent them). In the
    /// same transaction what is over its time becomes <c>expired</c>, what is doubled <c>duplicate</c>, what can't be sent
    /// <c>failed</c>.</summary>
    Task<ClaimResult> ClaimAsync(ClaimRequest request);

    /// <summary>Puts a step of a claimed message on record and returns the message as it stands then.</summary>
    /// <exception cref="StoreConflictException">The message is not <c>sending</c> by this store, or the part is not where the step starts
    /// from.</exception>
    Task<Message> RecordAsync(OutboundStep step);

    /// <summary>Takes over what a dead process (an earlier one of this node, or another node whose lease is over) left in <c>sending</c>: a
    /// part whose intent is on record becomes
    /// <c>indeterminate</c> (or is queued again if <paramref name="resendIndeterminate"/>), everything else is queued again. Never touches
    /// what this store itself claimed.</summary>
    Task<IReadOnlyList<Message>> RecoverAsync(bool resendIndeterminate);

    /// <summary>Settles an indeterminate part by an answer that came late. Returns the messages that changed: none if nothing
    /// fits.</summary>
    Task<IReadOnlyList<Message>> SettleAsync(LateAnswer answer);

    /// <summary>The parts that lie in a slot of this modem (send-mode stored), whatever became of them, oldest first.</summary>
    Task<IReadOnlyList<MessagePart>> ListStoredPartsAsync(string modem);

    /// <summary>The slot in which <paramref name="part"/> lay is free again. Nothing happens while it is being sent from there.</summary>
    Task SlotFreedAsync(MessagePart part);

    /// <summary>When parts were sent since a time, UTC, oldest first: by this modem, or if a SIM is named with that one in whichever modem it was.</summary>
    /// <param name="sim">ICCID of the modem's SIM; null = not known.</param>
    Task<IReadOnlyList<DateTimeOffset>> ListSentAsync(string modem, DateTimeOffset since, string? sim = null);

    /// <summary>Puts a delivery report on record and moves its part and message on.</summary>
    Task<ReportOutcome> RecordReportAsync(DeliveryReport report);

    /// <summary><c>unread</c> → <c>read</c>.</summary>
    Task<IReadOnlyList<TransitionOutcome>> MarkReadAsync(IReadOnlyList<long> ids);

    /// <summary><c>failed</c>, <c>undelivered</c>, <c>expired</c>, <c>cancelled</c> → <c>queued</c> with attempts 0: an explicit act, and
    /// in the timeline. Parts that are out stay out.</summary>
    Task<IReadOnlyList<TransitionOutcome>> RetryAsync(IReadOnlyList<long> ids);

    /// <summary><see cref="RetryAsync"/> for every <c>failed</c> message.</summary>
    Task<IReadOnlyList<TransitionOutcome>> RetryAllFailedAsync();

    /// <summary><c>queued</c> → <c>cancelled</c>.</summary>
    Task<IReadOnlyList<TransitionOutcome>> CancelAsync(IReadOnlyList<long> ids);

    /// <summary>A person decides on an <c>indeterminate</c> message: it went out (<paramref name="sent"/>), or it is to be sent
    /// again.</summary>
    Task<TransitionOutcome> ResolveAsync(long id, bool sent);

    /// <summary>Puts received PDUs on record, all in one transaction. The same PDU given again is known, however often.</summary>
    Task<IReadOnlyList<InboundReceipt>> AcceptAsync(IReadOnlyList<ReceivedPdu> pdus);

    /// <summary>Tells what a complete listing of a storage showed: slots on record that are gone or hold something else are let
    /// go.</summary>
    Task ReconcileSlotsAsync(string sim, string storage, IReadOnlyList<(int Index, string Hex)> present);

    /// <summary>The slots on record that lie on the SIM, oldest first.</summary>
    Task<IReadOnlyList<SlotOnRecord>> ListSlotsAsync(string sim, SlotFilter filter);

    /// <summary>The modem said that it deleted this PDU.</summary>
    Task SlotDeletedAsync(string sim, string storage, int index, string hex);

    /// <summary>Shows what is there of messages whose newest part is older than <paramref name="olderThan"/> as unread messages, marked
    /// incomplete. A part that still comes completes them.</summary>
    Task<IReadOnlyList<Message>> ShowIncompleteAsync(TimeSpan olderThan);

    /// <summary>One message; null if there is none with this id.</summary>
    Task<Message?> GetAsync(long id);

    /// <summary>The parts of an outbound message in order; empty if none were planned.</summary>
    Task<IReadOnlyList<MessagePart>> GetPartsAsync(long id);

    /// <summary>What happened to a message, oldest first; empty if there is none with this id.</summary>
    Task<IReadOnlyList<MessageEvent>> GetTimelineAsync(long id);

    /// <summary>Messages, newest first.</summary>
    Task<MessagePage> ListAsync(MessageQuery query);

    /// <summary>The newest messages from and to a number, oldest first.</summary>
    Task<IReadOnlyList<Message>> ListConversationAsync(string phoneNumber, int limit = 50);

    /// <summary>The numbers that wrote or were written to, the newest first.</summary>
    /// <param name="search">Only with this in number or contact's name; null = all.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="after">Only those behind this one; null = from the newest.</param>
    Task<IReadOnlyList<Conversation>> ListConversationsAsync(string? search = null, int limit = 50, ConversationMark? after = null);

    /// <summary>What the last minutes were like. Looks at the newest 20,000 messages at most.</summary>
    /// <param name="minutes">How many, 1 to 1,440.</param>
    Task<StoreActivity> GetActivityAsync(int minutes = 60);

    /// <summary>PDUs in quarantine, newest first.</summary>
    Task<IReadOnlyList<QuarantinedPdu>> ListQuarantineAsync(int limit = 50);

    /// <summary>The store in numbers.</summary>
    Task<StoreStatistics> GetStatisticsAsync();

    /// <summary>Puts a modem's snapshot on record, replacing the one before.</summary>
    Task SaveModemAsync(ModemSnapshot modem);

    /// <summary>Every node's modems, by id.</summary>
    Task<IReadOnlyList<ModemSnapshot>> ListModemsAsync();

    /// <summary>Puts a reset of a modem on record, or what became of it: the same id replaces.</summary>
    Task SaveRecoveryAsync(RecoveryRecord recovery);

    /// <summary>Resets of a modem, or of all (null), newest first.</summary>
    Task<IReadOnlyList<RecoveryRecord>> ListRecoveriesAsync(string? modem = null, int limit = 20);

    /// <summary>Forgets this node's modems except these.</summary>
    Task RemoveModemsAsync(IReadOnlyList<string> except);

    /// <summary>Who this node's modems were and where, when they were last seen.</summary>
    Task<IReadOnlyList<ModemOnRecord>> ListModemIdentitiesAsync();

    /// <summary>Puts on record who a modem of this node is and where, and in which modem its SIM is from now on.</summary>
    Task SaveModemIdentityAsync(ModemOnRecord modem);

    /// <summary>Calls <paramref name="changed"/> on a pool thread after another process (or another store object) wrote to the file, at
    /// most once per look. Dispose to end it.</summary>
    IDisposable OnForeignChange(Action changed);

    /// <summary>Tries a durable write. Never throws.</summary>
    Task<StoreHealth> CheckAsync();
}
