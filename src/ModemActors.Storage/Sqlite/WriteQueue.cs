using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>
/// The only writer: one thread, one connection. Writes that wait together share one transaction, so that one flush to the disk serves them
/// all (group commit); each is a savepoint
/// of its own, so that one that fails takes no other with it. A write's task ends after the commit. Between writes the thread looks whether
/// another process wrote.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MaxUnitsPerCommit = 512;

    private readonly FileWatch _watch;
    private readonly Func<SqlSession> _open;
    private readonly TimeSpan _lookInterval;
    private readonly Lock _subscribersGate = new();
    private readonly object _gate = new();
    private readonly Queue<IUnit> _waiting = new();
    private readonly List<IUnit> _batch = new(MaxUnitsPerCommit);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action[] _subscribers = [];
    private Action[] _eventSubscribers = [];
    private SqlSession? _session;
    private int _era;
    private long? _version;
    private long _lastLook;
    private long _newestEvent = -1;
    private bool _closing;

    /// <param name="watch">Knows whether the file is well.</param>
    /// <param name="session">The first connection.</param>
    /// <param name="open">Opens another one after the first was lost.</param>
    /// <param name="lookInterval">How often to look for writes of others.</param>
    public WriteQueue(FileWatch watch, SqlSession session, Func<SqlSession> open, TimeSpan lookInterval)
    {
        _watch = watch;
        _open = open;
        _session = session;
        _era = watch.Opened();
        watch.EraEnded += Wake;
        _version = session.ReadDataVersion();
        _lookInterval = lookInterval;
        new Thread(Run) { IsBackground = true, Name = "modem-actors-store" }.Start();
    }

    private interface IUnit
    {
        void Run(SqlSession session);

        void Succeed();

        void Fail(Exception error);
    }

    /// <summary>Runs <paramref name="write"/> on the writer's thread inside a transaction; the task ends when that is committed.</summary>
    public Task<T> Run<T>(Func<SqlSession, T> write)
    {
        var unit = new Unit<T>(write);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(IMessageStore));
            _waiting.Enqueue(unit);
            Monitor.Pulse(_gate);
        }

        return unit.Task;
    }

    /// <summary>Calls <paramref name="changed"/> on a pool thread after another connection wrote.</summary>
    public IDisposable Subscribe(Action changed)
    {
        lock (_subscribersGate)
            _subscribers = [.. _subscribers, changed];
        lock (_gate)
            Monitor.Pulse(_gate);
        return new Subscription(this, changed);
    }

    /// <summary>Calls <paramref name="appended"/> on a pool thread after a commit, of this queue or of another connection, that added to the journal.</summary>
    public IDisposable SubscribeToEvents(Action appended)
    {
        lock (_subscribersGate)
            _eventSubscribers = [.. _eventSubscribers, appended];
        lock (_gate)
            Monitor.Pulse(_gate);
        return new Subscription(this, appended);
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        while (TakeBatch())
        {
            DropIfOutdated();
            if (_batch.Count > 0)
                Commit();
            if (IsWatched && Stopwatch.GetElapsedTime(_lastLook) >= _lookInterval * 0.9)
                LookForForeignChange();
        }

        Drop();
        _ended.SetResult();
    }

    private bool IsWatched => Volatile.Read(ref _subscribers).Length > 0 || Volatile.Read(ref _eventSubscribers).Length > 0;

    private void Wake()
    {
        lock (_gate)
            Monitor.Pulse(_gate);
    }

    private bool TakeBatch()
    {
        _batch.Clear();
        lock (_gate)
        {
            if (_waiting.Count == 0 && !_closing)
                Monitor.Wait(_gate, IsWatched ? _lookInterval : Timeout.InfiniteTimeSpan);
            while (_batch.Count < MaxUnitsPerCommit && _waiting.TryDequeue(out var unit))
                _batch.Add(unit);
            return _batch.Count > 0 || !_closing;
        }
    }

    private void Commit()
    {
        SqlSession session;
        try
        {
            session = Session();
        }
        catch (Exception error)
        {
            FailAll(error);
            return;
        }

        try
        {
            session.Execute("BEGIN IMMEDIATE");
            var failures = RunUnits(session);
            var newest = NewestEvent(session);
            session.Execute("COMMIT");
            for (var i = 0; i < _batch.Count; i++)
            {
                if (failures?.GetValueOrDefault(i) is { } failure)
                    _batch[i].Fail(failure);
                else
                    _batch[i].Succeed();
            }

            TellOfEvents(newest);
        }
        catch (Exception error)
        {
            Recover(error);
            FailAll(error);
        }
    }

    private void FailAll(Exception error)
    {
        var reason = error is SqliteException sqlite ? _watch.Explain(sqlite) : error;
        foreach (var unit in _batch)
            unit.Fail(reason);
    }

    /// <summary>The connection, if the file is well. While that is gone the connection is kept: the file may come back.</summary>
    private SqlSession Session()
    {
        DropIfOutdated();
        _watch.Require(_session);
        if (_session is not null)
            return _session;
        _session = _open();
        _era = _watch.Opened();
        return _session;
    }

    private void DropIfOutdated()
    {
        if (_session is null || _era == _watch.Era)
            return;
        EmptyLogIfMoved(_session);
        Drop();
    }

    // The log beside the file is still that of the old one, and SQLite would put it into the new one.
    private void EmptyLogIfMoved(SqlSession session)
    {
        try
        {
            if (session.HasMoved)
                session.Script("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException error)
        {
            _watch.Explain(error);
        }
    }

    private Dictionary<int, Exception>? RunUnits(SqlSession session)
    {
        Dictionary<int, Exception>? failures = null;
        for (var i = 0; i < _batch.Count; i++)
        {
            session.Execute("SAVEPOINT unit");
            try
            {
                _batch[i].Run(session);
            }
            catch (Exception error) when (session.InTransaction)
            {
                session.Execute("ROLLBACK TO unit");
                (failures ??= [])[i] = error is SqliteException sqlite ? _watch.Explain(sqlite) : error;
            }

            session.Execute("RELEASE unit");
        }

        return failures;
    }

    // A lock held by others is no fault of the connection. After anything else it is opened anew, so that the store goes on when the disk
    // is well again.
    private void Recover(Exception error)
    {
        if (error is not SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
            || _session is not { } session)
        {
            Drop();
            return;
        }

        try
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            Drop();
        }
    }

    private void Drop()
    {
        if (_session is not null)
        {
            _session.Dispose();
            _watch.Closed();
        }

        _session = null;
        _version = null;
    }

    /// <summary>The journal's newest id; null if nobody wants to know.</summary>
    private long? NewestEvent(SqlSession session) => Volatile.Read(ref _eventSubscribers).Length > 0
        ? session.Scalar("SELECT max(id) FROM events") as long? ?? 0
        : null;

    private void TellOfEvents(long? newest)
    {
        if (newest is not { } id || id == _newestEvent)
            return;
        _newestEvent = id;
        Tell(Volatile.Read(ref _eventSubscribers));
    }

    private void LookForForeignChange()
    {
        _lastLook = Stopwatch.GetTimestamp();
        long? newest;
        try
        {
            var session = Session();
            var version = session.ReadDataVersion();
            // A new connection counts from a number of its own: what happened before it is not known, so it counts as a change.
            var changed = _version != version;
            _version = version;
            if (!changed)
                return;
            newest = NewestEvent(session);
        }
        catch (StoreException)
        {
            // Whoever writes or checks next is told what is wrong; here it only means that nothing was seen.
            return;
        }
        catch (SqliteException error)
        {
            _watch.Explain(error);
            Drop();
            return;
        }

        Tell(Volatile.Read(ref _subscribers));
        TellOfEvents(newest);
    }

    private static void Tell(Action[] subscribers)
    {
        foreach (var subscriber in subscribers)
            ThreadPool.UnsafeQueueUserWorkItem(static told => told(), subscriber, preferLocal: false);
    }

    private void Unsubscribe(Action changed)
    {
        lock (_subscribersGate)
        {
            _subscribers = Without(_subscribers, changed);
            _eventSubscribers = Without(_eventSubscribers, changed);
        }
    }

    private static Action[] Without(Action[] subscribers, Action gone)
    {
        var index = Array.IndexOf(subscribers, gone);
        return index < 0 ? subscribers : [.. subscribers[..index], .. subscribers[(index + 1)..]];
    }

    private sealed class Subscription(WriteQueue queue, Action changed) : IDisposable
    {
        private Action? _changed = changed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _changed, null) is { } subscriber)
                queue.Unsubscribe(subscriber);
        }
    }

    private sealed class Unit<T>(Func<SqlSession, T> write) : IUnit
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _completion.Task;

        public void Run(SqlSession session) => _result = write(session);

        public void Succeed() => _completion.SetResult(_result!);

        public void Fail(Exception error) => _completion.SetException(error);
    }
}
