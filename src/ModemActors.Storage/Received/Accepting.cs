using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Received;

/// <summary>Puts received PDUs on record. A PDU in a slot is known by (SIM, storage, slot, octets); one without a slot by (SIM, octets) for
/// a day, as the network repeats what was
/// not acknowledged.</summary>
internal sealed class Accepting
{
    private static readonly TimeSpan ForwardedMemory = TimeSpan.FromDays(1);

    private readonly SqlSession _session;
    private readonly DateTimeOffset _now;
    private readonly Slots _slots;
    private readonly PartGroups _groups;

    public Accepting(SqlSession session, StoreContext context)
    {
        _session = session;
        _now = context.Now;
        _slots = new Slots(session, _now);
        _groups = new PartGroups(session, _now);
    }

    public InboundReceipt Accept(ReceivedPdu pdu)
    {
        var known = pdu.Index is { } index ? _slots.Recognize(pdu, index) : RecognizeForwarded(pdu);
        return known ?? pdu.Content switch
        {
            InboundText { Concatenation: { Total: > 1 } place } text when place.Number >= 1 && place.Number <= place.Total =>
                KeepPart(pdu, text),
            InboundText text => Store(pdu, text),
            InboundUndecodable undecodable => Quarantine(pdu, undecodable.Reason),
            var other => throw new ArgumentException($"{other.GetType().Name} is no content of a PDU.", nameof(pdu)),
        };
    }

    private InboundReceipt? RecognizeForwarded(ReceivedPdu pdu)
    {
        var known = _session.First(
            "SELECT message_id, received_at FROM inbound_forwarded WHERE sim = $1 AND hex = $2",
            reader => (MessageId: MessageRow.Whole(reader, 0), ReceivedAt: MessageRow.Time(reader, 1)),
            pdu.Sim,
            pdu.Hex);
        return known.ReceivedAt is { } receivedAt && _now - receivedAt < ForwardedMemory
            ? new InboundReceipt(pdu, InboundDisposition.AlreadyKnown, known.MessageId, DeleteSlot: false)
            : null;
    }

    private InboundReceipt Store(ReceivedPdu pdu, InboundText text)
    {
        var id = InboundRow.Insert(_session, _now,
            new InboundRow(pdu.Modem, text.Sender, text.Text, text.ServiceCentreTimestamp, text.Kind, text.Encoding, Parts: 1, pdu.Index,
            Incomplete: false));
        Remember(pdu, id, partId: null, needless: false);
        return new InboundReceipt(pdu, InboundDisposition.Stored, id, DeleteSlot: false);
    }

    private InboundReceipt KeepPart(ReceivedPdu pdu, InboundText text)
    {
        var kept = _groups.Keep(pdu, text);
        if (kept.Doubled)
        {
            Remember(pdu, kept.MessageId, kept.PartId, needless: true);
            return new InboundReceipt(pdu, InboundDisposition.AlreadyKnown, kept.MessageId, DeleteSlot: true);
        }

        Remember(pdu, messageId: null, kept.PartId, needless: false);
        var completed = _groups.TryComplete(kept.GroupId);
        return completed is { } id
            ? new InboundReceipt(pdu, InboundDisposition.Completed, id, DeleteSlot: false)
            : new InboundReceipt(pdu, InboundDisposition.PartKept, null, DeleteSlot: false);
    }

    private InboundReceipt Quarantine(ReceivedPdu pdu, string reason)
    {
        _session.Execute(
            "INSERT OR IGNORE INTO quarantine (sim, modem, hex, reason, received_at) VALUES ($1, $2, $3, $4, $5)", pdu.Sim, pdu.Modem,
            pdu.Hex, reason, SqlTime.ToMilliseconds(_now));
        Remember(pdu, messageId: null, partId: null, needless: true);
        return new InboundReceipt(pdu, InboundDisposition.Quarantined, null, DeleteSlot: true);
    }

    private void Remember(ReceivedPdu pdu, long? messageId, long? partId, bool needless)
    {
        if (pdu.Index is { } index)
        {
            _slots.Fill(pdu, index, messageId, partId, needless);
            return;
        }

        _session.Execute(
            "INSERT OR REPLACE INTO inbound_forwarded (sim, hex, message_id, received_at) VALUES ($1, $2, $3, $4)", pdu.Sim, pdu.Hex,
            messageId, SqlTime.ToMilliseconds(_now));
    }
}
