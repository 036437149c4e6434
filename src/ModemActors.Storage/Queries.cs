using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>What is read for people and programs.</summary>
internal static class Queries
{
    private const int MaxLimit = 10_000;

    public static Message? Get(SqlSession session, long id) =>
        session.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = $1", MessageRow.ReadMessage, id);

    public static MessagePage List(SqlSession session, MessageQuery query)
    {
        var conditions = new List<string>();
        var arguments = new List<object?>();
        void Where(string condition, object argument)
        {
            arguments.Add(argument);
            conditions.Add(condition.Replace("$?", "$" + arguments.Count, StringComparison.Ordinal));
        }

        if (query.Direction is { } direction)
            Where("direction = $?", direction.ToText());
        if (query.Status is { } status)
            Where("status = $?", status);
        if (query.PhoneNumber is { } number)
            Where("phone_number = $?", number);
        if (query.Modem is { } modem)
            Where("(modem = $? OR sent_by = $?)", modem);
        if (query.Since is { } since)
            Where("timestamp >= $?", SqlTime.ToText(since));
        if (query.Until is { } until)
            Where("timestamp < $?", SqlTime.ToText(until));
        if (query.Search is { Length: > 0 } search)
            Where("(content LIKE $? ESCAPE '\\' OR phone_number LIKE $? ESCAPE '\\')", $"%{Escape(search)}%");
        if (query.BeforeId is { } before)
            Where("id < $?", before);

        var limit = Math.Clamp(query.Limit, 1, MaxLimit);
        arguments.Add(limit + 1);
        var filter = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)} ";
        // Keys are found and sorted first, in an index where there is one, so that texts are read for this page only.
        var messages = session.All(
            $"SELECT {MessageRow.Columns} FROM messages WHERE id IN (SELECT id FROM messages {filter}ORDER BY id DESC LIMIT "
            + $"${arguments.Count}) ORDER BY id DESC",
            MessageRow.ReadMessage,
            [.. arguments]);
        return messages.Count > limit ? new MessagePage(messages[..limit], messages[limit - 1].Id) : new MessagePage(messages, null);
    }

    public static IReadOnlyList<Message> Conversation(SqlSession session, string phoneNumber, int limit)
    {
        var messages = session.All(
            $"SELECT {MessageRow.Columns} FROM messages WHERE phone_number = $1 ORDER BY id DESC LIMIT $2", MessageRow.ReadMessage,
            phoneNumber, Math.Clamp(limit, 1, MaxLimit));
        messages.Reverse();
        return messages;
    }

    public static IReadOnlyList<QuarantinedPdu> Quarantine(SqlSession session, int limit) => session.All(
        "SELECT id, sim, modem, hex, reason, received_at FROM quarantine ORDER BY id DESC LIMIT $1",
        reader => new QuarantinedPdu(
            reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                MessageRow.Time(reader, 5) ?? DateTimeOffset.UnixEpoch),
        Math.Clamp(limit, 1, MaxLimit));

    public static StoreStatistics Statistics(SqlSession session, DateTimeOffset now)
    {
        var counts = session.All(
            "SELECT direction, status, count(*) FROM messages GROUP BY status, direction",
            reader => new StatusCount(MessageRow.Text(reader, 0) ?? "", MessageRow.Text(reader, 1) ?? "", reader.GetInt64(2)));
        var oldest =
            session.Scalar("SELECT timestamp FROM messages WHERE status = 'queued' AND direction = 'outbound' ORDER BY id LIMIT 1");
        var age = SqlTime.Parse(oldest) is { } since ? now - since : (TimeSpan?)null;
        return new StoreStatistics(
            counts,
            age < TimeSpan.Zero ? TimeSpan.Zero : age,
            Count(session, "SELECT count(*) FROM inbound_parts WHERE message_id IS NULL"),
            Count(session, "SELECT count(*) FROM quarantine"),
            Count(session, "SELECT count(*) FROM delivery_reports WHERE message_id IS NULL"));
    }

    private static long Count(SqlSession session, string sql) => (long)session.Scalar(sql)!;

    /// <summary>Text that stands for itself in LIKE … ESCAPE '\'.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
