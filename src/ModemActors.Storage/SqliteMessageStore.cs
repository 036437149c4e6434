using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ModemActors.Storage.Contacts;
using ModemActors.Storage.Journal;
using ModemActors.Storage.Keys;
using ModemActors.Storage.Outbound;
using ModemActors.Storage.Received;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>The message store in a SQLite file: one writer with group commit and synchronous=FULL, readers beside it (WAL). Other processes
/// may read and write the same file.</summary>
public sealed partial class SqliteMessageStore : IMessageStore, IContactBook, IApiKeyStore
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private readonly StoreContext _context;
    private readonly StoreFile _file;
    private readonly FileWatch _watch;
    private readonly WriteQueue _writes;
    private readonly ReadSessions _reads;
    private readonly Claiming _claiming;

    private SqliteMessageStore(StoreContext context, StoreFile file, SqlSession writer)
    {
        _context = context;
        _file = file;
        var newest = EventRows.Newest(writer);
        _watch = new FileWatch(file);
        _writes = new WriteQueue(_watch, writer, OpenAgain, context.Options.ForeignChangeInterval);
        _reads = new ReadSessions(file, _watch);
        Journal = new SqliteEventJournal(context, _writes, _reads, newest);
        _claiming = new Claiming(context);
    }

    /// <inheritdoc/>
    public IEventJournal Journal { get; }

    /// <summary>Opens the store, creating or migrating the file if need be; takes no longer than that and recovers nothing by
    /// itself.</summary>
    /// <exception cref="StoreException">The connection string or the file can't be used; the message names the file and what to
    /// do.</exception>
    public static async Task<IMessageStore> OpenAsync(StoreOptions options, TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var file = StoreFile.Locate(options.ConnectionString, options.BusyTimeout);
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await Task.Run(() => Open(options, file, time), cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY
                && Stopwatch.GetElapsedTime(begun) < options.BusyTimeout)
            {
                // While another process creates the file or turns its log on, SQLite does not wait by itself.
                await Task.Delay(BetweenTries, cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException error)
            {
                throw file.Explain(error);
            }
        }
    }

    /// <inheritdoc/>
    public Task<EnqueueResult> EnqueueAsync(NewMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Enqueuing.Refusal(message.PhoneNumber, message.Content) is { } refusal
            ? Task.FromException<EnqueueResult>(new ArgumentException(refusal, nameof(message)))
            : _writes.Run(session => Enqueuing.Enqueue(session, _context, message));
    }

    /// <inheritdoc/>
    public Task<ClaimResult> ClaimAsync(ClaimRequest request) => _writes.Run(session => _claiming.Claim(session, request));

    /// <inheritdoc/>
    public Task<Message> RecordAsync(OutboundStep step) => _writes.Run(session => Recording.Record(session, _context, step));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Message>> RecoverAsync(bool resendIndeterminate) =>
        _writes.Run(session => Settling.Recover(session, _context, resendIndeterminate));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Message>> SettleAsync(LateAnswer answer) =>
        _writes.Run(session => Settling.Settle(session, _context, answer));

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessagePart>> ListStoredPartsAsync(string modem) =>
        _reads.Run(session => Ledger.ReadStoredParts(session, modem));

    /// <inheritdoc/>
    public Task SlotFreedAsync(MessagePart part) => _writes.Run(session => Ledger.FreeSlot(session, part));

    /// <inheritdoc/>
    public Task<IReadOnlyList<DateTimeOffset>> ListSentAsync(string modem, DateTimeOffset since, string? sim = null) =>
        _reads.Run(session => sim is null ? Ledger.ReadSent(session, modem, since) : Ledger.ReadSentBySim(session, modem, sim, since));

    /// <inheritdoc/>
    public Task<ReportOutcome> RecordReportAsync(DeliveryReport report) =>
        _writes.Run(session => Reports.Record(session, _context, report));

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransitionOutcome>> MarkReadAsync(IReadOnlyList<long> ids) => Decide(ids, Deciding.MarkRead);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransitionOutcome>> RetryAsync(IReadOnlyList<long> ids) => Decide(ids, Deciding.Retry);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransitionOutcome>> RetryAllFailedAsync() =>
        _writes.Run(session => Deciding.RetryAllFailed(session, _context));

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransitionOutcome>> CancelAsync(IReadOnlyList<long> ids) => Decide(ids, Deciding.Cancel);

    /// <inheritdoc/>
    public Task<TransitionOutcome> ResolveAsync(long id, bool sent) =>
        _writes.Run(session => Settling.Resolve(session, _context, id, sent));

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboundReceipt>> AcceptAsync(IReadOnlyList<ReceivedPdu> pdus) => _writes.Run(session =>
    {
        var accepting = new Accepting(session, _context);
        return (IReadOnlyList<InboundReceipt>)[.. pdus.Select(accepting.Accept)];
    });

    /// <inheritdoc/>
    public Task ReconcileSlotsAsync(string sim, string storage, IReadOnlyList<(int Index, string Hex)> present) => _writes.Run(session =>
    {
        new Slots(session, _context.Now).Reconcile(sim, storage, present);
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<SlotOnRecord>> ListSlotsAsync(string sim, SlotFilter filter) =>
        _reads.Run(session => Slots.List(session, sim, filter));

    /// <inheritdoc/>
    public Task SlotDeletedAsync(string sim, string storage, int index, string hex) => _writes.Run(session =>
    {
        new Slots(session, _context.Now).Delete(sim, storage, index, hex);
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<Message>> ShowIncompleteAsync(TimeSpan olderThan) => _writes.Run(session =>
    {
        var shown = new PartGroups(session, _context.Now).ShowIncomplete(olderThan);
        return (IReadOnlyList<Message>)shown.ConvertAll(id => Queries.Get(session, id)!);
    });

    /// <inheritdoc/>
    public Task<Message?> GetAsync(long id) => _reads.Run(session => Queries.Get(session, id));

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessagePart>> GetPartsAsync(long id) =>
        _reads.Run(session => (IReadOnlyList<MessagePart>)Ledger.ReadParts(session, id));

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageEvent>> GetTimelineAsync(long id) => _reads.Run(session => Timeline.Read(session, id));

    /// <inheritdoc/>
    public Task<MessagePage> ListAsync(MessageQuery query) => _reads.Run(session => Queries.List(session, query));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Message>> ListConversationAsync(string phoneNumber, int limit = 50) =>
        _reads.Run(session => Queries.Conversation(session, phoneNumber, limit));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Conversation>> ListConversationsAsync(
        string? search = null, int limit = 50, ConversationMark? after = null) =>
        _reads.Run(session => Insight.Conversations(session, search, limit, after));

    /// <inheritdoc/>
    public Task<StoreActivity> GetActivityAsync(int minutes = 60) =>
        _reads.Run(session => Insight.Activity(session, _context.Now, Math.Clamp(minutes, 1, 1_440)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<QuarantinedPdu>> ListQuarantineAsync(int limit = 50) =>
        _reads.Run(session => Queries.Quarantine(session, limit));

    /// <inheritdoc/>
    public Task<StoreStatistics> GetStatisticsAsync() => _reads.Run(session => Queries.Statistics(session, _context.Now));

    /// <inheritdoc/>
    public Task SaveModemAsync(ModemSnapshot modem) => _writes.Run(session => Modems.Save(session, _context, modem));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModemSnapshot>> ListModemsAsync() => _reads.Run(Modems.List);

    /// <inheritdoc/>
    public Task SaveRecoveryAsync(RecoveryRecord recovery) => _writes.Run(session => Recoveries.Save(session, _context, recovery));

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecoveryRecord>> ListRecoveriesAsync(string? modem = null, int limit = 20) =>
        _reads.Run(session => Recoveries.List(session, modem, limit));

    /// <inheritdoc/>
    public Task RemoveModemsAsync(IReadOnlyList<string> except) => _writes.Run(session => Modems.Remove(session, _context, except));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModemOnRecord>> ListModemIdentitiesAsync() => _reads.Run(session => ModemIdentities.List(session, _context));

    /// <inheritdoc/>
    public Task SaveModemIdentityAsync(ModemOnRecord modem) => _writes.Run(session => ModemIdentities.Save(session, _context, modem));

    /// <inheritdoc/>
    public Task<ContactPage> ListContactsAsync(ContactQuery query) => _reads.Run(session => ContactRows.List(session, query));

    /// <inheritdoc/>
    public Task<Contact?> GetContactAsync(string phoneNumber) => _reads.Run(session => ContactRows.Get(session, phoneNumber));

    /// <inheritdoc/>
    public Task<Contact> NameContactAsync(string phoneNumber, string name) =>
        _writes.Run(session => ContactRows.Name(session, phoneNumber, name));

    /// <inheritdoc/>
    public Task<bool> ForgetContactAsync(string phoneNumber) => _writes.Run(session => ContactRows.Forget(session, phoneNumber));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> FindNamesAsync(IReadOnlyCollection<string> phoneNumbers) =>
        _reads.Run(session => ContactRows.FindNames(session, phoneNumbers));

    /// <inheritdoc/>
    public Task<bool> AddKeyAsync(ApiKey key) => _writes.Run(session => ApiKeys.Add(session, key));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApiKey>> ListKeysAsync() => _reads.Run(ApiKeys.List);

    /// <inheritdoc/>
    public Task<ApiKey?> RevokeKeyAsync(string nameOrId) => _writes.Run(session => ApiKeys.Revoke(session, _context.Now, nameOrId));

    /// <inheritdoc/>
    public Task MarkKeysUsedAsync(IReadOnlyDictionary<string, DateTimeOffset> used) =>
        _writes.Run(session => ApiKeys.MarkUsed(session, used));

    /// <inheritdoc/>
    public IDisposable OnForeignChange(Action changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        return _writes.Subscribe(changed);
    }

    /// <inheritdoc/>
    public async Task<StoreHealth> CheckAsync()
    {
        string? problem = null;
        try
        {
            await Task.Run(() => _watch.Look()).ConfigureAwait(false);
            await _writes.Run(session => session.Execute(
                "INSERT OR REPLACE INTO store_checks (node, checked_at) VALUES ($1, $2)", _context.Options.Node,
                SqlTime.ToMilliseconds(_context.Now))).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreException or ObjectDisposedException)
        {
            problem = error.Message;
        }

        return new StoreHealth(problem is null, problem, _file.Path, _file.Size, _file.Free);
    }

    /// <summary>Finishes the writes that wait, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _writes.DisposeAsync().ConfigureAwait(false);
        _reads.Dispose();
    }

    /// <summary>After trouble: perhaps it is another file, of an older schema.</summary>
    private SqlSession OpenAgain()
    {
        var writer = _file.OpenWriter(create: false);
        try
        {
            Migrator.Run(writer, _file, _context.Time);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static SqliteMessageStore Open(StoreOptions options, StoreFile file, TimeProvider time)
    {
        var writer = file.OpenWriter();
        try
        {
            Migrator.Run(writer, file, time);
            return new SqliteMessageStore(new StoreContext(options, time, Guid.NewGuid().ToString("N")), file, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private Task<IReadOnlyList<TransitionOutcome>> Decide(IReadOnlyList<long> ids, Func<SqlSession, StoreContext, long,
        TransitionOutcome> decide) =>
        _writes.Run(session => (IReadOnlyList<TransitionOutcome>)[.. ids.Distinct().Select(id => decide(session, _context, id))]);
}
