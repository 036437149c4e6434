using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModemActors.Ports;

/// <summary>Where a modem is, as configured. <see cref="object.ToString"/> gives the text that <see cref="TryParse"/> takes.</summary>
public abstract record PortAddress
{
    private protected PortAddress()
    {
    }

    /// <summary>Reads an address; see the cases for their forms.</summary>
    /// <param name="text">The configured text.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="reason">Why the text is none, as half a sentence for a person; null if it is one.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PortAddress? address, [NotNullWhen(false)] out string? reason)
    {
        (address, reason) = PortAddressParser.Parse(text?.Trim() ?? "");
        return address is not null;
    }

    private protected static string Hex(int value, int digits) => value.ToString("x" + digits, CultureInfo.InvariantCulture);
}

/// <summary>A device by its path: <c>/dev/ttyUSB2</c>, <c>/dev/serial/by-id/…</c>; <c>COM3</c> on Windows.</summary>
/// <param name="Path">The path as configured; symbolic links are followed at each open.</param>
public sealed record DevicePort(string Path) : PortAddress
{
    public override string ToString() => Path;
}

/// <summary>A USB serial port by what it is: <c>usb:1e0e:9001:02</c>; survives renumbering.</summary>
/// <param name="VendorId">idVendor.</param>
/// <param name="ProductId">idProduct.</param>
/// <param name="Interface">bInterfaceNumber, 0 to 255; two hexadecimal digits in text.</param>
public sealed record UsbPort(ushort VendorId, ushort ProductId, int Interface) : PortAddress
{
    public override string ToString() => $"usb:{Hex(VendorId, 4)}:{Hex(ProductId, 4)}:{Hex(Interface, 2)}";
}

/// <summary>A USB serial port by the socket that it is plugged into: <c>usb-path:1-1.2:02</c>; tells two modems of one kind
/// apart.</summary>
/// <param name="Path">Bus and ports as sysfs names the device: <c>1-1.2</c>.</param>
/// <param name="Interface">bInterfaceNumber, 0 to 255; two hexadecimal digits in text.</param>
public sealed record UsbPathPort(string Path, int Interface) : PortAddress
{
    public override string ToString() => $"usb-path:{Path}:{Hex(Interface, 2)}";
}

/// <summary>A serial device server that speaks raw TCP: <c>tcp://192.0.2.7:7000</c>, <c>tcp://[2001:db8::7]:7000</c>.</summary>
/// <param name="Host">Name or address, IPv6 without brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record TcpPort(string Host, int Port) : PortAddress
{
    public override string ToString() => Host.Contains(':') ? $"tcp://[{Host}]:{Port}" : $"tcp://{Host}:{Port}";
}

/// <summary>The modem that says so when asked for its IMEI, on whatever port: <c>imei:867584030000001</c>.</summary>
/// <param name="Imei">14 to 16 digits (3GPP TS 23.003 §6.2: IMEI without check digit, IMEI, IMEISV).</param>
public sealed record ImeiPort(string Imei) : PortAddress
{
    public override string ToString() => $"imei:{Imei}";
}

/// <summary>A simulated modem inside this process: <c>simulator</c>.</summary>
/// <param name="Name">Which one; the modem's id where the configuration says no more than <c>simulator</c>.</param>
public sealed record SimulatorPort(string Name = "") : PortAddress
{
    public override string ToString() => "simulator";
}
