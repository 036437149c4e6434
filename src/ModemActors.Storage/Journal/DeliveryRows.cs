using System.Globalization;
using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Journal;

/// <summary>The table <c>deliveries</c>.</summary>
internal static class DeliveryRows
{
    private const int MostListed = 1_000;

    public static DueDeliveries ListDue(SqlSession session, string endpoint, DateTimeOffset now, IReadOnlyCollection<long> underWay, int limit, bool newFirst)
    {
        var due = session.All(
            $"SELECT {EventRows.Columns}, d.id, d.attempts FROM deliveries d JOIN events e ON e.id = d.event "
            + "WHERE d.endpoint = $1 AND d.state = 'pending' AND d.next_attempt_at <= $2 ORDER BY $4 AND d.attempts > 0, d.event LIMIT $3",
            reader => new Delivery(reader.GetInt64(EventRows.Width), reader.GetInt32(EventRows.Width + 1), EventRows.Read(reader)),
            endpoint, now.ToUnixTimeMilliseconds(), limit + underWay.Count, newFirst);
        var next = session.Scalar(
            "SELECT min(next_attempt_at) FROM deliveries WHERE endpoint = $1 AND state = 'pending' AND next_attempt_at > $2",
            endpoint, now.ToUnixTimeMilliseconds()) as long?;
        return new DueDeliveries([.. due.Where(one => !underWay.Contains(one.Id)).Take(limit)], Time(next));
    }

    public static long CountPending(SqlSession session, string endpoint, string type) => (long)session.Scalar(
        "SELECT count(*) FROM deliveries d JOIN events e ON e.id = d.event WHERE d.endpoint = $1 AND d.state = 'pending' AND e.type = $2", endpoint, type)!;

    public static bool Record(SqlSession session, DeliveryAttempt attempt) => session.Execute(
        "UPDATE deliveries SET state = $1, attempts = attempts + 1, next_attempt_at = $2, last_attempt_at = $3, duration = $4, code = $5, error = $6, output = $7 "
        + "WHERE id = $8",
        Word(attempt.State), attempt.RetryAt?.ToUnixTimeMilliseconds() ?? 0, attempt.At.ToUnixTimeMilliseconds(), (long)attempt.Took.TotalMilliseconds,
        attempt.Code, attempt.Error, attempt.Output, attempt.Delivery) == 1;

    public static int Hasten(SqlSession session, string endpoint, DateTimeOffset now) => session.Execute(
        "UPDATE deliveries SET next_attempt_at = $1 WHERE endpoint = $2 AND state = 'pending' AND next_attempt_at > $1 "
        + "AND (code IS NULL OR code IN (408, 429, 502, 503, 504))", now.ToUnixTimeMilliseconds(), endpoint);

    public static IReadOnlyList<DeliveryRecord> List(SqlSession session, DeliveryQuery query) => session.All(
        "SELECT d.id, d.endpoint, d.event, e.event_id, e.type, e.message_id, d.state, d.attempts, d.next_attempt_at, d.last_attempt_at, d.duration, d.code, "
        + "d.error, d.output FROM deliveries d LEFT JOIN events e ON e.id = d.event "
        + "WHERE ($1 IS NULL OR d.endpoint = $1) AND ($2 IS NULL OR d.state = $2) AND ($3 IS NULL OR d.id < $3) ORDER BY d.id DESC LIMIT $4",
        Read,
        query.Endpoint, query.State is { } state ? Word(state) : null, query.BeforeId, Math.Clamp(query.Limit, 1, MostListed));

    public static int Redeliver(SqlSession session, string? endpoint, IReadOnlyList<long>? ids)
    {
        const string Again = "UPDATE deliveries SET state = 'pending', attempts = 0, next_attempt_at = 0 "
            + "WHERE ($1 IS NULL OR endpoint = $1) AND EXISTS (SELECT 1 FROM events WHERE id = event) AND ";
        return ids is null
            ? session.Execute(Again + "state = 'dead'", endpoint)
            : ids.Distinct().Sum(id => session.Execute(Again + "id = $2 AND state <> 'pending'", endpoint, id));
    }

    public static string Word(DeliveryState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);

    private static DeliveryRecord Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetInt64(2),
        MessageRow.Text(reader, 3),
        MessageRow.Text(reader, 4),
        MessageRow.Whole(reader, 5),
        reader.GetString(6) switch { "done" => DeliveryState.Done, "dead" => DeliveryState.Dead, _ => DeliveryState.Pending },
        reader.GetInt32(7),
        Time(reader.GetInt64(8)),
        Time(MessageRow.Whole(reader, 9)),
        MessageRow.Whole(reader, 10) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        MessageRow.Number(reader, 11),
        MessageRow.Text(reader, 12),
        MessageRow.Text(reader, 13));

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is > 0 and var value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
