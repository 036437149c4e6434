using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>
/// Knows what is wrong with the file while it is in use. Connections that are open show neither that it is gone nor, before they read the page, that it is damaged;
/// so it is looked at every few seconds through a new one. While something is wrong nothing is read or written: what was received stays where it is safe.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WholeInterval = TimeSpan.FromMinutes(10);

    private readonly StoreFile _file;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private FileIdentity? _identity;
    private volatile StoreException? _trouble;
    private volatile bool _replaced;
    private volatile int _era;
    private volatile bool _closed;
    private int _open;
    private long _lastWhole = Stopwatch.GetTimestamp();

    public FileWatch(StoreFile file)
    {
        _file = file;
        _identity = FileIdentity.Of(file.Path);
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Connections of an era before are to be closed: they know a file that is not this one, or things that are not so any more.</summary>
    public event Action? EraEnded;

    public int Era => _era;

    /// <summary>Counts a connection that is used for longer than a look; returns its era.</summary>
    public int Opened()
    {
        Interlocked.Increment(ref _open);
        return _era;
    }

    public void Closed() => Interlocked.Decrement(ref _open);

    /// <summary>Whether the file is well and, if there is one, the session's.</summary>
    /// <exception cref="StoreException">It is not.</exception>
    public void Require(SqlSession? session)
    {
        if (_trouble is { } known)
            throw known;
        if (session is not { HasMoved: true })
            return;
        Look(moved: true);
        if (_trouble is { } found)
            throw found;
    }

    /// <summary>An error came up; some mean that the file is not well.</summary>
    public StoreException Explain(SqliteException error)
    {
        var reason = _file.Explain(error);
        if (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
            _trouble = reason;
        return reason;
    }

    /// <summary>Looks now.</summary>
    /// <param name="moved">A connection found that its file has another name or none.</param>
    public void Look(bool moved = false)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            var before = _trouble;
            var (era, trouble) = (_era, Find(moved, isWhole: before is not null || Stopwatch.GetElapsedTime(_lastWhole) > WholeInterval));
            _trouble = trouble;
            if (trouble is null && before is not null)
                _era++;
            if (_era == era)
                return;
        }

        EraEnded?.Invoke();
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            _closed = true;
    }

    private StoreException? Find(bool moved, bool isWhole)
    {
        try
        {
            if (!File.Exists(_file.Path))
                return _file.Gone();
            if (IsReplaced(moved))
                return _file.Replaced();
            if (File.GetAttributes(_file.Path).HasFlag(FileAttributes.ReadOnly))
                return _file.ReadOnly();
            return Open(isWhole);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            // Somebody works on it; whoever needs it is told if that takes too long.
            return _trouble;
        }
        catch (SqliteException error)
        {
            return _file.Explain(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new StoreException($"Store {_file.Path} can't be looked at: {error.Message}", error);
        }
        catch (StoreException error)
        {
            return error;
        }
    }

    /// <summary>Another file has the name. It must not be opened while the one before is: both would share the log and the index beside it.</summary>
    private bool IsReplaced(bool moved)
    {
        var identity = FileIdentity.Of(_file.Path);
        if (!_replaced && !moved && identity == _identity)
            return false;
        if (!_replaced)
            _era++;
        _replaced = Volatile.Read(ref _open) > 0;
        if (!_replaced)
            _identity = identity;
        return _replaced;
    }

    private StoreException? Open(bool isWhole)
    {
        using var session = _file.OpenReader();
        if (session.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") is null)
            return _file.Foreign();
        if (!isWhole)
            return null;
        _lastWhole = Stopwatch.GetTimestamp();
        return session.Scalar("PRAGMA quick_check(1)") is "ok" ? null : _file.Damaged("its pages do not fit together");
    }
}
