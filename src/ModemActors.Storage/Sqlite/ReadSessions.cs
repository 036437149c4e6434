using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>Connections for reading, kept open for the next reader. Reads never wait for the writer (WAL) and run on the pool.</summary>
internal sealed class ReadSessions : IDisposable
{
    private readonly StoreFile _file;
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private volatile bool _closed;

    public ReadSessions(StoreFile file) => _file = file;

    /// <summary>Runs <paramref name="read"/>; all its queries see the same state of the database.</summary>
    public Task<T> Run<T>(Func<SqlSession, T> read) => Task.Run(() =>
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IMessageStore));
        SqlSession? session = null;
        try
        {
            session = _idle.TryTake(out var kept) ? kept : _file.OpenReader();
            session.Execute("BEGIN");
            var result = read(session);
            session.Execute("COMMIT");
            _idle.Add(session);
            session = null;
            if (_closed)
                Dispose();
            return result;
        }
        catch (SqliteException error)
        {
            throw _file.Explain(error);
        }
        finally
        {
            session?.Dispose();
        }
    });

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }
}
