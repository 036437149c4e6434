using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;
using ModemActors.Storage;
using ModemActors.Tests.Harness;
using ModemActors.Whereabouts;

namespace ModemActors.Tests.Whereabouts;

/// <summary>Ports of a machine that the test plugs in and out, and a register that looks at them.</summary>
internal sealed class Rack : ISerialPorts
{
    public const string Sim7600 = "1e0e:9001";

    private readonly List<SerialPortDescription> _ports = [];
    private readonly Dictionary<string, string> _links = [];
    private int _plugged;

    public VirtualTime Clock { get; } = new();

    public ModemRegister Register { get; private set; } = null!;

    public Rack Configure(string modems)
    {
        Register = new ModemRegister(Given.Settings($"modems = [ {modems} ]").Modems, this, Clock);
        return this;
    }

    public Rack Plug(string device, string usbPath, int number = 2, string product = Sim7600)
    {
        var (vendor, id) = (Convert.ToUInt16(product[..4], 16), Convert.ToUInt16(product[5..], 16));
        _ports.Add(new SerialPortDescription(
            device, "option", new UsbIdentity(vendor, id, null, null, null, number, usbPath) { Bus = 1, DeviceNumber = ++_plugged }, null));
        return this;
    }

    public void Unplug(string device) => _ports.RemoveAll(port => port.Device == device);

    public void UnplugAll() => _ports.Clear();

    /// <summary>A link, as of a simulated modem; null takes it away.</summary>
    public Rack Link(string name, string? device)
    {
        if (device is null)
            _links.Remove(name);
        else
            _links[name] = device;
        return this;
    }

    public IReadOnlyList<SerialPortDescription> Scan() => [.. _ports];

    public string? Resolve(string path) => _links.TryGetValue(path, out var device) ? device : _ports.Exists(port => port.Device == path) || _links.ContainsValue(path) ? path : null;

    public IReadOnlyList<string> Beside(string path) => Path.GetDirectoryName(path) == "/dev" ? []
        : [.. _links.Where(link => link.Key != path && Path.GetDirectoryName(link.Key) == Path.GetDirectoryName(path)).Select(link => link.Value)];

    public PortChoice Choose(string modem) => Register.Choose(modem, Scan());

    /// <summary>The device that is opened for a modem; null = none.</summary>
    public string? Opened(string modem) => Choose(modem) is PortChoice.Open open ? open.Port.Key : null;

    /// <summary>The modem is opened where it is chosen to be, and this IMEI answers.</summary>
    /// <returns>The device if the modem is taken for the right one, else null.</returns>
    public string? Meet(string modem, string? imei, string? iccid = null)
    {
        var device = Opened(modem);
        if (device is null)
            return null;
        if (Register.Objection(modem, imei) is not null)
        {
            Register.Closed(modem);
            return null;
        }

        Settle(modem, imei, iccid);
        return device;
    }

    public (ModemOnRecord? Record, IReadOnlyList<IModemEvent> Events) Settle(string modem, string? imei, string? iccid = null) =>
        Register.Settled(modem, new ModemIdentity { Imei = imei, Iccid = iccid }, "there");

    /// <summary>Asks at every port that is to be asked, as long as there is one.</summary>
    public string? Search(string modem, Func<string, string?> whoIsAt)
    {
        for (var i = 0; i < 5; i++)
        {
            switch (Choose(modem))
            {
                case PortChoice.Open open:
                    return open.Port.Key;
                case PortChoice.Search search:
                    foreach (var port in search.Ports)
                        Register.Note(port, whoIsAt(port.Key));
                    break;
                default:
                    return null;
            }
        }

        throw new InvalidOperationException("the search never ends");
    }

    public void Lose(params string[] modems)
    {
        foreach (var modem in modems)
            Register.Closed(modem);
    }
}
