using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Journal;

/// <summary>The journal in the store's SQLite file.</summary>
internal sealed class SqliteEventJournal : IEventJournal
{
    private readonly StoreContext _context;
    private readonly WriteQueue _writes;
    private readonly ReadSessions _reads;
    private readonly long _openedAt;

    /// <param name="context">Clock and names.</param>
    /// <param name="writes">The store's writer.</param>
    /// <param name="reads">The store's readers.</param>
    /// <param name="openedAt">The newest event when the store was opened.</param>
    public SqliteEventJournal(StoreContext context, WriteQueue writes, ReadSessions reads, long openedAt) =>
        (_context, _writes, _reads, _openedAt) = (context, writes, reads, openedAt);

    public Task<JournalState> GetStateAsync() => _reads.Run(EventRows.State);

    public Task<JournalPage> ReadAsync(long after, int limit) => _reads.Run(session => EventRows.Page(session, after, limit));

    public Task<JournalGrowth> LookAsync(long after) => _reads.Run(session => EventRows.Growth(session, after));

    public Task AppendAsync(IReadOnlyList<NewEvent> events) => _writes.Run(session => EventRows.Append(session, events));

    public IDisposable OnAppended(Action appended)
    {
        ArgumentNullException.ThrowIfNull(appended);
        return _writes.SubscribeToEvents(appended);
    }

    public Task<IReadOnlyList<EndpointRecord>> RegisterAsync(IReadOnlyList<EndpointDefinition> endpoints) =>
        _writes.Run(session => EndpointRows.Register(session, _context.Now, _openedAt, endpoints));

    public Task<IReadOnlyList<EndpointRecord>> ListEndpointsAsync() => _reads.Run(EndpointRows.List);

    public Task<bool> SetEndpointStateAsync(string endpoint, EndpointState state, string? reason) =>
        _writes.Run(session => EndpointRows.SetState(session, _context.Now, endpoint, state, reason));

    public Task<Enrolment> EnrolAsync(string endpoint, Func<string, bool> wants) => _writes.Run(session => EndpointRows.Enrol(session, endpoint, wants));

    public Task AdvanceAsync(string endpoint, long position) => _writes.Run(session => EndpointRows.Advance(session, endpoint, position));

    public Task<DueDeliveries> ListDueAsync(string endpoint, DateTimeOffset now, IReadOnlyCollection<long> underWay, int limit, bool newFirst = false) =>
        _reads.Run(session => DeliveryRows.ListDue(session, endpoint, now, underWay, limit, newFirst));

    public Task<long> CountPendingAsync(string endpoint, string type) => _reads.Run(session => DeliveryRows.CountPending(session, endpoint, type));

    public Task RecordAttemptAsync(DeliveryAttempt attempt) => _writes.Run(session => DeliveryRows.Record(session, attempt));

    public Task<int> HastenAsync(string endpoint, DateTimeOffset now) => _writes.Run(session => DeliveryRows.Hasten(session, endpoint, now));

    public Task<IReadOnlyList<DeliveryRecord>> ListDeliveriesAsync(DeliveryQuery query) => _reads.Run(session => DeliveryRows.List(session, query));

    public Task<int> RedeliverAsync(string? endpoint, IReadOnlyList<long>? ids) => _writes.Run(session => DeliveryRows.Redeliver(session, endpoint, ids));

    public Task<bool> PurgeAsync(DateTimeOffset before, DateTimeOffset deadBefore) => _writes.Run(session => Purging.Purge(session, before, deadBefore));
}
