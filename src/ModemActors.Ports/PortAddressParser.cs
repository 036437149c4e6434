using System.Globalization;
using System.Net;

namespace ModemActors.Ports;

/// <summary>The text forms of <see cref="PortAddress"/>.</summary>
internal static class PortAddressParser
{
    private const string Forms =
        "a port is a device (/dev/ttyUSB2), usb:1e0e:9001:02, usb-path:1-1.2:02, tcp://host:port, imei:… or simulator";

    public static (PortAddress? Address, string? Reason) Parse(string text) => text switch
    {
        "" => (null, $"it is empty; {Forms}"),
        "simulator" => (new SimulatorPort(), null),
        ['/', not '/', ..] => Device(text),
        _ when IsComPort(text) => (new DevicePort(text), null),
        _ when text.StartsWith("usb:", StringComparison.Ordinal) => Usb(text["usb:".Length..].Split(':')),
        _ when text.StartsWith("usb-path:", StringComparison.Ordinal) => UsbPath(text["usb-path:".Length..].Split(':')),
        _ when text.StartsWith("tcp://", StringComparison.Ordinal) => Tcp(text["tcp://".Length..]),
        _ when text.StartsWith("imei:", StringComparison.Ordinal) => Imei(text["imei:".Length..]),
        _ when text.StartsWith("tty", StringComparison.Ordinal) => (null, $"'{text}' has no folder; write /dev/{text}"),
        _ => (null, $"'{text}' is no port; {Forms}"),
    };

    private static (PortAddress?, string?) Device(string path) => path switch
    {
        _ when path.Contains('\0') => (null, "the path has a NUL in it"),
        _ when path.EndsWith('/') => (null, $"'{path}' is a folder; name the device in it"),
        _ => (new DevicePort(path), null),
    };

    private static bool IsComPort(string text) =>
        text.StartsWith("COM", StringComparison.OrdinalIgnoreCase) && text.Length is > 3 and < 8 && AreDigits(text.AsSpan(3));

    private static (PortAddress?, string?) Usb(string[] parts)
    {
        if (parts is not [var vendor, var product, var @interface])
            return (null, "it needs three parts, usb:VENDOR:PRODUCT:INTERFACE, e.g. usb:1e0e:9001:02");
        if (Hex(vendor, 4, 4) is not { } vendorId)
            return (null, $"'{vendor}' is no vendor id: four hexadecimal digits, e.g. 1e0e");
        if (Hex(product, 4, 4) is not { } productId)
            return (null, $"'{product}' is no product id: four hexadecimal digits, e.g. 9001");
        return Hex(@interface, 1, 2) is { } number
            ? (new UsbPort((ushort)vendorId, (ushort)productId, number), null)
            : NoInterface(@interface);
    }

    private static (PortAddress?, string?) UsbPath(string[] parts)
    {
        if (parts is not [var path, var @interface])
            return (null, "it needs two parts, usb-path:PATH:INTERFACE, e.g. usb-path:1-1.2:02");
        if (!IsUsbPath(path))
            return (null, $"'{path}' is no USB path: bus and ports as sysfs writes them, e.g. 1-1.2");
        return Hex(@interface, 1, 2) is { } number
            ? (new UsbPathPort(path, number), null)
            : NoInterface(@interface);
    }

    private static (PortAddress?, string?) NoInterface(string text) =>
        (null, $"'{text}' is no interface number: two hexadecimal digits, e.g. 02");

    private static bool IsUsbPath(string path)
    {
        if (path.Split('-') is not [var bus, var ports] || !IsNumber(bus))
            return false;
        return Array.TrueForAll(ports.Split('.'), IsNumber);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and < 4 && AreDigits(text);

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static (PortAddress?, string?) Tcp(string rest)
    {
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || rest.EndsWith(']'))
            return (null, "it needs a host and a port, tcp://HOST:PORT");
        var (host, port) = (rest[..colon], rest[(colon + 1)..]);
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            return (null, $"'{port}' is no TCP port: 1 to 65535");
        if (host is ['[', .. var inner, ']'])
        {
            return IPAddress.TryParse(inner, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                ? (new TcpPort(inner, number), null)
                : (null, $"'{inner}' is no IPv6 address");
        }

        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            ? (new TcpPort(host, number), null)
            : (null, $"'{host}' is no host name or address; an IPv6 address stands in brackets");
    }

    private static (PortAddress?, string?) Imei(string digits) =>
        digits.Length is >= 14 and <= 16 && AreDigits(digits)
            ? (new ImeiPort(digits), null)
            : (null, $"'{digits}' is no IMEI: 14 to 16 digits");

    private static int? Hex(string text, int least, int most) =>
        text.Length >= least && text.Length <= most
        && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
