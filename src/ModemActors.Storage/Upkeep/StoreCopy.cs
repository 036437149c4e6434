using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>Copies a database page by page as it was at one moment. Whoever writes meanwhile is neither held up nor seen.</summary>
internal static class StoreCopy
{
    private const int PagesPerStep = 256;

    /// <summary>Copies <paramref name="source"/> to the new file <paramref name="target"/>, checks the copy and brings it to the
    /// disk.</summary>
    /// <exception cref="SqliteException">Either file cannot be used.</exception>
    /// <exception cref="StoreException">The copy is damaged, because the source is.</exception>
    public static void Run(string source, string target, IProgress<StoreProgress>? progress, CancellationToken cancellation)
    {
        using (var from = OpenForReading(source))
        using (var to = Connect(Unlocked(target)))
        {
            // Nobody else knows this file, and what is not whole is thrown away.
            Execute(to, "PRAGMA journal_mode = OFF");
            Execute(to, "PRAGMA synchronous = OFF");
            // A read transaction that lasts: every step sees the same state of a database with a write-ahead log.
            Execute(from, "BEGIN");
            Scalar(from, "SELECT count(*) FROM sqlite_master");
            CopyPages(from, to, progress, cancellation);
            Execute(from, "COMMIT");
        }

        Unlog(target);
        progress?.Report(new StoreProgress("checking", 0, 0));
        using (var to = Connect(Unlocked(target)))
        {
            if (Problem(to) is { } problem)
                throw new StoreException($"Store {source} is damaged ({problem}): nothing was copied. Stop the service, keep the file, "
                    + "and restore a backup.");
        }

        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new StoreProgress("writing to disk", 0, 0));
        using var file = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        file.Flush(flushToDisk: true);
    }

    /// <summary>What is wrong with a database; null = nothing.</summary>
    public static string? Problem(SqliteConnection connection) =>
        Scalar(connection, "PRAGMA integrity_check(1)") as string is var answer && answer == "ok" ? null : answer ?? "no answer";

    /// <summary>A connection that changes nothing, to a file that may lie on a medium that cannot be written.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        try
        {
            var connection = Connect(path, SqliteOpenMode.ReadOnly);
            // only now the file is looked into
            Scalar(connection, "SELECT count(*) FROM sqlite_master");
            return connection;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_CANTOPEN && File.Exists(path)
            && !File.Exists(path + "-wal"))
        {
            // In WAL mode, and nobody may make the log's files here: nobody can be writing either.
            return Connect(new Uri(path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is var value and not DBNull ? value : null;
    }

    // Network shares often know no locks, and this file has only us.
    private static string Unlocked(string path) => new Uri(path).AbsoluteUri + "?nolock=1";

    private static SqliteConnection Connect(string source, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 5000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The copy says of itself that it has a write-ahead log, as its source does; but it is whole without one, and is read by
    /// others without one.
    /// (File format, §1.3.3: octets 18 and 19, 1 = rollback journal, 2 = write-ahead log.)</summary>
    private static void Unlog(string copy)
    {
        using var file = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite, FileShare.None) { Position = 18 };
        file.Write([1, 1]);
    }

    private static void CopyPages(SqliteConnection from, SqliteConnection to, IProgress<StoreProgress>? progress,
        CancellationToken cancellation)
    {
        using var backup = SQLitePCL.raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup is null || backup.IsInvalid)
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_errcode(to.Handle), to.Handle);
        int result;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            result = SQLitePCL.raw.sqlite3_backup_step(backup, PagesPerStep);
            if (result is not (SQLitePCL.raw.SQLITE_OK or SQLitePCL.raw.SQLITE_DONE))
                SqliteException.ThrowExceptionForRC(result, to.Handle);
            var total = SQLitePCL.raw.sqlite3_backup_pagecount(backup);
            progress?.Report(new StoreProgress("copying", total - SQLitePCL.raw.sqlite3_backup_remaining(backup), total));
        }
        while (result != SQLitePCL.raw.SQLITE_DONE);
    }
}
