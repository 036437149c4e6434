using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Inbox;

/// <summary>AT+CNMA: what was forwarded past the storage is safe now. Only where AT+CSMS=1 is in effect; without it the network would send it again.</summary>
internal sealed class AcknowledgeForwarded : PortTransaction
{
    public override string Purpose => "acknowledge a forwarded message";

    public override TransactionPriority Priority => TransactionPriority.Control;

    public override IEnumerable<TransactionStep> Steps()
    {
        yield return Ask(new AcknowledgeMessage());
    }
}
