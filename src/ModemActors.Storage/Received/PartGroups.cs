using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using ModemActors.Protocol.Sms;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Received;

/// <summary>
/// Parts of concatenated messages, kept until the others come. SIM, sender, reference, width and total name a message only for a while: the
/// reference is used again within days. So
/// parts are put into groups: a part joins the newest group that lacks it and is near in time, else it begins a new one.
/// </summary>
internal sealed class PartGroups
{
    private const string Columns =
        "id, group_id, number, total, reference, wide, text, hex, modem, sender, kind, encoding, service_centre_timestamp, received_at, "
        + "message_id";

    // "Hours apart" happens, "days later" is another message. Completed parts are known again for as long as a SIM might still hold a copy.
    private static readonly TimeSpan Nearness = TimeSpan.FromHours(24);
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private readonly SqlSession _session;
    private readonly DateTimeOffset _now;

    public PartGroups(SqlSession session, DateTimeOffset now)
    {
        _session = session;
        _now = now;
    }

    /// <summary>Keeps a part, unless the same octets are kept already.</summary>
    public Kept Keep(ReceivedPdu pdu, InboundText text)
    {
        var place = text.Concatenation!;
        var kin = _session.All(
            $"SELECT {Columns} FROM inbound_parts WHERE sim = $1 AND sender = $2 AND reference = $3 AND total = $4 AND wide = $5 ORDER BY "
            + "id DESC",
            ReadPart,
            pdu.Sim, text.Sender, place.Reference, place.Total, place.Is16Bit);
        if (kin.Find(part => part.Number == place.Number
            && string.Equals(part.Hex, pdu.Hex, StringComparison.OrdinalIgnoreCase)) is { } same)
            return new Kept(same.Id, same.GroupId, Doubled: true, same.MessageId);

        var stamp = text.ServiceCentreTimestamp ?? _now;
        var near = kin.GroupBy(part => part.GroupId)
            .Where(parts => parts.Any(part => ((part.ServiceCentreTimestamp ?? part.ReceivedAt) - stamp).Duration() <= Nearness)).ToList();

        // A sender that does not know whether a part went out sends it again, with another time. As long as the message is not whole, that is no other message.
        var again = near.Where(parts => parts.Count() < place.Total).SelectMany(parts => parts)
            .FirstOrDefault(part => part.Number == place.Number && part.Text == text.Text);
        if (again is not null)
            return new Kept(again.Id, again.GroupId, Doubled: true, again.MessageId);

        var group = near.Find(parts => parts.All(part => part.Number != place.Number));
        _session.Execute(
            "INSERT INTO inbound_parts (sim, sender, reference, wide, total, number, group_id, kind, encoding, text, hex, modem, "
            + "service_centre_timestamp, received_at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            pdu.Sim, text.Sender, place.Reference, place.Is16Bit, place.Total, place.Number, group?.Key, text.Kind, text.Encoding,
                Lossless(text.Text), pdu.Hex, pdu.Modem,
            text.ServiceCentreTimestamp, SqlTime.ToMilliseconds(_now));
        var id = _session.LastInsertedId;
        if (group is null)
            _session.Execute("UPDATE inbound_parts SET group_id = $1 WHERE id = $1", id);
        return new Kept(id, group?.Key ?? id, Doubled: false, MessageId: null);
    }

    /// <summary>Makes the message if every part is there, or completes the one that was shown incomplete; null if parts are
    /// missing.</summary>
    public long? TryComplete(long groupId)
    {
        var parts = Group(groupId);
        return MessageAssembler.TryAssemble([.. parts.Select(part => (part.Place, part.Text))], out var text)
            ? Show(parts, text, incomplete: false) : null;
    }

