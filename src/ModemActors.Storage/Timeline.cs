using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>The table <c>message_events</c>. That a message was queued or received is not written there: its own timestamp tells, whoever
/// inserted it.</summary>
internal static class Timeline
{
    public static void Add(SqlSession session, long messageId, DateTimeOffset at, string status, string? detail) =>
        session.Execute("INSERT INTO message_events (message_id, at, status, detail) VALUES ($1, $2, $3, $4)", messageId,
            SqlTime.ToMilliseconds(at), status, detail);

    public static IReadOnlyList<MessageEvent> Read(SqlSession session, long id)
    {
        var message = session.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = $1", MessageRow.ReadMessage, id);
        if (message is null)
            return [];
        var first = message.Direction == MessageDirection.Inbound ? MessageStatus.Unread : MessageStatus.Queued;
        return
        [
            new MessageEvent(id, message.Timestamp, first.ToText(), null),
            .. session.All(
                "SELECT message_id, at, status, detail FROM message_events WHERE message_id = $1 ORDER BY id",
                reader => new MessageEvent(reader.GetInt64(0), MessageRow.Time(reader, 1)
                    ?? DateTimeOffset.UnixEpoch, reader.GetString(2), MessageRow.Text(reader, 3)),
                id),
        ];
    }
}
