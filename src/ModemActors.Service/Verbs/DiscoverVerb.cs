using System.CommandLine;
using ModemActors.Ports;
using ModemActors.Service.Asking;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>discover</c>: which serial ports are modems, and how to configure them.</summary>
internal static class DiscoverVerb
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(12);

    private static readonly Argument<string[]> s_ports = new("PORT")
    {
        Description = "Only these ports (also tcp://HOST:PORT); every serial port of this machine if there is none",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create()
    {
        var discover = new Verb(
            "discover", "Find modems on the serial ports and print the configuration for them; ports that are held are left alone.",
            "modemactors discover")
        {
            s_ports, VerbOptions.Json,
        };
        discover.SetAction(RunAsync);
        return discover;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var named = parsed.GetValue(s_ports) ?? [];
        var ports = named.Length == 0
            ? SerialPortScanner.Scan().Select(port => (port, (PortAddress)new DevicePort(port.Device))).ToList()
            : [.. named.Select(VerbPort.Full).Select(name => (new SerialPortDescription(name, null, null, null), Address(name)))];
        using var progress = new ProgressBar("asking the ports");
        progress.Report(0, ports.Count);
        var looked = 0;
        async Task<DiscoveredPort> LookedAsync(SerialPortDescription port, PortAddress address)
        {
            var seen = await LookAsync(port, address, cancellation).ConfigureAwait(false);
            progress.Report(Interlocked.Increment(ref looked), ports.Count);
            return seen;
        }

        var found = DiscoveredPort.WithAddresses(
            await Task.WhenAll(ports.Select(port => LookedAsync(port.Item1, port.Item2))).ConfigureAwait(false));
        progress.Dispose();
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(found);
        else if (found.Count == 0)
            Screen.Line("no serial port found: plug a modem in "
                + "('lsusb' shows whether the machine sees it, 'dmesg' whether it has a driver)");
        else
            Print(found);
        return ModemActorsCommand.Done;
    }

    private static PortAddress Address(string name) =>
        PortAddress.TryParse(name, out var address, out var reason) ? address : throw new VerbException($"'{name}' is no port: {reason}.");

    private static async Task<DiscoveredPort> LookAsync(SerialPortDescription port, PortAddress address, CancellationToken cancellation)
    {
        if (port.IsConsole)
            return DiscoveredPort.Of(port, Discovery.Silent, "the system's console, not asked");

        // what comes there is for other programs, and they would take our question for something else
        if (port.Usb is { } usb && UsbRoles.Of(usb) is ["DIAG" or "NMEA" or "AUDIO", ..] roles)
            return DiscoveredPort.Of(port, Discovery.Silent, $"{roles[0]} port, not asked");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            var opened = await new PortOpeners(new SerialPortOpener(), new TcpPortOpener())
                .OpenAsync(address, new PortOptions { Purpose = "discover" }, limit.Token).ConfigureAwait(false);
            var session = new PortSession(opened, TimeSpan.FromSeconds(2));
            await using var closing = session.ConfigureAwait(false);
            var probe = new ProbeModem(knocks: 2);
            await session.RunAsync(probe, limit.Token).ConfigureAwait(false);
            return probe.Answers
                ? DiscoveredPort.Of(port, Discovery.Modem, "answers AT", probe.Identity)
                : DiscoveredPort.Of(port, Discovery.Silent, "no answer to AT");
        }
        catch (PortException cause)
        {
            return cause.Fault is PortFault.Busy or PortFault.LockedByOther
                ? DiscoveredPort.Of(port, Discovery.Held, cause.Holder is { } holder ? $"held by {holder}" : cause.Message)
                : DiscoveredPort.Of(port, Discovery.Unusable, cause.Message);
        }
        catch (VerbException cause)
        {
            return DiscoveredPort.Of(port, Discovery.Unusable, cause.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return DiscoveredPort.Of(port, Discovery.Unusable, "it hangs: unplug it and plug it in again");
        }
    }

    private static void Print(IReadOnlyList<DiscoveredPort> ports)
    {
        Screen.Table(
            [new("PORT"), new("ROLE"), new("USB"), new("DRIVER"), new("FOUND", Gives: true)],
            [.. ports.Select(port => (IReadOnlyList<string>)[port.Port, port.Role ?? "", port.Usb ?? "", port.Driver ?? "", Screen.Clean(InWords(port))])]);
        foreach (var port in ports.Where(port => port.Found == Discovery.Unusable))
            Screen.Line($"{port.Port}: {Screen.Clean(port.Detail)}");
        Screen.Line();
        var modems = ports.Where(port => port.Address is not null).ToList();
        if (modems.Count == 0)
        {
            Screen.Line("no free port has a modem");
            return;
        }

        Screen.Line("Put this into ./modem-actors.conf:");
        Screen.Line();
        Screen.Line("modem-actors.modems = [");
        var ids = new HashSet<string>();
        foreach (var modem in modems)
            Screen.Line($"  {{ id = {Id(modem, ids)}, port = \"{modem.Address}\" }}    # {Screen.Clean(InWords(modem))}");
        Screen.Line("]");
    }

    private static string InWords(DiscoveredPort port) => port.Found == Discovery.Modem
        ? $"{port.Manufacturer} {port.Model}{(port.Imei is { } imei ? $", IMEI {imei}" : "")}".Trim()
            + (port.Address is null ? " (its other port)" : "")
        : port.Found == Discovery.Unusable ? "cannot be used, see below" : port.Detail;

    private static string Id(DiscoveredPort modem, HashSet<string> taken)
    {
        var name = string.Concat((modem.Model ?? "modem").ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            .Trim('-', '_');
        name = name.Length is 0 or > 48 ? "modem" : name;
        for (var ordinal = 1; ; ordinal++)
        {
            if (taken.Add($"{name}-{ordinal}"))
                return $"{name}-{ordinal}";
        }
    }
}
