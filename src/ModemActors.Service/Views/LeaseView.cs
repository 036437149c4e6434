using ModemActors.Messages;

namespace ModemActors.Service.Views;

/// <summary>Who has a modem's port instead of the service.</summary>
/// <param name="Pid">The process whose end ends it; null = none.</param>
internal sealed record LeaseView(string Lease, string Holder, DateTimeOffset Since, DateTimeOffset ExpiresAt, int? Pid)
{
    public static LeaseView? Of(ModemLease? lease) =>
        lease is null ? null : new LeaseView(lease.Lease, lease.Holder, lease.Since, lease.Until, lease.ProcessId);
}

/// <summary>A lease just granted.</summary>
internal sealed record GrantedLeaseView(string Lease, string Modem, string Port, int BaudRate, DateTimeOffset ExpiresAt)
{
    public static GrantedLeaseView Of(ModemLeaseGranted granted) =>
        new(granted.Lease, granted.Modem, granted.PortPath, granted.BaudRate, granted.Until);
}
