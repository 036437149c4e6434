using ModemActors.Ports;

namespace ModemActors.Whereabouts;

/// <summary>One look for one modem.</summary>
internal sealed class PortChooser(
    RegisteredModem modem, IReadOnlyList<RegisteredModem> modems, PortSightings sightings, ISerialPorts ports,
    IReadOnlyList<SerialPortDescription> scan, TimeProvider clock)
{
    private string? _ambiguous;

    public PortChoice Choose()
    {
        var homes = Homes(modem).DistinctBy(home => home.Key).ToList();
        if (modem.Expected is { } imei && Seen(imei) is { } seen)
            return new PortChoice.Open(seen);
        foreach (var home in homes)
        {
            if (HolderOf(home) is null && MayBeAt(home))
                return new PortChoice.Open(home);
        }

        if (modem.LooksElsewhere(clock.GetUtcNow()))
        {
            if (Elsewhere().Where(port => sightings.Of(port) is null).ToList() is { Count: > 0 } unasked)
                return new PortChoice.Search(unasked);
            modem.FoundNothingElsewhere(clock.GetUtcNow());
        }

        if (homes.Find(IsSuccessors) is { } inherited)
        {
            modem.Successor = modem.Stranger!.Value.Imei;
            return new PortChoice.Open(inherited);
        }

        // nothing to say that opening would not say better
        var isLeftToItsOpener = homes is [] && (modem.Expected is null || modem.Port is DevicePort) && _ambiguous is null;
        return isLeftToItsOpener && Configured(modem.Port) is { } configured
            ? new PortChoice.Open(configured)
            : new PortChoice.Nowhere(Reason(homes), homes.Count > 0 || _ambiguous is not null);
    }

    /// <summary>Where the modem belongs: where it was, then where it is configured.</summary>
    private IEnumerable<PortCandidate> Homes(RegisteredModem of)
    {
        if (of.Place is { } place && scan.FirstOrDefault(port => UsbPlace.Of(port.Usb) == place) is { } there)
            yield return PortCandidate.Of(there);
        switch (of.Port)
        {
            case DevicePort device when ports.Resolve(device.Path) is { } path:
                yield return At(path);
                break;
            case UsbPathPort socket:
                foreach (var port in scan.Where(port => UsbPlace.Of(port.Usb) == new UsbPlace(socket.Path, socket.Interface)))
                    yield return PortCandidate.Of(port);
                break;
            case UsbPort kind when Assigned(of, kind) is { } assigned:
                yield return assigned;
                break;
            case TcpPort or SimulatorPort:
                yield return Configured(of.Port)!;
                break;
        }
    }

    private static PortCandidate? Configured(PortAddress address) => address switch
    {
        ImeiPort => null,
        SimulatorPort simulator => new PortCandidate($"simulator:{simulator.Name}", simulator, null),
        _ => new PortCandidate(address.ToString(), address, null),
    };

    private PortCandidate At(string device) => device.StartsWith("/dev/pts/", StringComparison.Ordinal)
        ? new PortCandidate(device, new DevicePort(device), null)
        : new PortCandidate(device, new DevicePort(device), scan.FirstOrDefault(port => port.Device == device)?.Usb);

    /// <summary>Several modems of one kind: each keeps the one that it had, and the others are given out in order, if there are enough
    /// who want them.</summary>
    private PortCandidate? Assigned(RegisteredModem of, UsbPort kind)
    {
        var wanted = (kind.VendorId, kind.ProductId, kind.Interface);
        var alike = scan.Where(port => port.Usb is { } usb && (usb.VendorId, usb.ProductId, usb.Interface) == wanted)
            .OrderBy(port => port.Usb!.UsbPath.Length).ThenBy(port => port.Usb!.UsbPath, StringComparer.Ordinal).ToList();
        if (alike.Find(port => UsbPlace.Of(port.Usb) == of.Place) is { } own)
            return PortCandidate.Of(own);
        var free = alike.Where(port => !modems.Any(other => other != of && IsOf(other, port))).ToList();
        var waiting = modems.Where(other => other.Port.Equals(of.Port) && (other == of || other.Target is null)
            && !alike.Exists(port => UsbPlace.Of(port.Usb) == other.Place)).ToList();
        if (free.Count > waiting.Count)
        {
            if (of == modem)
            {
                var choices = string.Join(", ", free.Select(port => UsbPlace.Of(port.Usb)));
                _ambiguous = $"{kind} means {alike.Count} ports; configure one of {choices}";
            }

            return null;
        }

        var turn = waiting.IndexOf(of);
        return turn >= 0 && turn < free.Count ? PortCandidate.Of(free[turn]) : null;
    }

    private static bool IsOf(RegisteredModem other, SerialPortDescription port) =>
        other.Place == UsbPlace.Of(port.Usb) || other.Target?.Key == port.Device;

    private static bool IsStill(SerialPortDescription now, PortCandidate port) =>
        now.Device == port.Key && UsbPlace.Of(now.Usb) == port.Place && now.Usb?.DeviceNumber == port.Usb?.DeviceNumber;

    /// <summary>Where the modem itself was seen, if that port is there still.</summary>
    private PortCandidate? Seen(string imei)
    {
        foreach (var sighting in sightings.Of(imei).ToList())
        {
            var port = sighting.Port;
            if (port.Usb is not null)
                port = scan.Any(now => IsStill(now, port)) ? port : null;
            else if (port.Address is DevicePort device && ports.Resolve(device.Path) is null)
                port = null;
            if (port is not null && HolderOf(port) is null)
                return port;
        }

        return null;
    }

    /// <summary>False: another modem answered there when it was last asked.</summary>
    private bool MayBeAt(PortCandidate port)
    {
        if (sightings.Of(port) is not { Imei: { } imei })
            return true;
        return modem.Expected is { } expected
            ? Imei.Same(imei, expected)
            : !modems.Any(other => other != modem && Imei.Same(imei, other.Expected)) || Imei.Significance(imei) is null;
    }

    /// <summary>Ports where the modem may be although it does not belong there: those of its kind, and the places of others of
    /// ours.</summary>
    private IEnumerable<PortCandidate> Elsewhere()
    {
        if (modem.Expected is null || modem.Port is SimulatorPort)
            return [];
        var taken = modems.Where(other => other != modem && !other.IsConfirmed).SelectMany(Homes).Select(home => home.Key).ToHashSet();
        return OfItsKind().Where(port => HolderOf(port) is null && !taken.Contains(port.Key)).DistinctBy(port => port.Key);
    }

    private IEnumerable<PortCandidate> OfItsKind()
    {
        switch (modem.Port)
        {
            case ImeiPort when modem.Place is null:
                return OnUsb().Concat(modems.Select(other => other.Port).OfType<DevicePort>().SelectMany(other => ports.Beside(other.Path)).Select(At));
            case TcpPort:
                return modems.Where(other => other.Port is TcpPort).Select(other => Configured(other.Port)!);
            case DevicePort device when modem.Place is null:
                return ports.Beside(device.Path).Select(At)
                    .Concat(modems.Where(other => other != modem && other.Port is DevicePort).SelectMany(Homes))
                    .Concat(device.Path.StartsWith("/dev/tty", StringComparison.Ordinal) ? OnUsb() : []);
            default:
                return OnUsb();
        }
    }

    private IEnumerable<PortCandidate> OnUsb() =>
        scan.Where(port => port.Usb is { } usb && IsOfItsKind(usb) && UsbRoles.MayAnswer(usb)).Select(PortCandidate.Of);

    // a modem that is known keeps its vendor, product and interface; one that is only an IMEI may be anything
    private bool IsOfItsKind(UsbIdentity usb) => modem.Place is not { } place || modem.Record!.UsbProduct is not { } product
        || place.Interface == usb.Interface && product == FormattableString.Invariant($"{usb.VendorId:x4}:{usb.ProductId:x4}");

    private RegisteredModem? HolderOf(PortCandidate port) =>
        modems.FirstOrDefault(other => other != modem && other.Target?.Key == port.Key);

    private bool IsSuccessors(PortCandidate home) =>
        modem is { Pinned: null, Stranger: { } stranger } && HolderOf(home) is null
        && clock.GetUtcNow() - stranger.Since >= ModemRegister.Grace
        && (home.Place?.ToString() ?? home.Key) == stranger.Key && sightings.Of(home)?.Imei == stranger.Imei;

    private string Reason(List<PortCandidate> homes)
    {
        if (_ambiguous is not null && modem.Expected is null)
            return _ambiguous;
        var there = homes.Select(home => HolderOf(home) is { } holder ? $"at {home.Address} is '{holder.Id}'"
            : sightings.Of(home) is { Imei: { } imei } ? $"at {home.Address} is another modem (IMEI {imei})"
            : $"at {home.Address} it is not").ToList();
        var who = modem.Expected is { } expected ? $"the modem with the IMEI {expected}" : "the modem";
        return there.Count > 0
            ? $"{who} is not there: {string.Join(", ", there)}; no free port has it"
            : $"{who} is not there: nothing is at {modem.Port}, and no free port has it; plug it in, or list the ports with "
                + "modemactors discover";
    }
}
