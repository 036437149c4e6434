using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>A row of <c>message_parts</c>.</summary>
internal static class PartRow
{
    public static string ToText(PartState state) => state switch
    {
        PartState.Pending => "pending",
        PartState.Sending => "sending",
        PartState.Sent => "sent",
        PartState.Delivered => "delivered",
        PartState.Failed => "failed",
        _ => "indeterminate",
    };

    public static MessagePart Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt32(1),
        reader.GetInt32(2),
        Parse(reader.GetString(3)),
        MessageRow.Number(reader, 4),
        MessageRow.Number(reader, 5),
        MessageRow.Text(reader, 6),
        MessageRow.Time(reader, 7),
        MessageRow.Time(reader, 8),
        MessageRow.Text(reader, 9),
        MessageRow.Text(reader, 10),
        MessageRow.Number(reader, 11));

    public static void Write(SqlSession session, MessagePart part) => session.Execute(
        "INSERT OR REPLACE INTO message_parts (message_id, number, total, state, tp_mr, reference, modem, started_at, sent_at, error, "
        + "stored_in, stored_at) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        part.MessageId, part.Number, part.Total, ToText(part.State), part.TpMr, part.Reference, part.Modem, Milliseconds(part.StartedAt),
            Milliseconds(part.SentAt), part.Error, part.StoredIn, part.StoredAt);

    private static string? Milliseconds(DateTimeOffset? time) => time is { } value ? SqlTime.ToMilliseconds(value) : null;

    // A word that nobody of us wrote is treated as the state from which nothing is sent in silence.
    private static PartState Parse(string text) => text switch
    {
        "pending" => PartState.Pending,
        "sending" => PartState.Sending,
        "sent" => PartState.Sent,
        "delivered" => PartState.Delivered,
        "failed" => PartState.Failed,
        _ => PartState.Indeterminate,
    };
}
