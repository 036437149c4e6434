using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>Connections for reading, kept open for the next reader. Reads never wait for the writer (WAL) and run on the pool.</summary>
internal sealed class ReadSessions : IDisposable
{
    private readonly StoreFile _file;
    private readonly FileWatch _watch;
    private readonly ConcurrentBag<(SqlSession Session, int Era)> _idle = [];
    private volatile bool _closed;

    public ReadSessions(StoreFile file, FileWatch watch)
    {
        (_file, _watch) = (file, watch);
        watch.EraEnded += CloseIdle;
    }

    /// <summary>Runs <paramref name="read"/>; all its queries see the same state of the database.</summary>
    public Task<T> Run<T>(Func<SqlSession, T> read) => Task.Run(() =>
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IMessageStore));
        SqlSession? session = null;
        try
        {
            session = Take(out var era);
            session.Execute("BEGIN");
            var result = read(session);
            session.Execute("COMMIT");
            if (_closed || era != _watch.Era)
                return result;
            _idle.Add((session, era));
            session = null;
            if (_closed || era != _watch.Era)
                CloseIdle();
            return result;
        }
        catch (SqliteException error)
        {
            throw _watch.Explain(error);
        }
        finally
        {
            Close(session);
        }
    });

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var idle))
            Close(idle.Session);
    }

    private void Close(SqlSession? session)
    {
        if (session is null)
            return;
        session.Dispose();
        _watch.Closed();
    }

    /// <summary>One that is kept, if it knows the file as it is now.</summary>
    private SqlSession Take(out int era)
    {
        while (_idle.TryTake(out var idle))
        {
            var fits = false;
            try
            {
                if (idle.Era == _watch.Era)
                    _watch.Require(idle.Session);
                fits = idle.Era == _watch.Era;
            }
            finally
            {
                if (!fits)
                    Close(idle.Session);
            }

            if (!fits)
                continue;
            era = idle.Era;
            return idle.Session;
        }

        _watch.Require(null);
        var session = _file.OpenReader();
        era = _watch.Opened();
        return session;
    }
}
