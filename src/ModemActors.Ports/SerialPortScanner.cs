using System.Globalization;
using System.IO.Ports;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>Lists the serial ports of this machine with their USB identity, from sysfs alone: no port is opened or disturbed.</summary>
public static class SerialPortScanner
{
    /// <summary>Every serial port that has hardware behind it, in natural order of their names.</summary>
    public static IReadOnlyList<SerialPortDescription> Scan() => OperatingSystem.IsLinux()
        ? Scan("/sys", "/dev")
        : SerialPort.GetPortNames().Select(name => new SerialPortDescription(name, null, null, null)).ToList();

    /// <param name="sysRoot">Where sysfs is mounted.</param>
    /// <param name="deviceRoot">Where the device nodes are.</param>
    internal static IReadOnlyList<SerialPortDescription> Scan(string sysRoot, string deviceRoot)
    {
        var folder = Path.Combine(sysRoot, "class/tty");
        if (!Directory.Exists(folder))
            return [];
        var links = LinksById(Path.Combine(deviceRoot, "serial/by-id"));
        var consoles = ReadAttribute(Path.Combine(folder, "console"), "active")?.Split(' ') ?? [];
        return Directory.EnumerateFileSystemEntries(folder)
            .Select(entry => Describe(entry, sysRoot, deviceRoot, links))
            .OfType<SerialPortDescription>()
            .Select(port => consoles.Contains(Path.GetFileName(port.Device)) ? port with { IsConsole = true } : port)
            .OrderBy(port => port.Device.TrimEnd("0123456789".ToCharArray()), StringComparer.Ordinal)
            .ThenBy(port => port.Device.Length)
            .ThenBy(port => port.Device, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>The device that a USB address means among these ports.</summary>
    /// <exception cref="PortException"><see cref="PortFault.NotFound"/>: none, or more than one.</exception>
    internal static string Find(PortAddress address, IReadOnlyList<SerialPortDescription> ports)
    {
        var matches = ports.Where(port => IsMeant(address, port.Usb)).ToList();
        return matches switch
        {
            [var only] => only.Device,
            [] => throw new PortException(
                PortFault.NotFound, $"no serial port is {address} now; plug the modem in, or list the ports with modemactors discover"),
            _ => throw new PortException(
                PortFault.NotFound, $"{address} means {matches.Count} ports; configure one of {string.Join(", ", matches.Select(PathOf))}"),
        };
    }

    private static UsbPathPort PathOf(SerialPortDescription port) => new(port.Usb!.UsbPath, port.Usb.Interface);

    private static bool IsMeant(PortAddress address, UsbIdentity? usb) => (address, usb) switch
    {
        (UsbPort port, { } found) => (port.VendorId, port.ProductId, port.Interface) == (found.VendorId, found.ProductId, found.Interface),
        (UsbPathPort port, { } found) => port.Path == found.UsbPath && port.Interface == found.Interface,
        _ => false,
    };

    private static SerialPortDescription? Describe(string entry, string sysRoot, string deviceRoot, Dictionary<string, string> links)
    {
        // virtual terminals have no device; type 0 is a name that the 8250 driver keeps without a port behind it
        if (Libc.Resolve(entry + "/device") is not { } hardware || ReadAttribute(entry, "type") == "0")
            return null;
        var (@interface, device) = UsbFolders(hardware, Libc.Resolve(sysRoot) ?? sysRoot);
        var driver = Libc.Resolve((@interface ?? hardware) + "/driver") is { } folder ? Path.GetFileName(folder) : null;
        var path = Path.Combine(deviceRoot, Path.GetFileName(entry));
        return new SerialPortDescription(path, driver, Identity(@interface, device), links.GetValueOrDefault(path));
    }

    // the interface's folder has bInterfaceNumber, the device's above it has idVendor
    private static (string? Interface, string? Device) UsbFolders(string hardware, string sysRoot)
    {
        string? @interface = null;
        for (var folder = hardware; folder is not null && folder.Length > sysRoot.Length; folder = Path.GetDirectoryName(folder))
        {
            if (@interface is null && File.Exists(folder + "/bInterfaceNumber"))
                @interface = folder;
            if (File.Exists(folder + "/idVendor"))
                return (@interface, folder);
        }

        return (@interface, null);
    }

    private static UsbIdentity? Identity(string? @interface, string? device)
    {
        if (@interface is null || device is null)
            return null;
        var number = Hex(@interface, "bInterfaceNumber");
        return Hex(device, "idVendor") is { } vendor && Hex(device, "idProduct") is { } product && number is not null
            ? new UsbIdentity(
                (ushort)vendor,
                (ushort)product,
                ReadAttribute(device, "serial"),
                ReadAttribute(device, "manufacturer"),
                ReadAttribute(device, "product"),
                number.Value,
                Path.GetFileName(device))
            {
                Bus = Number(device, "busnum"),
                DeviceNumber = Number(device, "devnum"),
                InterfaceKind = Kind(@interface),
            }
            : null;
    }

    private static (byte, byte, byte)? Kind(string @interface) =>
        (Hex(@interface, "bInterfaceClass"), Hex(@interface, "bInterfaceSubClass"), Hex(@interface, "bInterfaceProtocol")) is ({ } type, { } sub, { } protocol)
            ? ((byte)type, (byte)sub, (byte)protocol)
            : null;

    private static int? Number(string folder, string attribute) =>
        int.TryParse(ReadAttribute(folder, attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? Hex(string folder, string attribute) =>
        ushort.TryParse(ReadAttribute(folder, attribute), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    // null when there is none, or when the device goes while we look
    private static string? ReadAttribute(string folder, string attribute)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, attribute)).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> LinksById(string folder)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return links;
        foreach (var link in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            if (Libc.Resolve(link) is { } device)
                links.TryAdd(device, link);
        }

        return links;
    }
}
