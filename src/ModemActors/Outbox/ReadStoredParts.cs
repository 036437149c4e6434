using ModemActors.Inbox;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>What the SIM says about a part that was stored on it.</summary>
internal enum Testimony
{
    /// <summary>The modem did not tell; ask again later.</summary>
    None,

    /// <summary>STO SENT: it went out.</summary>
    Sent,

    /// <summary>STO UNSENT: it did not.</summary>
    Unsent,

    /// <summary>It does not lie there any more, so nobody can tell.</summary>
    Gone,
}

/// <summary>A part on record that lies, or lay, in a slot.</summary>
/// <param name="Part">The part.</param>
/// <param name="Pdu">What must lie there for it to be that part.</param>
internal sealed record PartInSlot(MessagePart Part, Pdu Pdu);

/// <summary>Asks the SIM what became of parts that were to be sent from its slots.</summary>
/// <param name="parts">The parts.</param>
/// <param name="inUse">Slots that are on record, those of <paramref name="parts"/> and others: what else lies there is a stray. Null = look for none.</param>
internal sealed class ReadStoredParts(IReadOnlyList<PartInSlot> parts, IReadOnlySet<int>? inUse) : PortTransaction
{
    private readonly List<(PartInSlot Part, Testimony Testimony)> _heard = [];
    private readonly List<StoredPdu> _strays = [];

    public override string Purpose => "ask the SIM what was sent";

    public override TransactionPriority Priority => TransactionPriority.Read;

    public IReadOnlyList<(PartInSlot Part, Testimony Testimony)> Heard => _heard;

    /// <summary>Outgoing messages in slots that are not on record.</summary>
    public IReadOnlyList<StoredPdu> Strays => _strays;

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var part in parts)
        {
            var read = Ask(new ReadMessage(part.Part.StoredAt!.Value));
            yield return read;
            _heard.Add((part, !read.Result.IsOk ? Testimony.None : read.Result.Value switch
            {
                { Stat: MessageStat.StoredSent } sent when IsSame(sent, part) => Testimony.Sent,
                { Stat: MessageStat.StoredUnsent } unsent when IsSame(unsent, part) => Testimony.Unsent,
                _ => Testimony.Gone,
            }));
        }

        if (inUse is null)
            yield break;
        foreach (var stat in (MessageStat[])[MessageStat.StoredUnsent, MessageStat.StoredSent])
        {
            var list = Ask(new ListMessages(stat), ListSlots.Patience, maySayNothing: true);
            yield return list;
            if (!list.Result.IsOk)
                yield break;
            _strays.AddRange(list.Result.Value.Where(stored => stored.Stat == stat && !inUse.Contains(stored.Index)));
        }
    }

    private static bool IsSame(StoredPdu stored, PartInSlot part) => OutgoingSlot.Of(stored.Hex) is { } lies && lies == OutgoingSlot.Of(part.Pdu);
}

/// <summary>Frees slots of parts, by identity: what else lies there is left alone.</summary>
internal sealed class FreeSlots(IReadOnlyList<(int Index, OutgoingSlot Content)> slots) : PortTransaction
{
    private readonly List<int> _free = [];

    public override string Purpose => $"free slots {string.Join(' ', slots.Select(slot => slot.Index))}";

    public override TransactionPriority Priority => TransactionPriority.Housekeeping;

    /// <summary>Slots in which the part does not lie any more.</summary>
    public IReadOnlyList<int> Free => _free;

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var (index, content) in slots)
        {
            var look = Ask(new ReadMessage(index));
            yield return look;
            if (!look.Result.IsOk)
                continue;
            if (look.Result.Value is { Stat: MessageStat.StoredSent or MessageStat.StoredUnsent } stored && OutgoingSlot.Of(stored.Hex) == content)
            {
                var delete = Ask(new DeleteMessage(index));
                yield return delete;
                if (!delete.Result.IsOk)
                    continue;
            }

            _free.Add(index);
        }
    }
}
