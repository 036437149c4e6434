using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>The database file: where it is, how it is opened, and what its errors mean.</summary>
internal sealed class StoreFile
{
    private readonly TimeSpan _busyTimeout;
    private readonly string _creating;
    private readonly string _existing;

    static StoreFile() => SQLitePCL.Batteries_V2.Init();

    private StoreFile(string path, TimeSpan busyTimeout)
    {
        Path = path;
        _busyTimeout = busyTimeout;
        // Waiting for a lock is SQLite's own (busy_timeout); the library's second loop around it, which sleeps, would only make it longer.
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 };
        _creating = connection.ToString();
        connection.Mode = SqliteOpenMode.ReadWrite;
        _existing = connection.ToString();
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file and its log.</summary>
    public long Size =>
        new[] { Path, Path + "-wal" }.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);

    /// <summary>Bytes that are free on its disk; null if that can't be told.</summary>
    public long? Free
    {
        get
        {
            try
            {
                return new DriveInfo(System.IO.Path.GetDirectoryName(Path)!).AvailableFreeSpace;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>The full path that a connection string names.</summary>
    /// <exception cref="StoreException">It names none, or asks for what the store can't do.</exception>
    public static string PathOf(string connectionString) => System.IO.Path.GetFullPath(DataSource(connectionString));

    /// <summary>The file that a connection string names; its directory exists after this.</summary>
    /// <exception cref="StoreException">It names none, or asks for what the store can't do.</exception>
    public static StoreFile Locate(string connectionString, TimeSpan busyTimeout)
    {
        var path = PathOf(connectionString);
        if (Directory.Exists(path))
            throw new StoreException(
                $"Store {path} is a directory: name a file in it, such as {System.IO.Path.Combine(path, "modem-actors.db")}.");
        var directory = System.IO.Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"Store {path}: the directory {directory} can't be created ({error.Message}). Create it for the user that runs this, or "
                + "name another file.", error);
        }

        return new StoreFile(path, busyTimeout);
    }

    /// <summary>A connection that may write, in WAL mode with synchronous=FULL.</summary>
    /// <param name="create">Whether to make the file if there is none.</param>
    public SqlSession OpenWriter(bool create = true)
    {
        var session = Open(create ? _creating : _existing, "PRAGMA foreign_keys = OFF", $"PRAGMA busy_timeout = {(long)_busyTimeout.TotalMilliseconds}");
        try
        {
            var mode = session.Scalar("PRAGMA journal_mode = WAL") as string;
            if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
                throw new StoreException(
                    $"Store {Path} can't use a write-ahead log (journal mode stays {mode}): put it on a local disk, not on a network "
                    + "share.");
            session.Script("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8000");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A connection that only reads.</summary>
    public SqlSession OpenReader() =>
        Open(_existing, "PRAGMA foreign_keys = OFF", $"PRAGMA busy_timeout = {(long)_busyTimeout.TotalMilliseconds}", "PRAGMA query_only = ON");

    /// <summary>Its name is nobody's.</summary>
    public StoreException Gone() => new(
        $"Store {Path} was removed or moved away while it was in use: put it back, or restore a backup there (modemactors restore FILE). Nothing is read or "
        + "written until then; it goes on by itself.");

    /// <summary>It must not be written.</summary>
    public StoreException ReadOnly() => new($"Store {Path} is read-only: give the user that runs this write permission on the file and its directory.");

    /// <summary>Another file has its name.</summary>
    public StoreException Replaced() => new($"Store {Path} was replaced while it was in use; the new one is taken as soon as everybody has let go of the old one.");

    /// <summary>Another file has its name, and it is not ours.</summary>
    public StoreException Foreign() => new(
        $"Store {Path} was replaced by a file that holds no messages: put the right one there. Nothing is read or written until then.");

    /// <summary>What it holds can't be trusted.</summary>
    public StoreException Damaged(string how, Exception? cause = null) => new(
        $"Store {Path} is damaged ({how}): stop, keep a copy of the file with its -wal, and restore a backup (modemactors restore FILE). Nothing is read or "
        + "written meanwhile.", cause);

    /// <summary>Says what an error of SQLite means for the person who runs this.</summary>
    public StoreException Explain(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_CANTOPEN when !File.Exists(Path) => Gone(),
        SQLitePCL.raw.SQLITE_READONLY => ReadOnly(),
        SQLitePCL.raw.SQLITE_CORRUPT => Damaged(error.Message, error),
        _ => new StoreException($"Store {Path} {MeaningOf(error)}", error),
    };

    private string MeaningOf(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            $"has been locked by another process for more than {_busyTimeout.TotalSeconds:0.#} s: end that process's transaction "
                + $"(fuser {Path} shows who has it open).",
        SQLitePCL.raw.SQLITE_FULL => "can't grow, its disk is full: free some space; nothing else needs to be done.",
        SQLitePCL.raw.SQLITE_IOERR =>
            $"can't be read or written ({error.Message}): look at its disk; nothing else needs to be done when it is well again.",
        SQLitePCL.raw.SQLITE_NOTADB => "is not a SQLite database: name another file, or move this one away.",
        SQLitePCL.raw.SQLITE_CANTOPEN =>
            $"can't be opened: give the user that runs this read and write permission on the file and "
            + $"on {System.IO.Path.GetDirectoryName(Path)}.",
        SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_AUTH => "must not be opened by this user: change its permissions.",
        _ => $"refused: {error.Message}",
    };

    private SqlSession Open(string connectionString, params ReadOnlySpan<string> pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            var session = new SqlSession(connection);
            foreach (var pragma in pragmas)
                session.Script(pragma);
            if (SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
                throw ReadOnly();
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The file that a connection string names.</summary>
    /// <exception cref="StoreException">It names none, or asks for what the store can't do.</exception>
    public static string DataSource(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new StoreException("Store connection is empty: it must be \"Data Source=FILE\".");
        if (!connectionString.Contains('=', StringComparison.Ordinal))
            return Plain(connectionString.Trim(), connectionString);
        SqliteConnectionStringBuilder parsed;
        try
        {
            parsed = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new StoreException($"Store connection \"{connectionString}\": {error.Message} It must be \"Data Source=FILE\".", error);
        }

        if (parsed.Mode is SqliteOpenMode.ReadOnly or SqliteOpenMode.Memory)
            throw new StoreException($"Store connection \"{connectionString}\": Mode={parsed.Mode} can't hold messages; leave Mode out.");
        if (!string.IsNullOrEmpty(parsed.Password))
            throw new StoreException(
                "Store connection has a Password: this build of SQLite can't encrypt; leave it out and encrypt the disk.");
        return Plain(parsed.DataSource, connectionString);
    }

    private static string Plain(string path, string connectionString)
    {
        if (path.Length == 0)
            throw new StoreException($"Store connection \"{connectionString}\" names no file: it must be \"Data Source=FILE\".");
        if (path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || path.Contains('\0', StringComparison.Ordinal))
            throw new StoreException(
                $"Store connection \"{connectionString}\": messages must survive a restart, so it must name a plain file, such as \"Data "
                + "Source=data/modem-actors.db\".");
        return path;
    }
}
