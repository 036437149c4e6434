using ModemActors.Messages;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Whereabouts;

namespace ModemActors.Modem;

/// <summary>
/// Brings a modem whose port was just opened, or that restarted, into the desired state: waits until it answers, opens the SIM, asks who it is,
/// sets everything that must be set and reads it back. Nothing is taken for granted from earlier sessions, and to a modem that turns out to be another
/// than was meant nothing but the questions who it is is said.
/// </summary>
internal sealed class SettleModem(
    ModemSettings settings, IReadOnlyDictionary<string, ModemProfile> profiles, PinGuard pin, int knocks, IdentityGuard? guard = null) : PortTransaction
{
    private static readonly TimeSpan s_knock = TimeSpan.FromSeconds(1);

    /// <summary>A SIM may be busy for half a minute after power-up.</summary>
    private const int PatienceWithSim = 30;

    private readonly List<string> _drift = [];
    private ModemIdentity _identity = new();
    private NetworkStatus _network = new(null, null, null);
    private bool _givesWay;
    private bool _needsPerson;
    private string? _problem;
    private string? _smsc;
    private StorageUse? _storage;
    private bool _announces;
    private NotificationSettings? _notification;
    private bool _mustAcknowledge;
    private bool _storesReports;

    public override string Purpose => "set the modem up";

    public override TransactionPriority Priority => TransactionPriority.Control;

    /// <summary>True if the modem did not answer at all; then there is no <see cref="Outcome"/>.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Something else is to be tried: a modem that does not answer is not asked any longer.</summary>
    public void GiveWay() => _givesWay = true;

    /// <summary>Why the modem that answered is not the one that was meant; null = it is. Then there is no <see cref="Outcome"/>.</summary>
    public string? WrongModem { get; private set; }

    /// <summary>False: the family of modems that this is one of does not prompt for a message's body.</summary>
    public bool SendsPrompt => ProfileOf(_identity).SendsPrompt;

    public SettledModem Outcome => new()
    {
        Identity = _identity,
        Problem = _problem,
        NeedsPerson = _needsPerson,
        Network = _network,
        Smsc = _smsc,
        Storage = _storage?.Name,
        StorageUsed = _storage?.Used,
        StorageTotal = _storage?.Total,
        Announces = _announces,
        Notification = _notification,
        MustAcknowledge = _mustAcknowledge,
        StoresReports = _storesReports,
        Drift = _drift,
    };

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var step in Answer())
            yield return step;
        if (IsSilent)
            yield break;
        foreach (var step in Identify())
            yield return step;
        WrongModem = guard?.Objection(_identity.Imei);
        if (WrongModem is not null)
            yield break;
        foreach (var step in OpenSim().Concat(SetUp()).Concat(LookAtNetwork()))
            yield return step;
    }

    private IEnumerable<TransactionStep> Answer()
    {
        for (var knocked = 1; ; knocked++)
        {
            var knock = new KnockStep(plainly: knocked % 4 == 0) { Deadline = s_knock, MaySayNothing = true };
            yield return knock;
            if (knock.IsAnswered)
                break;
            if (_givesWay || knocked >= knocks)
            {
                IsSilent = true;
                yield break;
            }
        }

        // If it was a bare AT that was answered, perhaps an earlier one was: once more, so that answers and commands are in step.
        yield return new KnockStep(plainly: false) { Deadline = s_knock, MaySayNothing = true };
        yield return Ask(new SetEcho(false));
        yield return Ask(new SetErrorReporting(1));
    }

    private IEnumerable<TransactionStep> Identify()
    {
        var manufacturer = Ask(new ReadManufacturer(), maySayNothing: true);
        yield return manufacturer;
        var model = Ask(new ReadModel(), maySayNothing: true);
        yield return model;
        var revision = Ask(new ReadRevision(), maySayNothing: true);
        yield return revision;
        var imei = Ask(new ReadImei(), maySayNothing: true);
        yield return imei;
        var identity = new ModemIdentity
        {
            Manufacturer = manufacturer.ValueOr(null),
            Model = model.ValueOr(null),
            Revision = revision.ValueOr(null),
            Imei = imei.ValueOr(null),
        };
        _identity = identity with { Profile = ProfileOf(identity).Name };
    }

    private IEnumerable<TransactionStep> OpenSim()
    {
        var entered = false;
        for (var second = 0; second < PatienceWithSim; second++)
        {
            var status = Ask(new ReadPinStatus());
            yield return status;
            if (!status.Result.IsOk)
            {
                if (status.Result.Failure!.Nature == ErrorNature.Unsupported)
                    break;
                _problem = $"the SIM is not ready: {status.Result.Failure.Reason}";
                if (status.Result.Failure.Nature == ErrorNature.Permanent)
                    yield break;
                yield return new PauseStep(TimeSpan.FromSeconds(1));
                continue;
            }

            if (status.Result.Value == PinStatus.Busy)
            {
                _problem = "the SIM is busy";
                yield return new PauseStep(TimeSpan.FromSeconds(1));
                continue;
            }

            if (status.Result.Value is PinStatus.Ready or PinStatus.SimPin2 or PinStatus.SimPuk2)
            {
                _problem = null;
                pin.Accepted();
                break;
            }

            if (status.Result.Value != PinStatus.SimPin || (pin.Usable is null && !entered))
            {
                _problem = WhatSimWants(status.Result.Value);
                _needsPerson = status.Result.Value != PinStatus.NotInserted;
                yield break;
            }

            if (!entered)
            {
                var entry = Ask(new EnterPin(pin.Usable!), TimeSpan.FromSeconds(20));
                pin.Entering();
                yield return entry;
                entered = entry.Result.IsOk;
                if (entry.Result.Failure is { Nature: ErrorNature.Busy })
                {
                    pin.NotTaken();
                }
                else if (entry.Result.Failure is { } failure)
                {
                    pin.Refused();
                    _needsPerson = true;
                    _problem = $"the SIM refused its PIN ({failure.Reason}); it is not entered again until the configuration is corrected";
                    yield break;
                }
            }

            // the SIM opens some time after the OK, and may ask for the PIN until then
            _problem = "the SIM is not ready after its PIN";
            yield return new PauseStep(TimeSpan.FromSeconds(1));
        }

        if (_problem is not null)
            yield break;
        var imsi = Ask(new ReadImsi(), maySayNothing: true);
        yield return imsi;
        string? iccid = null;
        foreach (var variant in ((IccidVariant[])[ProfileOf(_identity).Iccid, IccidVariant.Ccid, IccidVariant.Iccid, IccidVariant.Qccid]).Distinct())
        {
            var read = Ask(new ReadIccid(variant), maySayNothing: true);
            yield return read;
            iccid = read.ValueOr(null);
            if (iccid is not null)
                break;
        }

        var own = Ask(new ReadOwnNumbers(), maySayNothing: true);
        yield return own;
        _identity = _identity with
        {
            Imsi = imsi.ValueOr(null),
            Iccid = iccid,
            OwnNumber = own.ValueOr([]) is [var ownNumber, ..] ? ownNumber : null,
        };
    }

    private IEnumerable<TransactionStep> SetUp()
    {
        if (_problem is not null)
            yield break;

        var wanted = settings.TextMode ? MessageFormat.Text : MessageFormat.Pdu;
        yield return Ask(new WriteMessageFormat(wanted));
        var format = Ask(new ReadMessageFormat());
        yield return format;
        if (format.Result.IsOk && format.Result.Value != wanted)
        {
            _needsPerson = true;
            _problem = wanted == MessageFormat.Pdu
                ? "the modem stays in text mode; set sms-mode = text for it"
                : "the modem stays in PDU mode; set sms-mode = pdu for it";
            yield break;
        }

        foreach (var step in settings.TextMode ? TextMode() : [])
            yield return step;
        foreach (var step in Notifications().Concat(Storage()))
            yield return step;

        if (settings.Smsc is { } smsc)
            yield return Ask(new WriteSmsc(smsc));
        var centre = Ask(new ReadSmsc(), maySayNothing: true);
        yield return centre;
        _smsc = centre.ValueOr(null)?.ToString();
        if (settings.Smsc is { } desired && _smsc is not null && _smsc != desired.ToString())
            _drift.Add($"service centre is {_smsc}, not {desired}");
    }

    private static IEnumerable<TransactionStep> TextMode()
    {
        yield return Ask(new WriteCharacterSet("UCS2"));
        yield return Ask(new WriteTextHeaders(true));
    }

    private IEnumerable<TransactionStep> Storage()
    {
        var selected = Ask(new SelectStorage(settings.Storage, settings.Storage, settings.Storage));
        yield return selected;
        if (!selected.Result.IsOk)
        {
            // some modems let only the first memory be chosen
            selected = Ask(new SelectStorage(settings.Storage, null, null));
            yield return selected;
        }

        var state = Ask(new ReadStorage());
        yield return state;
        if (state.Result is { IsOk: true, Value: { Mem1.Name: { } reads and not "MT", Mem3.Name: { } receives } } && reads != receives)
        {
            // What comes in must be what is read, even where the memory for it cannot be chosen.
            _drift.Add($"messages come into {receives}, not {reads}: {receives} is read");
            selected = Ask(new SelectStorage(receives, null, null));
            yield return selected;
            state = Ask(new ReadStorage());
            yield return state;
        }

        _storage = state.Result.IsOk ? state.Result.Value.Mem1 : selected.Result.IsOk ? selected.Result.Value.Mem1 : null;
        if (_storage is { Name: { } name } && name != settings.Storage)
            _drift.Add($"message memory is {name}, not {settings.Storage}");
    }

    private IEnumerable<TransactionStep> Notifications()
    {
        var service = Ask(new ReadSmsService(), maySayNothing: true);
        yield return service;
        _mustAcknowledge = service.Result is { IsOk: true, Value.Service: 1 };

        foreach (var choice in ProfileOf(_identity).Notification)
        {
            var write = Ask(new WriteNotification(choice));
            yield return write;
            if (!write.Result.IsOk)
                continue;
            var read = Ask(new ReadNotification());
            yield return read;
            _notification = read.ValueOr(null);
            var effective = _notification ?? choice;
            _storesReports = effective.Ds == 2;
            _announces = effective.Mode != 0 && effective.Mt == 1;
            if (effective.Mt is 2 or 3)
                _drift.Add("messages are forwarded past the storage (AT+CNMI)");
            if (_announces)
                yield break;
        }

        _drift.Add("the modem announces no messages (AT+CNMI); they are found by listing only");
    }

    private IEnumerable<TransactionStep> LookAtNetwork()
    {
        if (_problem is not null)
            yield break;
        var look = new ReadNetwork(ProfileOf(_identity).EpsRegistration);
        foreach (var step in look.Steps())
            yield return step;
        _network = look.Network;
        yield return Ask(new WriteRegistrationReporting(RegistrationDomain.Circuit, 1), maySayNothing: true);
    }

    private ModemProfile ProfileOf(ModemIdentity identity) =>
        settings.Profile != "auto" ? profiles[settings.Profile]
        : profiles.Values.FirstOrDefault(profile => profile.Fits($"{identity.Manufacturer} {identity.Model}")) ?? profiles[ModemProfile.Generic];

    private string WhatSimWants(PinStatus status) => status switch
    {
        PinStatus.SimPin when pin.WasRefused => "the SIM refused its PIN; correct modem.pin in the configuration",
        PinStatus.SimPin => "the SIM wants its PIN; set modem.pin in the configuration",
        PinStatus.SimPuk => "the SIM is locked and wants its PUK; put it into a phone and unlock it there",
        PinStatus.NotInserted => "there is no SIM in the modem",
        _ => $"the SIM is not open ({status})",
    };
}
