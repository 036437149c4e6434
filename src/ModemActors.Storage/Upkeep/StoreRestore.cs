using System.Globalization;
using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>
/// Puts a copy in the place of a store. The copy is copied beside the store, checked, brought up to date and made safe there; only then it
/// takes the
/// store's name, in one step. What was there before is kept aside.
/// </summary>
public static class StoreRestore
{
    /// <summary>Message ids that nobody can have seen: a restored store must not give the ids of messages that came after the copy to
    /// others.</summary>
    private const long UnseenIds = 1_000_000;

    /// <summary>Replaces the store that <paramref name="options"/> name. No service may have it in hand: the caller holds the node's
    /// lock.</summary>
    /// <exception cref="StoreException">The copy is none, is damaged or of a newer program, somebody has the store open, or the disk does
    /// not take it; the
    /// store is as it was.</exception>
    public static Task<RestoreReport> RunAsync(
        StoreOptions options, string file, RestoredOutbound outbound, TimeProvider time, IProgress<StoreProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var store = StoreFile.Locate(options.ConnectionString, TimeSpan.FromSeconds(2));
        return Task.Run(() => Run(store, new StoreContext(options, time, ""), Path.GetFullPath(file), outbound, progress,
            cancellationToken), cancellationToken);
    }

    private static RestoreReport Run(
        StoreFile store, StoreContext context, string from, RestoredOutbound outbound, IProgress<StoreProgress>? progress,
            CancellationToken cancellation)
    {
        var schema = Check(from, store);
        var fresh = $"{store.Path}.{Guid.NewGuid():N}.restoring";
        try
        {
            StoreCopy.Run(from, fresh, progress, cancellation);
            var used = File.Exists(store.Path) && StoreBackup.IsDatabase(store.Path) ? LetGo(store) : [];
            var (messages, newest, undecided) = Prepare(fresh, context, outbound, used);
            if (File.Exists(store.Path) && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(store.Path));
            cancellation.ThrowIfCancellationRequested();
            return new RestoreReport(store.Path, from, Replace(store, fresh, context.Now), messages, newest, undecided, schema);
        }
        catch (SqliteException error)
        {
            throw new StoreException($"{from} could not be restored to {store.Path}: {error.Message}. The store is as it was.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{from} could not be restored to {store.Path}: {error.Message} The store is as it was.", error);
        }
        finally
        {
            StoreBackup.Discard(fresh);
        }
    }

