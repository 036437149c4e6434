using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Inbox;

/// <summary>
/// Lists ALL slots of the selected memory, not only what the modem takes for unread: what was read by a program that died is not lost.
/// Where listing fails or falls silent, as it does on some firmware, slot by slot.
/// </summary>
internal sealed class ListSlots(bool textMode, bool slotBySlot) : PortTransaction
{
    /// <summary>How long a listing may take before it counts as one that falls silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly List<SlotContent> _found = [];

    public override string Purpose => "list messages";

    public override TransactionPriority Priority => TransactionPriority.Read;

    public IReadOnlyList<SlotContent> Found => _found;

    /// <summary>True: <see cref="Found"/> is everything that lies there; what is not in it is gone.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True: something lies there that the modem does not show as it should.</summary>
    public bool HasUnreadable { get; private set; }

    /// <summary>True: the modem's own listing is of no use, now and the next time.</summary>
    public bool NeedsSlotBySlot { get; private set; } = slotBySlot;

    public override IEnumerable<TransactionStep> Steps()
    {
        var readsEachSlot = NeedsSlotBySlot;
        if (!readsEachSlot && textMode)
        {
            var texts = Ask(new ListTextMessages(MessageStat.All), Patience, maySayNothing: true);
            yield return texts;
            readsEachSlot = !Take(texts.Result, SlotContent.Of);
        }
        else if (!readsEachSlot)
        {
            var pdus = Ask(new ListMessages(MessageStat.All), Patience, maySayNothing: true);
            yield return pdus;
            readsEachSlot = !Take(pdus.Result, SlotContent.Of);
        }

        foreach (var step in readsEachSlot ? SlotBySlot() : [])
            yield return step;
    }

    /// <summary>False: the list brought nothing, and each slot must be read.</summary>
    private bool Take<T>(AtResult<IReadOnlyList<T>> list, Func<T, SlotContent> read)
    {
        if (list.Failure is { } failure)
        {
            // Silence, ignorance and lists that cannot be understood are the firmware's; other refusals pass. A SIM that is busy tells nothing of its slots either.
            NeedsSlotBySlot = failure is { Nature: ErrorNature.Unsupported } or { Final: null or { Kind: FinalKind.Abandoned or FinalKind.Ok } };
            return failure.Nature == ErrorNature.Busy;
        }

        // an entry without a PDU shows that the modem is not in the mode it should be in, or that a line got lost
        var contents = list.Value.Select(read).ToArray();
        _found.AddRange(contents.Where(content => content.Raw.Length > 0));
        HasUnreadable = _found.Count < contents.Length;
        IsComplete = !HasUnreadable;
        return true;
    }

    private IEnumerable<TransactionStep> SlotBySlot()
    {
        var storage = Ask(new ReadStorage());
        yield return storage;
        if (!storage.Result.IsOk)
            yield break;
        var (used, total) = (storage.Result.Value.Mem1.Used, storage.Result.Value.Mem1.Total);
        var refused = false;

        // numbering begins at 0 on some modems, at 1 on others
        for (var index = 0; index <= total && _found.Count < used; index++)
        {
            var slot = new SlotStep(index, textMode);
            yield return slot.Step;
            if (slot.Content is { } content)
                _found.Add(content);
            refused |= slot.IsRefused && index > 0;
        }

        HasUnreadable = refused;
        IsComplete = !refused;
    }
}