    /// <summary>Shows what is there of groups whose newest part is older than <paramref name="olderThan"/>, and forgets what nobody can ask
    /// for any more.</summary>
    public List<long> ShowIncomplete(TimeSpan olderThan)
    {
        var due = _session.All(
            "SELECT group_id FROM inbound_parts WHERE message_id IS NULL AND group_id IS NOT NULL GROUP BY group_id HAVING "
            + "max(received_at) <= $1 ORDER BY group_id",
            reader => reader.GetInt64(0),
            SqlTime.ToMilliseconds(_now - olderThan));
        var shown = due.ConvertAll(groupId =>
        {
            var parts = Group(groupId);
            return Show(parts, Gapped(parts), incomplete: true);
        });
        var forgotten = SqlTime.ToMilliseconds(_now - Memory);
        _session.Execute(
            "DELETE FROM inbound_parts WHERE message_id IS NOT NULL AND received_at < $1 AND NOT EXISTS (SELECT 1 FROM inbound_slots "
            + "WHERE part_id = inbound_parts.id AND state = 'present')", forgotten);
        _session.Execute("DELETE FROM inbound_forwarded WHERE received_at < $1", forgotten);
        return shown;
    }

    private List<Part> Group(long groupId)
    {
        var first = _session.First("SELECT sim, sender, reference, total, wide FROM inbound_parts WHERE id = $1", reader => new object[]
        {
            reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
        }, groupId)!;
        return _session.All(
            $"SELECT {Columns} FROM inbound_parts WHERE sim = $1 AND sender = $2 AND reference = $3 AND total = $4 AND wide = $5 AND "
            + "group_id = $6 ORDER BY number",
            ReadPart,
            [.. first, groupId]);
    }

    private long Show(List<Part> parts, string text, bool incomplete)
    {
        var first = parts[0];
        var shown = parts.Select(part => part.MessageId).FirstOrDefault(id => id is not null);
        if (shown is { } known
            && _session.Execute("UPDATE messages SET content = $1, incomplete = $2 WHERE id = $3", text, incomplete, known) == 1)
            Timeline.Add(_session, known, _now, incomplete ? "part received" : "completed", null);
        else
            shown = InboundRow.Insert(_session, _now,
                new InboundRow(first.Modem, first.Sender, text, first.ServiceCentreTimestamp, first.Kind, first.Encoding, first.Total,
                ModemIndex: null, incomplete));

        var id = shown.Value;
        foreach (var part in parts.Where(part => part.MessageId != id))
        {
            _session.Execute("UPDATE inbound_parts SET message_id = $1 WHERE id = $2", id, part.Id);
            _session.Execute("UPDATE inbound_slots SET message_id = $1 WHERE part_id = $2", id, part.Id);
            _session.Execute(
                "UPDATE inbound_forwarded SET message_id = $1 WHERE sim = (SELECT sim FROM inbound_parts WHERE id = $2) AND hex = $3", id,
                part.Id, part.Hex);
        }

        new Slots(_session, _now).Point(id);
        return id;
    }

    // What is missing is shown as missing. Half characters at a gap can't be made whole.
    private static string Gapped(List<Part> parts)
    {
        var text = new StringBuilder();
        for (var number = 1; number <= parts[0].Total; number++)
            text.Append(parts.Find(part => part.Number == number)?.Text ?? "[…]");
        return text.ToString();
    }

    private static object Lossless(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return MemoryMarshal.AsBytes(text.AsSpan()).ToArray();
            i++;
        }

        return text;
    }

    private static Part ReadPart(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        MessageRow.Whole(reader, 1) ?? reader.GetInt64(0),
        reader.GetInt32(2),
        reader.GetInt32(3),
        new Concatenation(reader.GetInt32(4), reader.GetInt64(5) != 0, reader.GetInt32(3), reader.GetInt32(2)),
        reader.GetValue(6) is byte[] octets ? new string(MemoryMarshal.Cast<byte, char>(octets)) : MessageRow.Text(reader, 6) ?? "",
        reader.GetString(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.GetString(10),
        MessageRow.Text(reader, 11),
        MessageRow.Time(reader, 12),
        MessageRow.Time(reader, 13) ?? DateTimeOffset.UnixEpoch,
        MessageRow.Whole(reader, 14));

    /// <summary>What became of a part.</summary>
    internal sealed record Kept(long PartId, long GroupId, bool Doubled, long? MessageId);

    private sealed record Part(
        long Id,
        long GroupId,
        int Number,
        int Total,
        Concatenation Place,
        string Text,
        string Hex,
        string Modem,
        string Sender,
        string Kind,
        string? Encoding,
        DateTimeOffset? ServiceCentreTimestamp,
        DateTimeOffset ReceivedAt,
        long? MessageId);
}
