namespace ModemActors.Messages;

/// <summary>
/// Lend a modem's port to another program. What the modem is doing is finished first; then the port is closed. Answered with
/// <see cref="ModemLeaseGranted"/> or <see cref="ModemRefused"/>, within a minute or so.
/// </summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Holder">Who wants it, for status and log.</param>
/// <param name="For">How long at most, 1 s to 24 h; then the port is taken back.</param>
/// <param name="ProcessId">A process of this machine: when it is gone, the lease is over; null = only the time counts.</param>
public sealed record LeaseModem(string Modem, string Holder, TimeSpan For, int? ProcessId = null) : IWithModem;

/// <summary>The port is closed and the asker's until the lease ends.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Lease">Names the lease, for <see cref="ReturnModem"/>.</param>
/// <param name="PortPath">What to open, for example <c>/dev/ttyUSB2</c>.</param>
/// <param name="Until">When it is taken back.</param>
public sealed record ModemLeaseGranted(string Modem, string Lease, string PortPath, DateTimeOffset Until) : IWithModem
{
    /// <summary>Serial speed in bits per second as configured.</summary>
    public int BaudRate { get; init; }
}

/// <summary>Give a lent modem back before its time. Answered with <see cref="ModemReturned"/> or <see cref="ModemRefused"/>.</summary>
public sealed record ReturnModem(string Modem, string Lease) : IWithModem;

/// <summary>A lease in force.</summary>
/// <param name="Lease">Names it.</param>
/// <param name="Holder">Who has the port.</param>
/// <param name="Since">When it was granted.</param>
/// <param name="Until">When the port is taken back.</param>
/// <param name="ProcessId">The process whose end ends it; null = none.</param>
public sealed record ModemLease(string Lease, string Holder, DateTimeOffset Since, DateTimeOffset Until, int? ProcessId);
