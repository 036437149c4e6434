using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Inbox;

/// <summary>What to delete: the slot, and what must lie there for it to be the right thing.</summary>
internal sealed record SlotToDelete(int Index, string Raw);

/// <summary>Deletes by identity: reads each slot first and leaves it alone if something else lies there by now.</summary>
internal sealed class DeleteSlots(IReadOnlyList<SlotToDelete> slots, bool textMode) : PortTransaction
{
    private readonly List<SlotToDelete> _gone = [];
    private readonly List<(SlotToDelete Slot, string Reason)> _refused = [];

    public override string Purpose => $"delete slots {string.Join(' ', slots.Select(slot => slot.Index))}";

    public override TransactionPriority Priority => TransactionPriority.Housekeeping;

    /// <summary>Deleted now, or not there any more.</summary>
    public IReadOnlyList<SlotToDelete> Gone => _gone;

    /// <summary>Still there, with the modem's words.</summary>
    public IReadOnlyList<(SlotToDelete Slot, string Reason)> Refused => _refused;

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var slot in slots)
        {
            var look = new SlotStep(slot.Index, textMode);
            yield return look.Step;
            if (look.IsRefused)
            {
                _refused.Add((slot, look.Step.Response!.Final.Meaning));
                continue;
            }

            if (look.Content?.Raw == slot.Raw)
            {
                var delete = Ask(new DeleteMessage(slot.Index));
                yield return delete;
                if (!delete.Result.IsOk)
                {
                    _refused.Add((slot, delete.Result.Failure!.Reason));
                    continue;
                }
            }

            _gone.Add(slot);
        }
    }
}
