using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>The table <c>recoveries</c>.</summary>
internal static class Recoveries
{
    private const string Columns = "id, node, modem, level, reason, at, outcome, detail, took_ms";

    /// <summary>Older ones than so many of a modem are forgotten.</summary>
    private const int Kept = 1_000;

    public static int Save(SqlSession session, StoreContext context, RecoveryRecord recovery)
    {
        var saved = session.Execute(
            $"INSERT OR REPLACE INTO recoveries ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            recovery.Id, recovery.Node.Length == 0 ? context.Options.Node : recovery.Node, recovery.Modem, recovery.Level, recovery.Reason,
            SqlTime.ToMilliseconds(recovery.At), recovery.Outcome, recovery.Detail, (long?)recovery.Took?.TotalMilliseconds);
        session.Execute(
            "DELETE FROM recoveries WHERE modem = $1 AND at < (SELECT at FROM recoveries WHERE modem = $1 ORDER BY at DESC LIMIT 1 OFFSET $2)",
            recovery.Modem, Kept);
        return saved;
    }

    public static IReadOnlyList<RecoveryRecord> List(SqlSession session, string? modem, int limit) => modem is null
        ? session.All($"SELECT {Columns} FROM recoveries ORDER BY at DESC, id DESC LIMIT $1", Read, limit)
        : session.All($"SELECT {Columns} FROM recoveries WHERE modem = $1 ORDER BY at DESC, id DESC LIMIT $2", Read, modem, limit);

    private static RecoveryRecord Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Node = reader.GetString(1),
        Modem = reader.GetString(2),
        Level = reader.GetString(3),
        Reason = reader.GetString(4),
        At = MessageRow.Time(reader, 5) ?? DateTimeOffset.UnixEpoch,
        Outcome = reader.GetString(6),
        Detail = MessageRow.Text(reader, 7),
        Took = MessageRow.Whole(reader, 8) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };
}