    private static long Check(string from, StoreFile store)
    {
        if (!File.Exists(from))
            throw new StoreException($"{from}: there is no such file.");
        if (string.Equals(from, store.Path, StringComparison.Ordinal))
            throw new StoreException($"{from} is the store itself: name a backup.");
        long schema;
        try
        {
            schema = StoreBackup.IsDatabase(from) ? StoreBackup.Describe(from).Schema
                : throw new StoreException($"{from} is not a SQLite database.");
        }
        catch (SqliteException error)
        {
            throw new StoreException($"{from} cannot be read as a database ({error.Message}): take an older backup.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException($"{from} cannot be read: {error.Message}", error);
        }

        if (schema < 0)
            throw new StoreException(
                $"{from} is no store of ModemActors. A database of another program with a table messages need not be restored: name it "
                    + "in store.connection, "
                + "and it is taken over in place.");
        return schema <= Migrator.Newest
            ? schema
            : throw new StoreException($"{from} has schema {schema}, written by a newer ModemActors; this one knows schemas up to "
                + $"{Migrator.Newest}. Update this program first.");
    }

    /// <summary>Makes sure that nobody has the old store open, puts its log into it, and tells which keys it has used. A store that is too
    /// damaged for
    /// that is left as it is.</summary>
    private static Dictionary<string, long> LetGo(StoreFile store)
    {
        var used = new Dictionary<string, long>();
        try
        {
            using var old = store.OpenWriter();
            // Only a connection that is alone may end the write-ahead log.
            if (old.Scalar("PRAGMA journal_mode = DELETE") is not "delete")
                throw Held(store, null);
            if (old.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'") is null)
                return used;
            foreach (var (name, seq) in old.All("SELECT name, seq FROM sqlite_sequence", reader =>
                (reader.GetString(0), reader.GetInt64(1))))
                used[name] = seq;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            throw Held(store, error);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            used.Clear();
        }

        return used;
    }

    private static StoreException Held(StoreFile store, Exception? cause) =>
        new($"Store {store.Path} is open in another program, whose writes would be lost: stop the service and every script that uses it "
            + $"(fuser {store.Path} names "
            + "them).", cause);

    private static (long Messages, DateTimeOffset? Newest, long Undecided) Prepare(
        string fresh, StoreContext context, RestoredOutbound outbound, Dictionary<string, long> used)
    {
        var file = StoreFile.Locate(fresh, TimeSpan.FromSeconds(2));
        using var session = file.OpenWriter();
        Migrator.Run(session, file, context.Time);
        session.Script("BEGIN IMMEDIATE");

        // what happens from now on is nothing that happened after the backup was made, and must not bear its name
        session.Execute("UPDATE journal SET name = lower(hex(randomblob(4)))");
        var undecided = Undecided(session, context.Now);
        if (outbound != RestoredOutbound.Send)
        {
            foreach (var (id, status) in undecided)
                Decide(session, context, id, status == "queued" && outbound == RestoredOutbound.Cancel);
        }

        foreach (var name in session.All("SELECT name FROM sqlite_sequence", reader => reader.GetString(0)))
            session.Execute(
                "UPDATE sqlite_sequence SET seq = max(seq, $1) + $2 WHERE name = $3", used.GetValueOrDefault(name),
                used.ContainsKey(name) ? 0 : UnseenIds, name);
        session.Script("COMMIT");
        var messages = (long)session.Scalar("SELECT count(*) FROM messages")!;
        var newest = SqlTime.Parse(session.Scalar("SELECT timestamp FROM messages ORDER BY id DESC LIMIT 1"));
        session.Script("PRAGMA journal_mode = DELETE");
        return (messages, newest, undecided.Count);
    }

    /// <summary>What was waiting or on its way. What was not due yet at the copy and still is not due cannot have been sent.</summary>
    private static List<(long Id, string Status)> Undecided(SqlSession session, DateTimeOffset now) =>
    [
        .. session.All(
            "SELECT id, status, not_before FROM messages m WHERE direction = 'outbound' AND status IN ('queued', 'sending') ORDER BY id",
            reader => (Id: reader.GetInt64(0), Status: reader.GetString(1), NotBefore: SqlTime.Parse(reader.GetValue(2))))
            .Where(row => row.Status == "sending" || row.NotBefore is null || row.NotBefore <= now)
            .Select(row => (row.Id, row.Status)),
    ];

    private static void Decide(SqlSession session, StoreContext context, long id, bool cancel)
    {
        const string Reason = "restored from a backup: nobody can know whether it was sent since";
        var status = (cancel ? MessageStatus.Cancelled : MessageStatus.Indeterminate).ToText();
        session.Execute(
            "UPDATE messages SET status = $1, error = $2, wake_at = 0, next_attempt_at = NULL, claimed_by = NULL, claim_token = NULL, "
                + "claimed_until = 0 "
            + "WHERE id = $3", status, Reason, id);
        if (!cancel)
            session.Execute(
                "UPDATE message_parts SET state = 'indeterminate', error = $1 WHERE message_id = $2 AND state IN ('pending', 'sending')",
                    Reason, id);
        Timeline.Add(session, id, context.Now, status, Reason);
    }

    private static string? Replace(StoreFile store, string fresh, DateTimeOffset now)
    {
        using (var file = new FileStream(fresh, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            file.Flush(flushToDisk: true);
        if (!File.Exists(store.Path))
        {
            File.Move(fresh, store.Path);
            return null;
        }

        var aside = $"{store.Path}.before-restore-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        for (var more = 2; File.Exists(aside); more++)
            aside = $"{aside.Split('~')[0]}~{more}";
        // Only a damaged store still has these; a log must never meet a database that it does not belong to.
        foreach (var suffix in new[] { "-wal", "-shm" })
        {
            if (File.Exists(store.Path + suffix))
                File.Move(store.Path + suffix, aside + suffix);
        }

        // At every moment there is a store of that name: a service that started in between would make an empty one.
        File.Replace(fresh, store.Path, aside);
        return aside;
    }
}
