using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Received;

/// <summary>A new unread row of <c>messages</c>.</summary>
internal sealed record InboundRow(
    string Modem,
    string Sender,
    string Text,
    DateTimeOffset? ServiceCentreTimestamp,
    string Kind,
    string? Encoding,
    int Parts,
    int? ModemIndex,
    bool Incomplete)
{
    public static long Insert(SqlSession session, DateTimeOffset now, InboundRow row)
    {
        session.Execute(
            "INSERT INTO messages (phone_number, content, timestamp, status, direction, modem_index, modem, parts, encoding, "
            + "service_centre_timestamp, incomplete, kind) "
            + "VALUES ($1, $2, $3, 'unread', 'inbound', $4, $5, $6, $7, $8, $9, $10)",
            row.Sender, row.Text, SqlTime.ToSeconds(now), row.ModemIndex, row.Modem, row.Parts, row.Encoding, row.ServiceCentreTimestamp,
                row.Incomplete, row.Kind);
        return session.LastInsertedId;
    }
}
