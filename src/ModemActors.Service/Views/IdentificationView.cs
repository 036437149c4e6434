using ModemActors.Protocol.At;
using ModemActors.Service.Asking;

namespace ModemActors.Service.Views;

/// <summary>Something that a modem must be, or have, to do its work.</summary>
/// <param name="Advice">What to fix; null = passed.</param>
internal sealed record ModemCheck(string Name, bool Passed, string Detail, string? Advice);

/// <summary>Who a modem is, what it can do, and what is to fix.</summary>
/// <param name="Through">How it was reached.</param>
/// <param name="Storage">The memory in use.</param>
/// <param name="NotificationModes">The values of AT+CNMI that it offers: mode, mt, bm, ds, bfr.</param>
internal sealed record IdentificationView(
    string Modem,
    string Through,
    string? Manufacturer,
    string? Model,
    string? Revision,
    string? Imei,
    string? Imsi,
    string? Iccid,
    string? Number,
    string? Profile,
    int? SignalDbm,
    string Signal,
    string? Registration,
    string? Operator,
    string? Smsc,
    IReadOnlyList<string> Formats,
    IReadOnlyList<string> Storages,
    StorageUse? Storage,
    IReadOnlyList<IReadOnlyList<int>> NotificationModes,
    IReadOnlyList<ModemCheck> Checks,
    bool Passed)
{
    public static IdentificationView Of(string modem, string through, IdentifyModem found)
    {
        var checks = Check(found).ToList();
        var identity = found.Identity;
        return new IdentificationView(
            modem, through, identity.Manufacturer, identity.Model, identity.Revision, identity.Imei, identity.Imsi, identity.Iccid,
            identity.OwnNumber, identity.Profile, found.Network.SignalDbm, new SignalQuality(found.Network.SignalDbm, null).Words,
            found.Network.Registration?.ToString(), found.Network.Operator, found.Smsc,
            [.. found.Formats.Select(format => format == 0 ? "pdu" : "text")], found.Storages, found.Storage,
            found.Notification is { } offers ? [offers.Mode, offers.Mt, offers.Bm, offers.Ds, offers.Bfr] : [],
            checks, checks.TrueForAll(check => check.Passed));
    }

    private static IEnumerable<ModemCheck> Check(IdentifyModem found)
    {
        yield return Of(
            "answers AT", found.Answers, found.Answers ? "yes" : "no answer",
            "perhaps it is another port of the modem ('modemactors discover'), another baud-rate, or it hangs:"
            + " unplug it and plug it in again");
        if (!found.Answers)
            yield break;
        yield return Of(
            "identity", found.Identity.Imei is not null, found.Identity.Imei is { } imei ? $"IMEI {imei}" : "no IMEI",
            "without an IMEI it may not use a network");
        var isOpen = found.Pin is PinStatus.Ready || found is { Pin: null, Identity.Imsi: not null };
        yield return Of("SIM", isOpen, SimInWords(found), AdviceOnSim(found));
        var dbm = found.Network.SignalDbm;
        yield return Of(
            "signal", dbm is > -105, dbm is { } level ? $"{level} dBm" : "none",
            "check the antenna, move the modem, switch the radio on (AT+CFUN=1)");
        yield return Of(
            "network", found.Network is { Registration: not null, MaySend: true }, found.Network.Registration?.ToString() ?? "unknown",
            "check that the SIM is active and allowed here, and the signal");
        yield return Of(
            "service centre", found.Smsc is not null, found.Smsc ?? "none",
            "set modem.smsc to the number that the network operator gives");
        yield return Of(
            "PDU mode", found.Formats.Contains(0),
            found.Formats.Count == 0 ? "not told" : string.Join(", ", found.Formats.Select(format => format == 0 ? "PDU" : "text")),
            "set sms-mode = text for it; long and special texts will be limited");
        var storage = found.Storage;
        yield return Of(
            "message memory", storage is { Total: > 0 } && storage.Used < storage.Total,
            storage is null ? "not told" : $"{storage.Name} {storage.Used} of {storage.Total} used",
            storage is { Total: > 0 } ? "it is full: mark messages as read, or delete some"
                : "without a SIM that keeps messages, set storage = ME");
        yield return Of(
            "notification", found.Notification?.Mt.Contains(1) ?? false, found.Notification is null ? "not told" : "stored and announced",
            "new messages will only be found by polling (poll-interval)");
    }

    private static ModemCheck Of(string name, bool passed, string detail, string advice) =>
        new(name, passed, detail, passed ? null : advice);

    private static string SimInWords(IdentifyModem found) => found switch
    {
        { Pin: PinStatus.Ready } => $"ready{(found.Identity.Iccid is { } iccid ? $", ICCID {iccid}" : "")}",
        { Pin: { } pin } => $"wants {pin}",
        _ => found.PinFailure ?? "unknown",
    };

    private static string AdviceOnSim(IdentifyModem found) => found.Pin switch
    {
        PinStatus.SimPin => "set modem.pin; the service enters it once",
        PinStatus.SimPuk => "it is locked: put it into a phone and unlock it with its PUK",
        _ => "put a SIM in, the right way round, and restart the modem",
    };
}
