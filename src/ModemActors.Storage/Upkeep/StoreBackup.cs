using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>Makes copies of a store that are whole or not there.</summary>
public static class StoreBackup
{
    private const int RecordsKept = 100;
    private static readonly string[] s_suffixes = ["", "-journal", "-wal", "-shm"];
    private static readonly byte[] s_magic = "SQLite format 3\0"u8.ToArray();

    /// <summary>Copies the store that <paramref name="options"/> name, whoever uses it, without opening it for work: a store of an older
    /// program stays one.</summary>
    /// <exception cref="StoreException">There is no such store, or the copy cannot be made; nothing is left behind then.</exception>
    public static Task<BackupReport> RunAsync(
        StoreOptions options, string file, TimeProvider time, IProgress<StoreProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var path = StoreFile.PathOf(options.ConnectionString);
        if (!File.Exists(path))
            throw new StoreException($"There is no store at {path} yet: nothing to copy (another one is named with --config).");
        var store = StoreFile.Locate(options.ConnectionString, options.BusyTimeout);
        return Task.Run(
            () =>
            {
                var report = Run(store, file, time, progress, cancellationToken);
                using var session = store.OpenWriter();
                if (session.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'backups'") is not null)
                    Record(session, new StoreContext(options, time, ""),
                        new BackupRecord(time.GetUtcNow(), report.File, report.Bytes, report.Took, null));
                return report;
            }, cancellationToken);
    }

    internal static BackupReport Run(StoreFile store, string file, TimeProvider time, IProgress<StoreProgress>? progress,
        CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var target = Target(store, file, time);
        var partial = $"{target}.{Guid.NewGuid():N}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            StoreCopy.Run(store.Path, partial, progress, cancellation);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(partial, File.GetUnixFileMode(store.Path));
            var (messages, schema) = Describe(partial);
            File.Move(partial, target, overwrite: true);
            return new BackupReport(target, new FileInfo(target).Length, messages, schema, Stopwatch.GetElapsedTime(begun));
        }
        catch (SqliteException error)
        {
            throw error.SqliteErrorCode is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN
                    or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM
                ? new StoreException($"The backup {target} cannot be written ({error.Message}): make room, or name another place.", error)
                : store.Explain(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup {target} cannot be written: {error.Message} Name another place, or give the user that "
                + "runs this write permission.", error);
        }
        finally
        {
            Discard(partial);
        }
    }

    internal static int Record(SqlSession session, StoreContext context, BackupRecord record)
    {
        session.Execute(
            "INSERT INTO backups (node, at, file, bytes, took_ms, error) VALUES ($1, $2, $3, $4, $5, $6)",
            record.Node.Length == 0 ? context.Options.Node : record.Node, SqlTime.ToMilliseconds(record.At), record.File, record.Bytes,
            (long)record.Took.TotalMilliseconds, record.Error);
        return session.Execute("DELETE FROM backups WHERE id <= (SELECT max(id) FROM backups) - $1", RecordsKept);
    }

    internal static IReadOnlyList<BackupRecord> List(SqlSession session, int limit) => session.All(
        "SELECT node, at, file, bytes, took_ms, error FROM backups ORDER BY id DESC LIMIT $1",
        reader => new BackupRecord(
            MessageRow.Time(reader, 1) ?? DateTimeOffset.UnixEpoch, MessageRow.Text(reader, 2), MessageRow.Whole(reader, 3),
            TimeSpan.FromMilliseconds(MessageRow.Whole(reader, 4) ?? 0), MessageRow.Text(reader, 5))
        {
            Node = reader.GetString(0),
        },
        Math.Clamp(limit, 1, RecordsKept));

    /// <summary>Messages in a store's file, and its schema; -1 = it has none of ours.</summary>
    internal static (long Messages, long Schema) Describe(string file)
    {
        using var connection = StoreCopy.OpenForReading(file);
        if (StoreCopy.Scalar(connection,
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('messages', 'schema_version')") is not 2L)
            return (0, -1);
        return ((long)StoreCopy.Scalar(connection, "SELECT count(*) FROM messages")!,
            StoreCopy.Scalar(connection, "SELECT max(version) FROM schema_version") as long? ?? -1);
    }

    /// <summary>Whether a file begins as databases of SQLite do.</summary>
    internal static bool IsDatabase(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var begin = new byte[s_magic.Length];
        return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.AsSpan().SequenceEqual(s_magic);
    }

    private static string Target(StoreFile store, string file, TimeProvider time)
    {
        var target = Path.GetFullPath(file);
        if (Directory.Exists(target))
            target = Path.Combine(target,
                $"modem-actors-{time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.db");
        if (IsSame(target, store.Path))
            throw new StoreException($"The backup {target} would replace the store itself: name another file.");
        if (File.Exists(target) && (File.Exists(target + "-wal") || !IsDatabase(target) || Describe(target).Schema < 0))
            throw new StoreException($"The backup {target} would replace a file that is no backup, or is in use: name another one, or "
                + "move that away.");
        return target;
    }

    private static bool IsSame(string one, string other) =>
        string.Equals(Resolve(one), Resolve(other), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal);

    private static string Resolve(string path) => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName
        ?? path : path;

    /// <summary>A database that is not needed any more, with what SQLite puts beside it.</summary>
    internal static void Discard(string partial)
    {
        foreach (var file in s_suffixes.Select(suffix => partial + suffix).Where(File.Exists))
            File.Delete(file);
    }
}
