using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Modem;

/// <summary>A modem's status as the store keeps it for those who look from outside.</summary>
internal static class ModemSnapshots
{
    public static ModemSnapshot Of(ModemStatus status, string node, DateTimeOffset now) => new()
    {
        Id = status.Modem,
        Node = node,
        Port = status.Port,
        State = status.State.ToString().ToLowerInvariant(),
        SignalDbm = status.SignalDbm,
        Operator = status.Operator,
        Registration = status.Registration?.ToLowerInvariant(),
        StorageUsed = status.StorageUsed,
        StorageTotal = status.StorageTotal,
        StorageFullAt = status.StorageFullAt,
        LastError = status.LastError,
        LastErrorAt = status.LastError is null ? null : now,
        Imei = status.Identity?.Imei,
        Imsi = status.Identity?.Imsi,
        Iccid = status.Identity?.Iccid,
        Number = status.Identity?.OwnNumber,
        Manufacturer = status.Identity?.Manufacturer,
        Model = status.Identity?.Model,
        Revision = status.Identity?.Revision,
        Smsc = status.Smsc,
        Profile = status.Identity?.Profile,
        Verdict = status.Verdict.ToString().ToLowerInvariant(),
        Evidence = status.Evidence,
        UpdatedAt = now,
    };
}
