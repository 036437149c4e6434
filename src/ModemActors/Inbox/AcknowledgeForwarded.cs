using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Inbox;

/// <summary>
/// AT+CNMA for each of some messages that were forwarded past the storage and are safe now. Only where AT+CSMS=1 is in effect; without it the network
/// would send them again, and the modem would stop forwarding.
/// </summary>
internal sealed class AcknowledgeForwarded(int count) : PortTransaction
{
    public override string Purpose => "acknowledge forwarded messages";

    public override TransactionPriority Priority => TransactionPriority.Control;

    public bool IsRefused { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        for (var i = 0; i < count; i++)
        {
            var acknowledge = Ask(new AcknowledgeMessage());
            yield return acknowledge;
            IsRefused |= !acknowledge.Result.IsOk;
        }
    }
}
