using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Whereabouts;

/// <summary>
/// The rules by which configured modems and ports are brought together. A modem is first looked for where it was on record (USB path and
/// interface), then where the
/// configuration says, then by its IMEI at the free ports. No I/O but looking at names; safe for several threads.
/// </summary>
internal sealed class ModemRegister
{
    /// <summary>How long a modem must be missing before another at its place is taken for its successor: a hub's modems come back one by
    /// one, and slowly.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<RegisteredModem> _modems;
    private readonly PortSightings _sightings;
    private readonly ISerialPorts _ports;
    private readonly TimeProvider _clock;

    public ModemRegister(IEnumerable<ModemSettings> modems, ISerialPorts ports, TimeProvider clock)
    {
        (_ports, _clock) = (ports, clock);
        _modems = [.. modems.Select(modem => new RegisteredModem(modem))];
        _sightings = new PortSightings(clock);
    }

    /// <summary>Takes over what an earlier run knew. Records of modems that were configured otherwise then mean nothing.</summary>
    public void Recall(IEnumerable<ModemOnRecord> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (_modems.Find(modem => modem.Id == record.Modem) is { Record: null } modem && modem.Port.ToString() == record.Port)
                    modem.Record = record;
            }
        }
    }

    /// <summary>Where to open the modem, and takes that port for it until <see cref="Closed"/>.</summary>
    /// <param name="id">The modem's id.</param>
    /// <param name="scan">The serial ports of the machine; none needed if not <see cref="LooksAtHardware"/>.</param>
    public PortChoice Choose(string id, IReadOnlyList<SerialPortDescription> scan)
    {
        lock (_gate)
        {
            var choice = new PortChooser(Find(id), _modems, _sightings, _ports, scan, _clock).Choose();
            if (choice is PortChoice.Open open)
                (Find(id).Target, Find(id).IsConfirmed) = (open.Port, false);
            return choice;
        }
    }

    /// <summary>Who answered at a port that was opened to ask.</summary>
    public void Note(PortCandidate port, string? imei)
    {
        lock (_gate)
            _sightings.Note(port, imei);
    }

    /// <summary>Ports have come or gone.</summary>
    public void PortsChanged()
    {
        lock (_gate)
        {
            _sightings.ForgetSilence();
            _modems.ForEach(modem => modem.LookElsewhereNow());
        }
    }

    /// <summary>Judges who answered at the port that was chosen.</summary>
    /// <returns>Why it is not the right one; null = it is.</returns>
    public string? Objection(string id, string? imei)
    {
        lock (_gate)
        {
            var modem = Find(id);
            if (modem.Target is not { } port)
                return null;
            _sightings.Note(port, imei);
            var objection = Judge(modem, port, imei);
            (modem.IsConfirmed, modem.Answered) = (objection is null, imei);
            if (objection is not null)
                _modems.ForEach(each => each.LookElsewhereNow());
            return objection;
        }
    }

    /// <summary>The right modem was asked all there is to ask.</summary>
    /// <returns>What is on record of it from now on, null = the same as before; and what changed.</returns>
    public (ModemOnRecord? Record, IReadOnlyList<IModemEvent> Events) Settled(string id, ModemIdentity identity, string portName)
    {
        lock (_gate)
        {
            var modem = Find(id);
            var before = modem.Record;
            var usb = modem.Target?.Usb;
            var now = new ModemOnRecord
            {
                Modem = id,
                Port = modem.Port.ToString(),
                Imei = Imei.Significance(identity.Imei) is null ? before?.Imei : identity.Imei,
                Iccid = identity.Iccid ?? before?.Iccid,
                UsbPath = usb?.UsbPath,
                UsbInterface = usb?.Interface,
                UsbProduct = usb is null ? null : FormattableString.Invariant($"{usb.VendorId:x4}:{usb.ProductId:x4}"),
            };
            (modem.Record, modem.Stranger, modem.Successor) = (now, null, null);
            modem.LookElsewhereNow();
            return (now == before ? null : now, [.. Changes(before, now, portName)]);
        }
    }

    public void Closed(string id)
    {
        lock (_gate)
            (Find(id).Target, Find(id).IsConfirmed) = (null, false);
    }

    /// <summary>True if finding this modem takes a look at the machine's hardware.</summary>
    public bool LooksAtHardware(string id)
    {
        lock (_gate)
        {
            var modem = Find(id);
            return modem.Place is not null || modem.Port is UsbPort or UsbPathPort or ImeiPort
                || modem.Port is DevicePort device && _ports.Resolve(device.Path)?.StartsWith("/dev/pts/", StringComparison.Ordinal) != true;
        }
    }

    private static IEnumerable<IModemEvent> Changes(ModemOnRecord? before, ModemOnRecord now, string portName)
    {
        if (before is null)
            yield break;
        if (before.Imei is not null && now.Imei is not null && !Imei.Same(before.Imei, now.Imei))
            yield return new ModemReplaced(now.Modem, portName, before.Imei, now.Imei);
        if (before.Iccid is not null && before.Iccid != now.Iccid)
            yield return new SimChanged(now.Modem, before.Iccid, now.Iccid);
    }

    private string? Judge(RegisteredModem modem, PortCandidate port, string? imei)
    {
        var name = port.Address.ToString();
        if (Imei.Significance(imei) is null)
        {
            return modem.Expected is not { } missed || modem.Pinned is null && modem.Place is { } place && place == port.Place
                ? null
                : $"the modem at {name} does not say its IMEI, so that nobody knows whether it is '{modem.Id}' (IMEI {missed})";
        }

        if (_modems.Find(other => other != modem && IsOtherPortOfTheSame(other, port, imei)) is { } same)
            return $"{name} is another port of the modem that is '{same.Id}' already; configure each modem once";
        if (Imei.Same(imei, modem.Expected))
            return null;
        var owner = _modems.Find(other => other != modem && Imei.Same(imei, other.Expected));
        if (owner is not null && (modem.Expected is not null || !IsTwin(owner, port)))
            return $"at {name} is the modem of '{owner.Id}' (IMEI {imei}), not that of '{modem.Id}'";
        if (modem.Expected is null || imei == modem.Successor)
            return null;
        if (modem.Pinned is null && modem.Stranger?.Imei != imei)
            modem.Stranger = (port.Place?.ToString() ?? port.Key, imei!, _clock.GetUtcNow());
        return $"at {name} is a modem with the IMEI {imei}, but '{modem.Id}' is the one with {modem.Expected}; it is looked for";
    }

    /// <summary>Two modems that say the same IMEI and both answer at once, each on a device of its own.</summary>
    private static bool IsTwin(RegisteredModem owner, PortCandidate port) =>
        owner is { IsConfirmed: true, Target: { } target } && target.Key != port.Key
        && (port.Usb is null || target.Usb?.UsbPath != port.Usb.UsbPath);

    /// <summary>Modems have several ports; each modem is configured once.</summary>
    private static bool IsOtherPortOfTheSame(RegisteredModem other, PortCandidate port, string? imei) =>
        other is { IsConfirmed: true, Target.Usb: { } usb } && other.Target.Key != port.Key && usb.UsbPath == port.Usb?.UsbPath
        && Imei.Same(imei, other.Answered);

    private RegisteredModem Find(string id) =>
        _modems.Find(modem => modem.Id == id) ?? throw new ArgumentException($"there is no modem '{id}'", nameof(id));
}
