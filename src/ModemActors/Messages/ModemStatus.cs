namespace ModemActors.Messages;

/// <summary>What a modem is doing.</summary>
public enum ModemState
{
    /// <summary>The port is not open: absent, held by another, or not tried yet.</summary>
    Closed,

    /// <summary>The port is open; the modem is being asked who it is and set up.</summary>
    Settling,

    /// <summary>Set up and registered: it sends and receives.</summary>
    Ready,

    /// <summary>It answers but cannot send: SIM missing or locked, not registered.</summary>
    Degraded,

    /// <summary>It does not answer.</summary>
    Unresponsive,

    /// <summary>Its port is lent to another program, see <see cref="LeaseModem"/>.</summary>
    Leased,

    /// <summary>Its port was let go of because a person wants that (suspend-file).</summary>
    Suspended,
}

/// <summary>Who a modem is, as it says itself; null = it did not say.</summary>
public sealed record ModemIdentity
{
    /// <summary>AT+CGMI.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>AT+CGMM.</summary>
    public string? Model { get; init; }

    /// <summary>AT+CGMR: the firmware.</summary>
    public string? Revision { get; init; }

    /// <summary>AT+CGSN: the equipment's number, 14 to 16 digits.</summary>
    public string? Imei { get; init; }

    /// <summary>AT+CIMI: the subscriber's number in the network.</summary>
    public string? Imsi { get; init; }

    /// <summary>The SIM card's number, 18 to 22 digits.</summary>
    public string? Iccid { get; init; }

    /// <summary>AT+CNUM: the SIM's own phone number, where the SIM knows it.</summary>
    public string? OwnNumber { get; init; }

    /// <summary>Name of the family by which the modem is treated.</summary>
    public string? Profile { get; init; }
}

/// <summary>A setting of the modem's that is held: written and read back after every opening and restart, and looked at again while the modem is used.</summary>
/// <param name="Name">The command that sets it, for example <c>AT+CNMI</c>.</param>
/// <param name="Desired">What it should be; null = whatever the modem has.</param>
/// <param name="Effective">What it is; null = the modem does not say.</param>
public sealed record ModemSetting(string Name, string? Desired, string? Effective);

/// <summary>Everything that is known of one modem at one moment.</summary>
public sealed record ModemStatus : IWithModem
{
    /// <summary>The modem's id.</summary>
    public required string Modem { get; init; }

    /// <summary>The port as configured.</summary>
    public required string Port { get; init; }

    /// <summary>What was opened, for example <c>/dev/ttyUSB2</c>; null = not open.</summary>
    public string? OpenedPort { get; init; }

    /// <summary>What it is doing.</summary>
    public ModemState State { get; init; }

    /// <summary>How well it does.</summary>
    public ModemVerdict Verdict { get; init; }

    /// <summary>What the verdict rests on, in a sentence; null = nothing is wrong.</summary>
    public string? Evidence { get; init; }

    /// <summary>Its last resets, newest first, ten at most.</summary>
    public IReadOnlyList<ModemRecovery> Recoveries { get; init; } = [];

    /// <summary>Why it is not ready, or the last thing that went wrong; null = nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>Who it is; null until it said so.</summary>
    public ModemIdentity? Identity { get; init; }

    /// <summary>Signal strength in dBm, -113 to -25; null = unknown.</summary>
    public int? SignalDbm { get; init; }

    /// <summary>Registration in the standard's words; null = unknown.</summary>
    public string? Registration { get; init; }

    /// <summary>Name of the network; null = unknown.</summary>
    public string? Operator { get; init; }

    /// <summary>Number of the service centre; null = unknown.</summary>
    public string? Smsc { get; init; }

    /// <summary>Slots in use in the message memory; null = unknown.</summary>
    public int? StorageUsed { get; init; }

    /// <summary>Slots of the message memory; null = unknown.</summary>
    public int? StorageTotal { get; init; }

    /// <summary>When the modem last did something we asked for; null = never.</summary>
    public DateTimeOffset? LastProofOfLife { get; init; }

    /// <summary>Messages that came lately, an hour; null = not measured yet.</summary>
    public double? ArrivalsPerHour { get; init; }

    /// <summary>When the message memory is full at that rate, less what is deleted; null = it does not fill, or not within days.</summary>
    public DateTimeOffset? StorageFullAt { get; init; }

    /// <summary>Its settings as they should be and as they are; empty = not set up yet.</summary>
    public IReadOnlyList<ModemSetting> Settings { get; init; } = [];

    /// <summary>Who has the port instead of us; null = nobody was lent it.</summary>
    public ModemLease? Lease { get; init; }

    /// <summary>True once the port was tried, whatever came of it.</summary>
    public bool Tried { get; init; }
}
