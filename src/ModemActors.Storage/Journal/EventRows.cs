using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Journal;

/// <summary>The table <c>events</c>.</summary>
internal static class EventRows
{
    private const int GrowthLookedAt = 10_000;
    private const int LongestPage = 1_000;

    /// <summary>A message's columns in the order of <see cref="MessageRow.ReadMessage"/>, then the event's own.</summary>
    public const string Columns =
        "e.message_id, e.phone_number, e.content, e.timestamp, e.status, e.direction, e.modem_index, e.modem, e.priority, e.attempts, e.error, e.sent_at, "
        + "e.not_before, e.expires_at, e.next_attempt_at, e.flash, e.delivery_report, NULL, NULL, e.parts, e.encoding, e.sent_by, "
        + "e.service_centre_timestamp, e.incomplete, e.kind, e.id, e.event_id, e.type, e.at, e.data";

    /// <summary>Behind <see cref="Columns"/>, more may follow from here on.</summary>
    public const int Width = 30;

    public static JournalEvent Read(SqliteDataReader reader) => new(
        reader.GetInt64(25),
        reader.GetString(26),
        reader.GetString(27),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(28)),
        MessageRow.Text(reader, 7),
        MessageRow.Text(reader, 29),
        reader.IsDBNull(0) ? null : MessageRow.ReadMessage(reader));

    public static JournalState State(SqlSession session) => new(Newest(session), PurgedTo(session));

    public static long Newest(SqlSession session) =>
        Math.Max(session.Scalar("SELECT max(id) FROM events") as long? ?? 0, PurgedTo(session));

    public static long PurgedTo(SqlSession session) => session.Scalar("SELECT purged_to FROM journal") as long? ?? 0;

    public static JournalPage Page(SqlSession session, long after, int limit)
    {
        var wanted = Math.Clamp(limit, 1, LongestPage);
        var events = session.All($"SELECT {Columns} FROM events e WHERE e.id > $1 ORDER BY e.id LIMIT $2", Read, after, wanted + 1);
        return events.Count > wanted
            ? new JournalPage(events[..wanted], events[wanted - 1].Id, More: true)
            : new JournalPage(events, events.Count > 0 ? events[^1].Id : after, More: false);
    }

    public static JournalGrowth Growth(SqlSession session, long after)
    {
        var newest = Newest(session);
        return newest - after > GrowthLookedAt
            ? new JournalGrowth(newest, null)
            : new JournalGrowth(
                newest,
                session.All("SELECT DISTINCT type FROM events WHERE id > $1", reader => reader.GetString(0), after).ToHashSet(StringComparer.Ordinal));
    }

    public static int Append(SqlSession session, IReadOnlyList<NewEvent> events)
    {
        foreach (var added in events)
            session.Execute(
                "INSERT INTO events (event_id, type, at, modem, data) VALUES ((SELECT name FROM journal) || '-e' "
                + "|| (SELECT max(coalesce(max(id), 0), (SELECT purged_to FROM journal)) + 1 FROM events), $1, $2, $3, $4)",
                added.Type, added.At.ToUnixTimeMilliseconds(), added.Modem, added.Data);
        return events.Count;
    }
}
