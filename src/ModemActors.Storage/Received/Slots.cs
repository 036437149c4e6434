using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Received;

/// <summary>
/// What lies in the slots of SIMs. A row outlives what lay there: a modem that boots may list an empty SIM, and one that says it deleted
/// may not have; if the same octets are seen in
/// the same slot again, they are not a new message. Something else in the slot takes the row's place.
/// </summary>
internal sealed class Slots
{
    private readonly SqlSession _session;
    private readonly DateTimeOffset _now;

    public Slots(SqlSession session, DateTimeOffset now)
    {
        _session = session;
        _now = now;
    }

    /// <summary>What is known of a PDU in a slot; null if it is new.</summary>
    public InboundReceipt? Recognize(ReceivedPdu pdu, int index)
    {
        var known = _session.First(
            "SELECT s.hex, s.state, s.message_id, s.needless, m.id, m.status FROM inbound_slots s LEFT JOIN messages m ON m.id = "
            + "s.message_id WHERE s.sim = $1 AND s.storage = $2 AND s.slot = $3",
            reader => new KnownSlot(
                reader.GetString(0), reader.GetString(1), MessageRow.Whole(reader, 2), reader.GetInt64(3) != 0,
                    MessageRow.Whole(reader, 2) is not null && reader.IsDBNull(4), MessageRow.Text(reader, 5)),
            pdu.Sim,
            pdu.Storage,
            index);
        if (known is null)
            return null;
        if (!string.Equals(known.Hex, pdu.Hex, StringComparison.OrdinalIgnoreCase))
        {
            Leave(pdu.Sim, pdu.Storage, index, known.MessageId);
            return null;
        }

        if (known.State != "present")
            Return(pdu.Sim, pdu.Storage, index, known.MessageId, known.State == "deleted");

        var disposable = known.Needless || known.State == "deleted" || known.Orphaned || known.Status == "read";
        return new InboundReceipt(pdu, InboundDisposition.AlreadyKnown, known.Orphaned ? null : known.MessageId, disposable);
    }

    /// <summary>Puts a PDU that was just taken in into its slot.</summary>
    public void Fill(ReceivedPdu pdu, int index, long? messageId, long? partId, bool needless) => _session.Execute(
        "INSERT OR REPLACE INTO inbound_slots (sim, storage, slot, hex, message_id, part_id, needless, seen_at) VALUES ($1, $2, $3, $4, "
        + "$5, $6, $7, $8)",
        pdu.Sim, pdu.Storage, index, pdu.Hex, messageId, partId, needless, SqlTime.ToMilliseconds(_now));

    /// <summary>A complete listing of a storage.</summary>
    public void Reconcile(string sim, string storage, IReadOnlyList<(int Index, string Hex)> present)
    {
        var listed = present.DistinctBy(slot => slot.Index).ToDictionary(slot => slot.Index, slot => slot.Hex);
        var onRecord = _session.All(
            "SELECT slot, hex, state, message_id FROM inbound_slots WHERE sim = $1 AND storage = $2",
            reader => (Index: reader.GetInt32(0), Hex: reader.GetString(1), State: reader.GetString(2),
                MessageId: MessageRow.Whole(reader, 3)),
            sim,
            storage);
        foreach (var (index, hex, state, messageId) in onRecord)
        {
            if (listed.TryGetValue(index, out var there) && string.Equals(there, hex, StringComparison.OrdinalIgnoreCase))
            {
                if (state != "present")
                    Return(sim, storage, index, messageId, state == "deleted");
                continue;
            }

            // What we deleted and is not there any more is done with: the same octets in this slot would be new.
            if (state == "deleted")
                _session.Execute("DELETE FROM inbound_slots WHERE sim = $1 AND storage = $2 AND slot = $3", sim, storage, index);
            else
                _session.Execute("UPDATE inbound_slots SET state = 'gone' WHERE sim = $1 AND storage = $2 AND slot = $3", sim, storage,
                    index);
            Point(messageId);
        }
    }

    /// <summary>The modem said that it deleted this.</summary>
    public void Delete(string sim, string storage, int index, string hex)
    {
        var messageId = _session.First(
            "SELECT message_id FROM inbound_slots WHERE sim = $1 AND storage = $2 AND slot = $3 AND hex = $4 COLLATE NOCASE",
            reader => MessageRow.Whole(reader, 0),
            sim, storage, index, hex);
        var changed = _session.Execute(
            "UPDATE inbound_slots SET state = 'deleted' WHERE sim = $1 AND storage = $2 AND slot = $3 AND hex = $4 COLLATE NOCASE",
            sim, storage, index, hex);
        if (changed > 0)
            Point(messageId);
    }

    /// <summary>The slots that lie on a SIM.</summary>
    public static IReadOnlyList<SlotOnRecord> List(SqlSession session, string sim, SlotFilter filter)
    {
        var deletable = filter == SlotFilter.Deletable
            ? "AND (s.needless <> 0 OR m.status = 'read' OR (s.message_id IS NOT NULL AND m.id IS NULL)) " : "";
        return session.All(
            "SELECT m.id, s.storage, s.slot, s.hex, m.status FROM inbound_slots s LEFT JOIN messages m ON m.id = s.message_id "
            + $"WHERE s.sim = $1 AND s.state = 'present' {deletable}ORDER BY s.seen_at, s.slot",
            Read,
            sim);
    }

    /// <summary>Lets <c>messages.modem_index</c> point to the lowest slot that still holds a part of the message.</summary>
    public void Point(long? messageId)
    {
        if (messageId is { } id)
            _session.Execute(
                "UPDATE messages SET modem_index = (SELECT min(slot) FROM inbound_slots WHERE message_id = $1 AND state = 'present' AND "
                + "needless = 0) WHERE id = $1", id);
    }

    // It lies there again (or still, although the modem said that it was deleted).
    private void Return(string sim, string storage, int index, long? messageId, bool needless)
    {
        _session.Execute(
            "UPDATE inbound_slots SET state = 'present', needless = max(needless, $1) WHERE sim = $2 AND storage = $3 AND slot = $4",
            needless, sim, storage, index);
        Point(messageId);
    }

    private void Leave(string sim, string storage, int index, long? messageId)
    {
        _session.Execute("DELETE FROM inbound_slots WHERE sim = $1 AND storage = $2 AND slot = $3", sim, storage, index);
        Point(messageId);
    }

    private static SlotOnRecord Read(SqliteDataReader reader) => new(
        MessageRow.Whole(reader, 0),
        reader.GetString(1),
        reader.GetInt32(2),
        reader.GetString(3),
        reader.IsDBNull(0) ? null : MessageStates.ParseStatus(MessageRow.Text(reader, 4)));

    private sealed record KnownSlot(string Hex, string State, long? MessageId, bool Needless, bool Orphaned, string? Status);
}
