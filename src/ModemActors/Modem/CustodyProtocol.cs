using ModemActors.Messages;

namespace ModemActors.Modem;

/// <summary>What is said by a <see cref="PortCustodian"/>.</summary>
internal static class CustodyProtocol
{
    /// <summary>To the supervisor: who has the port instead of us; null = nobody any more.</summary>
    public sealed record LeaseChanged(ModemLease? Lease);
}
