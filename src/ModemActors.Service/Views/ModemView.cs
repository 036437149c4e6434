using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Storage;

namespace ModemActors.Service.Views;

/// <summary>A modem as HTTP and <c>--json</c> show it.</summary>
internal sealed record ModemView(
    string Id,
    string? Port,
    string? OpenedPort,
    string State,
    string? LastError,
    int? SignalDbm,
    string? Operator,
    string? Registration,
    int? StorageUsed,
    int? StorageTotal,
    string? Manufacturer,
    string? Model,
    string? Revision,
    string? Imei,
    string? Imsi,
    string? Iccid,
    string? Number,
    string? Smsc,
    string? Profile,
    DateTimeOffset? LastProofOfLife,
    DateTimeOffset? UpdatedAt)
{
    /// <summary>Messages that came lately, an hour; null = not measured, or looked at from outside the service.</summary>
    public double? ArrivalsPerHour { get; init; }

    /// <summary>When the message memory is full at that rate; null = it does not fill.</summary>
    public DateTimeOffset? StorageFullAt { get; init; }

    /// <summary>Its settings as they should be and as they are; empty = not set up, or looked at from outside the service.</summary>
    public IReadOnlyList<ModemSetting> Settings { get; init; } = [];

    /// <summary>Who has the port instead of the service; null = nobody was lent it.</summary>
    public LeaseView? Lease { get; init; }

    /// <summary>How well it does: <c>ok</c>, <c>degraded</c>, <c>recovering</c>, <c>quarantined</c>; null = not known.</summary>
    public string? Verdict { get; init; }

    /// <summary>What the verdict rests on; null = nothing is wrong.</summary>
    public string? Evidence { get; init; }

    /// <summary>Its last resets, newest first.</summary>
    public IReadOnlyList<RecoveryView> Recoveries { get; init; } = [];

    public static ModemView Of(ModemStatus status) =>
        Of(ModemSnapshots.Of(status, "", default))
            with
        {
            OpenedPort = status.OpenedPort,
            LastProofOfLife = status.LastProofOfLife,
            UpdatedAt = null,
            Lease = LeaseView.Of(status.Lease),
            Settings = status.Settings,
            ArrivalsPerHour = status.ArrivalsPerHour,
            Recoveries = [.. status.Recoveries.Select(RecoveryView.Of)],
        };

    public static ModemView Of(ModemSnapshot modem) => new(
        modem.Id,
        modem.Port,
        null,
        modem.State,
        modem.LastError,
        modem.SignalDbm,
        modem.Operator,
        modem.Registration,
        modem.StorageUsed,
        modem.StorageTotal,
        modem.Manufacturer,
        modem.Model,
        modem.Revision,
        modem.Imei,
        modem.Imsi,
        modem.Iccid,
        modem.Number,
        modem.Smsc,
        modem.Profile,
        null,
        modem.UpdatedAt)
    {
        Verdict = modem.Verdict,
        Evidence = modem.Evidence,
        StorageFullAt = modem.StorageFullAt,
    };
}

/// <summary>Modems, in the order of the configuration.</summary>
internal sealed record ModemListView(IReadOnlyList<ModemView> Modems);
