using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Inbox;

/// <summary>
/// Lists, or frees, the memory in which a modem keeps delivery reports (SR, 3GPP TS 27.005 §3.2.2): selects it for reading, and the other one again before anybody else's
/// command comes. If the way back fails, the modem is set up again.
/// </summary>
/// <param name="selected">The memory that is selected otherwise.</param>
/// <param name="toDelete">What to delete there; empty = list it.</param>
internal sealed class ReportMemory(string selected, IReadOnlyList<SlotToDelete> toDelete) : PortTransaction
{
    /// <summary>The memory's name.</summary>
    public const string Name = "SR";

    private readonly List<SlotContent> _found = [];

    public override string Purpose => toDelete.Count == 0 ? "list delivery reports" : "delete delivery reports";

    public override TransactionPriority Priority => toDelete.Count == 0 ? TransactionPriority.Read : TransactionPriority.Housekeeping;

    public IReadOnlyList<SlotContent> Found => _found;

    /// <summary>False: the modem has no such memory, or does not let it be selected.</summary>
    public bool Exists { get; private set; }

    /// <summary>True: another memory than the usual one may be selected now.</summary>
    public bool IsLost { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        var there = Ask(new SelectStorage(Name));
        yield return there;
        Exists = there.Result.IsOk;
        if (!Exists)
        {
            // a bare OK: it may well be selected now
            if (there.Response is { Final.IsOk: true })
                yield return Ask(new SelectStorage(selected));
            yield break;
        }

        foreach (var step in toDelete.Count == 0 ? List(there.Result.Value.Mem1) : Delete())
            yield return step;
        var back = Ask(new SelectStorage(selected));
        yield return back;
        IsLost = !back.Result.IsOk;
    }

    private IEnumerable<TransactionStep> List(StorageUse use)
    {
        if (use is { Used: 0, Total: > 0 })
            yield break;
        var list = Ask(new ListMessages(MessageStat.All), ListSlots.Patience, maySayNothing: true);
        yield return list;
        if (list.Result.IsOk)
        {
            Take(list.Result.Value);
            yield break;
        }

        // where the messages cannot be listed, the reports cannot either
        var seen = 0;
        for (var index = 0; index <= use.Total && seen < use.Used; index++)
        {
            var read = Ask(new ReadMessage(index));
            yield return read;
            if (read.ValueOr(null) is not { } report)
                continue;
            seen++;
            Take([report]);
        }
    }

    /// <summary>Nothing but reports: a modem that takes any name for its only memory must not bring its messages twice.</summary>
    private void Take(IEnumerable<StoredPdu> listed) => _found.AddRange(listed.Select(SlotContent.Of).OfType<SlotContent.Report>());

    private IEnumerable<TransactionStep> Delete()
    {
        foreach (var slot in toDelete)
        {
            var look = Ask(new ReadMessage(slot.Index));
            yield return look;
            if (look.ValueOr(null)?.Hex == slot.Raw)
                yield return Ask(new DeleteMessage(slot.Index));
        }
    }
}
