using System.Globalization;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>What is counted for people who look on.</summary>
internal static class Insight
{
    /// <summary>Newest messages looked at, at most: a look must not cost more when the store is large.</summary>
    private const int Deepest = 20_000;

    private const int Page = 1_000;

    /// <summary>A message may be sent long after it was queued, so some older rows are looked at too.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(10);

    private sealed record Row(long Id, bool IsInbound, DateTimeOffset? Queued, DateTimeOffset? SentAt, DateTimeOffset? NotBefore, string? Modem);

    public static StoreActivity Activity(SqlSession session, DateTimeOffset now, int minutes)
    {
        var last = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero);
        var first = last.AddMinutes(1 - minutes);
        var (sent, received) = (new int[minutes], new int[minutes]);
        var latencies = new List<TimeSpan>();
        var modems = new Dictionary<string, ModemActivity>();
        foreach (var row in Newest(session, first - s_slack))
        {
            var at = row.IsInbound ? row.Queued : row.SentAt;
            if (at is not { } time || time < first || time >= last.AddMinutes(1))
                continue;
            (row.IsInbound ? received : sent)[(int)(time - first).TotalMinutes]++;
            if (row.Modem is { } modem)
            {
                var before = modems.GetValueOrDefault(modem) ?? new ModemActivity(0, 0, 0);
                modems[modem] = row.IsInbound ? before with { Received = before.Received + 1 } : before with { Sent = before.Sent + 1 };
            }

            if (!row.IsInbound && row.Queued is { } queued)
                latencies.Add(time - (row.NotBefore > queued ? row.NotBefore.Value : queued));
        }

        foreach (var (modem, waiting) in Waiting(session))
            modems[modem] = (modems.GetValueOrDefault(modem) ?? new ModemActivity(0, 0, 0)) with { Waiting = waiting };
        latencies.Sort();
        return new StoreActivity(
            [.. Enumerable.Range(0, minutes).Select(minute => new ActivityMinute(first.AddMinutes(minute), sent[minute], received[minute]))],
            Share(latencies, 0.5), Share(latencies, 0.95), modems);
    }

    public static IReadOnlyList<Conversation> Conversations(
        SqlSession session, string? search, int limit, ConversationMark? after)
    {
        var contacts = session.All(
            "SELECT phone_number, name, message_count, coalesce(last_message_time, '') FROM contacts WHERE message_count > 0 "
            + "AND ($1 IS NULL OR phone_number LIKE $1 ESCAPE '\\' OR name LIKE $1 ESCAPE '\\') "
            + "AND ($3 IS NULL OR (coalesce(last_message_time, ''), phone_number) < ($3, $4)) "
            + "ORDER BY coalesce(last_message_time, '') DESC, phone_number DESC LIMIT $2",
            reader => (Number: MessageRow.Text(reader, 0) ?? "", Name: MessageRow.Text(reader, 1), Count: reader.GetInt64(2),
                Time: reader.GetString(3)),
            string.IsNullOrEmpty(search) ? null : $"%{Queries.Escape(search)}%", Math.Clamp(limit, 1, 1_000), after?.LastMessageTime,
            after?.PhoneNumber);
        var conversations = new List<Conversation>(contacts.Count);
        foreach (var (number, name, count, time) in contacts)
        {
            var newest = session.First(
                $"SELECT {MessageRow.Columns} FROM messages WHERE phone_number = $1 ORDER BY id DESC LIMIT 1", MessageRow.ReadMessage, number);
            var unread = (long)session.Scalar(
                "SELECT count(*) FROM messages WHERE phone_number = $1 AND status = 'unread' AND direction = 'inbound'", number)!;
            if (newest is not null)
                conversations.Add(new Conversation(number, name, newest, unread, count, new ConversationMark(time, number)));
        }

        return conversations;
    }

    private static List<(string Modem, int Count)> Waiting(SqlSession session) => session.All(
        "SELECT coalesce(resume_on, modem), count(*) FROM messages WHERE status = 'queued' AND direction = 'outbound' "
        + "AND coalesce(resume_on, modem, '') <> '' GROUP BY 1",
        reader => (MessageRow.Text(reader, 0)!, (int)reader.GetInt64(1)));

    private static IEnumerable<Row> Newest(SqlSession session, DateTimeOffset since)
    {
        var before = long.MaxValue;
        for (var seen = 0; seen < Deepest; seen += Page)
        {
            var rows = session.All(
                "SELECT id, direction, timestamp, sent_at, not_before, coalesce(sent_by, modem) FROM messages WHERE id < $1 ORDER BY id DESC LIMIT "
                + Page.ToString(CultureInfo.InvariantCulture),
                reader => new Row(
                    reader.GetInt64(0), MessageRow.Text(reader, 1) == "inbound", MessageRow.Time(reader, 2), MessageRow.Time(reader, 3),
                    MessageRow.Time(reader, 4), MessageRow.Text(reader, 5)),
                before);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Page || rows[^1].Queued < since)
                yield break;
            before = rows[^1].Id;
        }
    }

    private static TimeSpan? Share(List<TimeSpan> sorted, double share) => sorted.Count == 0
        ? null
        : TimeSpan.FromTicks(Math.Max(0, sorted[(int)Math.Ceiling(share * sorted.Count) - 1].Ticks));
}
