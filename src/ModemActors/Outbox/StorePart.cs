using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;

namespace ModemActors.Outbox;

/// <summary>AT+CMGW: writes one part into a slot, from where it is sent when the slot is on record. Nothing goes out by this.</summary>
internal sealed class StorePart(long messageId, int number, Pdu pdu) : PortTransaction
{
    public override string Purpose => $"store message {messageId} part {number}";

    public override TransactionPriority Priority => TransactionPriority.Send;

    public int Number => number;

    /// <summary>The slot, or why there is none.</summary>
    public CommandStep<int> Writing { get; } = Ask(new WritePdu(pdu.TpduLength, pdu.ToHex()));

    public override IEnumerable<TransactionStep> Steps()
    {
        yield return Writing;
    }
}
