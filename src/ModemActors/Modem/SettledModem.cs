using ModemActors.Messages;
using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>A modem that was asked who it is and was set up: what it is and which settings are in effect.</summary>
internal sealed record SettledModem
{
    public required ModemIdentity Identity { get; init; }

    /// <summary>Why it can neither send nor receive although it answers; null = it can.</summary>
    public string? Problem { get; init; }

    /// <summary>True: only a person can do something about the problem.</summary>
    public bool NeedsPerson { get; init; }

    public required NetworkStatus Network { get; init; }

    public string? Smsc { get; init; }

    /// <summary>The memory that is read and deleted from, as the modem names it; null = it does not say.</summary>
    public string? Storage { get; init; }

    public int? StorageUsed { get; init; }

    public int? StorageTotal { get; init; }

    /// <summary>True: the modem announces what it stores. False: only the periodic listing finds it.</summary>
    public bool Announces { get; init; }

    /// <summary>AT+CNMI as it was read back; null = the modem does not say.</summary>
    public NotificationSettings? Notification { get; init; }

    /// <summary>True: delivery reports are stored, in a memory of their own (SR) where there is one.</summary>
    public bool StoresReports { get; init; }

    /// <summary>True: messages and reports that are forwarded past the storage must be acknowledged (AT+CSMS=1).</summary>
    public bool MustAcknowledge { get; init; }

    /// <summary>True: the modem cannot be trusted to list its memory; slot by slot it can.</summary>
    public bool ListsSlotBySlot { get; init; }

    /// <summary>What should be in effect and what is; empty = it did not come to that.</summary>
    public IReadOnlyList<ModemSetting> Settings { get; init; } = [];

    /// <summary>Settings that were other than they should be although they had been set before, in words.</summary>
    public IReadOnlyList<string> Drift { get; init; } = [];

    /// <summary>What identifies the SIM: ICCID, else IMSI; null = it does not say.</summary>
    public string? Sim => Identity.Iccid ?? Identity.Imsi;
}

/// <summary>How the modem stands in the network.</summary>
/// <param name="SignalDbm">-113 to -25; null = unknown.</param>
/// <param name="Registration">Null = the modem does not say.</param>
/// <param name="Operator">Null = unknown.</param>
internal sealed record NetworkStatus(int? SignalDbm, RegistrationStatus? Registration, string? Operator)
{
    /// <summary>False only if the modem says that it is not registered.</summary>
    public bool MaySend => Registration is not { } status || new Registration(status, null, null, null).IsRegistered;
}
