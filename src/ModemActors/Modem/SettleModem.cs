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

    private ModemIdentity _identity = new();
    private ModemProfile _profile = profiles[ModemProfile.Generic];
    private OpenSim? _sim;
    private HoldSettings? _held;
    private NetworkStatus _network = new(null, null, null);
    private bool _givesWay;

    public override string Purpose => "set the modem up";

    public override TransactionPriority Priority => TransactionPriority.Control;

    /// <summary>True if the modem did not answer at all; then there is no <see cref="Outcome"/>.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Something else is to be tried: a modem that does not answer is not asked any longer.</summary>
    public void GiveWay() => _givesWay = true;

    /// <summary>Why the modem that answered is not the one that was meant; null = it is. Then there is no <see cref="Outcome"/>.</summary>
    public string? WrongModem { get; private set; }

    /// <summary>False: the family of modems that this is one of does not prompt for a message's body.</summary>
    public bool SendsPrompt => _profile.SendsPrompt;

    public SettledModem Outcome => new()
    {
        Identity = _identity,
        Problem = _sim?.Problem ?? _held?.Problem,
        NeedsPerson = _sim is { NeedsPerson: true },
        Network = _network,
        Smsc = _held?.Smsc,
        Storage = _held?.Storage?.Name,
        StorageUsed = _held?.Storage?.Used,
        StorageTotal = _held?.Storage?.Total,
        Announces = _held is { Announces: true },
        Notification = _held?.Notification,
        MustAcknowledge = _held is { MustAcknowledge: true },
        StoresReports = _held is { StoresReports: true },
        ListsSlotBySlot = _profile.ListsSlotBySlot,
        Settings = _held?.Settings ?? [],
        Drift = _held?.Drift ?? [],
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

        // what the family needs is said first: it may silence what would disturb the rest, and an error is no harm
        foreach (var command in _profile.SetUp)
            yield return Ask(new RawCommand(command), maySayNothing: true);
        _sim = new OpenSim(_profile, pin);
        foreach (var step in _sim.Steps())
            yield return step;
        if (_sim.Problem is not null)
            yield break;
        _identity = _identity with { Imsi = _sim.Imsi, Iccid = _sim.Iccid, OwnNumber = _sim.OwnNumber };

        _held = new HoldSettings(settings, _profile);
        foreach (var step in _held.Steps())
            yield return step;
        if (_held.Problem is not null)
            yield break;
        var look = new ReadNetwork(_profile.EpsRegistration);
        foreach (var step in look.Steps())
            yield return step;
        _network = look.Network;
        yield return Ask(new WriteRegistrationReporting(RegistrationDomain.Circuit, 1), maySayNothing: true);
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
        _profile = ProfileOf(identity);
        _identity = identity with { Profile = _profile.Name };
    }

    private ModemProfile ProfileOf(ModemIdentity identity) => settings.Profile != "auto"
        ? profiles[settings.Profile]
        : ModemProfile.Of(profiles.Values, identity.Manufacturer, identity.Model) ?? profiles[ModemProfile.Generic];
}
