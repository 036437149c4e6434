using System.Text.Json.Serialization;
using ModemActors.Messages;
using ModemActors.Ports;

namespace ModemActors.Service.Views;

/// <summary>What was found at a port.</summary>
internal enum Discovery
{
    /// <summary>A modem answered AT.</summary>
    Modem,

    /// <summary>Nothing answered.</summary>
    Silent,

    /// <summary>Another process has it; it was left alone.</summary>
    Held,

    /// <summary>It cannot be opened.</summary>
    Unusable,
}

/// <summary>A port that was looked at.</summary>
/// <param name="Port">The device.</param>
/// <param name="Usb">VENDOR:PRODUCT:INTERFACE; null: not on USB.</param>
/// <param name="Role">What the port is for, such as AT or DIAG; null: not known.</param>
/// <param name="Detail">What was found, in words.</param>
/// <param name="Address">What to configure; null for what is no modem.</param>
internal sealed record DiscoveredPort(
    string Port, string? Usb, string? UsbPath, string? Driver, string? Role, Discovery Found, string Detail, string? Manufacturer, string? Model,
    string? Imei, string? Address)
{
    [JsonIgnore]
    public string Device => UsbPath ?? Port;

    public static DiscoveredPort Of(SerialPortDescription port, Discovery found, string detail, ModemIdentity? identity = null) => new(
        port.Device, Id(port.Usb), port.Usb?.UsbPath, port.Driver, RoleOf(port, found), found, detail,
        identity?.Manufacturer, identity?.Model, identity?.Imei, null);

    /// <summary>What the table of known modems says; where it says nothing, a port that answers AT is one.</summary>
    private static string? RoleOf(SerialPortDescription port, Discovery found) =>
        port.Usb is { } usb && UsbRoles.Of(usb) is [var role, ..] ? role : found == Discovery.Modem ? "AT" : null;

    /// <summary>Gives each modem one port, its AT port or else its lowest that answers, and the address that means it and no other.</summary>
    public static IReadOnlyList<DiscoveredPort> WithAddresses(IReadOnlyList<DiscoveredPort> ports)
    {
        var modems = ports.Where(port => port.Found == Discovery.Modem).OrderBy(port => port.Role == "AT" ? 0 : 1).DistinctBy(port => port.Device).ToList();
        return [.. ports.Select(port => modems.Contains(port) ? port with { Address = AddressOf(port, modems) } : port)];
    }

    private static string AddressOf(DiscoveredPort port, List<DiscoveredPort> modems) => port switch
    {
        { Usb: null } => port.Port,
        _ when modems.Count(other => other.Usb == port.Usb) > 1 => $"usb-path:{port.UsbPath}:{port.Usb[^2..]}",
        _ => $"usb:{port.Usb}",
    };

    private static string? Id(UsbIdentity? usb) =>
        usb is null ? null : FormattableString.Invariant($"{usb.VendorId:x4}:{usb.ProductId:x4}:{usb.Interface:x2}");
}
