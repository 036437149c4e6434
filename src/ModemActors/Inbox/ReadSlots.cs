using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Inbox;

/// <summary>Reads some slots, for example those that the modem just announced.</summary>
internal sealed class ReadSlots(IReadOnlyList<int> indices, bool textMode) : PortTransaction
{
    private readonly List<SlotContent> _found = [];

    public override string Purpose => $"read slots {string.Join(' ', indices)}";

    public override TransactionPriority Priority => TransactionPriority.Read;

    public IReadOnlyList<SlotContent> Found => _found;

    /// <summary>Slots that the modem refused to read, for whatever reason.</summary>
    public bool HasRefused { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var index in indices)
        {
            var slot = new SlotStep(index, textMode);
            yield return slot.Step;
            if (slot.Content is { } content)
                _found.Add(content);
            HasRefused |= slot.IsRefused;
        }
    }
}

/// <summary>Reading one slot, in either mode.</summary>
internal sealed class SlotStep
{
    private readonly CommandStep<StoredPdu?>? _pdu;
    private readonly CommandStep<StoredText?>? _text;

    public SlotStep(int index, bool textMode)
    {
        if (textMode)
            Step = _text = new CommandStep<StoredText?>(new ReadTextMessage(index));
        else
            Step = _pdu = new CommandStep<StoredPdu?>(new ReadMessage(index));
    }

    public CommandStep Step { get; }

    /// <summary>The modem says no, or shows something that is no PDU: perhaps it fell back to text mode. What cannot be read is never deleted.</summary>
    public bool IsRefused => _pdu is { Result.IsOk: false } or { Result.Value.Hex: "" } || _text is { Result.IsOk: false };

    /// <summary>What lies there; null if nothing, or if the modem refused to tell.</summary>
    public SlotContent? Content =>
        IsRefused ? null
        : _pdu is { Result: { IsOk: true, Value: { } pdu } } ? SlotContent.Of(pdu)
        : _text is { Result: { IsOk: true, Value: { } text } } ? SlotContent.Of(text)
        : null;
}
