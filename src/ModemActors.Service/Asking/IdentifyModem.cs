using System.Text.RegularExpressions;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Service.Asking;

/// <summary>
/// Asks a modem everything that matters for messages. It only asks: formats, memories and notifications stay as whoever uses the modem set
/// them. Error reporting is switched on for the while, because without it a modem only says ERROR.
/// </summary>
internal sealed partial class IdentifyModem(IReadOnlyDictionary<string, ModemProfile> profiles, string profile) : PortTransaction
{
    private readonly ProbeModem _probe = new(knocks: 3);

    public override string Purpose => "find out what the modem can do";

    public override TransactionPriority Priority => TransactionPriority.Control;

    public bool Answers => _probe.Answers;

    public ModemIdentity Identity { get; private set; } = new();

    /// <summary>Null: the modem does not say.</summary>
    public PinStatus? Pin { get; private set; }

    /// <summary>What the modem said instead of the SIM's state.</summary>
    public string? PinFailure { get; private set; }

    public NetworkStatus Network { get; private set; } = new(null, null, null);

    public string? Smsc { get; private set; }

    /// <summary>0 = PDU, 1 = text; empty: the modem does not say.</summary>
    public IReadOnlyList<int> Formats { get; private set; } = [];

    /// <summary>Memories that messages can be read from; empty: the modem does not say.</summary>
    public IReadOnlyList<string> Storages { get; private set; } = [];

    /// <summary>The memory that is selected now; null: the modem does not say.</summary>
    public StorageUse? Storage { get; private set; }

    /// <summary>What it offers; null: the modem does not say.</summary>
    public NotificationModes? Notification { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var step in _probe.Steps())
            yield return step;
        if (!Answers)
            yield break;
        var family = profile == "auto"
            ? profiles.Values.FirstOrDefault(each => each.Fits($"{_probe.Identity.Manufacturer} {_probe.Identity.Model}"))
                ?? profiles[ModemProfile.Generic]
            : profiles[profile];
        Identity = _probe.Identity with { Profile = family.Name };

        var reporting = Ask(new RawCommand("AT+CMEE?"), maySayNothing: true);
        yield return reporting;
        var isTerse = reporting.ValueOr([])!.Any(line => line.EndsWith('0'));
        if (isTerse)
            yield return Ask(new SetErrorReporting(1));
        foreach (var step in AskSim(family).Concat(AskNetwork(family)).Concat(AskMessageService()))
            yield return step;
        if (isTerse)
            yield return Ask(new SetErrorReporting(0));
    }

    private IEnumerable<TransactionStep> AskSim(ModemProfile family)
    {
        var pin = Ask(new ReadPinStatus());
        yield return pin;
        (Pin, PinFailure) = pin.Result.IsOk ? (pin.Result.Value, null) : ((PinStatus?)null, pin.Result.Failure!.Reason);
        if (Pin is not (null or PinStatus.Ready))
            yield break;
        var imsi = Ask(new ReadImsi(), maySayNothing: true);
        yield return imsi;
        var iccid = Ask(new ReadIccid(family.Iccid), maySayNothing: true);
        yield return iccid;
        var own = Ask(new ReadOwnNumbers(), maySayNothing: true);
        yield return own;
        Identity = Identity with
        {
            Imsi = imsi.ValueOr(null),
            Iccid = iccid.ValueOr(null),
            OwnNumber = own.ValueOr([]) is [var number, ..] ? number : null,
        };
    }

    private IEnumerable<TransactionStep> AskNetwork(ModemProfile family)
    {
        var look = new ReadNetwork(family.EpsRegistration);
        foreach (var step in look.Steps())
            yield return step;
        Network = look.Network;
        var centre = Ask(new ReadSmsc(), maySayNothing: true);
        yield return centre;
        Smsc = centre.ValueOr(null)?.ToString();
    }

    private IEnumerable<TransactionStep> AskMessageService()
    {
        var formats = Ask(new RawCommand("AT+CMGF=?"), maySayNothing: true);
        yield return formats;
        Formats = [.. formats.ValueOr([])!.SelectMany(line => Numbers(line)).Distinct().Order()];
        var storages = Ask(new TestStorage(), maySayNothing: true);
        yield return storages;
        Storages = storages.ValueOr(null)?.Mem1 ?? [];
        var storage = Ask(new ReadStorage(), maySayNothing: true);
        yield return storage;
        Storage = storage.ValueOr(null)?.Mem1;
        var notification = Ask(new TestNotification(), maySayNothing: true);
        yield return notification;
        Notification = notification.ValueOr(null);
    }

    /// <summary><c>+CMGF: (0,1)</c> and <c>(0-1)</c>.</summary>
    private static IEnumerable<int> Numbers(string line) =>
        FormatNumber().Matches(line).Select(match => match.Value[0] - '0');

    [GeneratedRegex("[01]")]
    private static partial Regex FormatNumber();
}
