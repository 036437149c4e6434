using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Calls;

/// <summary>AT+CLIP=1: the modem tells who calls (3GPP TS 27.007 §7.6).</summary>
internal sealed class ShowCallers : PortTransaction
{
    public override string Purpose => "show who calls";

    public override TransactionPriority Priority => TransactionPriority.Housekeeping;

    public override IEnumerable<TransactionStep> Steps()
    {
        yield return Ask(new WriteCallerIdentification(true));
    }
}
