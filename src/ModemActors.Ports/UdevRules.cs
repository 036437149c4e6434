using System.Globalization;

namespace ModemActors.Ports;

/// <summary>
/// udev's rules for modems: names of their ports that stay, by socket and role, rights for the USB reset, and a word to ModemManager to
/// keep off.
/// </summary>
public static class UdevRules
{
    /// <summary>Where they belong: before ModemManager's own.</summary>
    public const string File = "/etc/udev/rules.d/60-modem-actors.rules";

    private const string Group = "dialout";

    /// <summary>The whole file.</summary>
    /// <param name="families">The modems that it is for.</param>
    public static IReadOnlyList<string> For(IReadOnlyCollection<UsbFamily> families)
    {
        ArgumentNullException.ThrowIfNull(families);
        return
        [
            "# Written by 'modemactors udev'. As root:",
            $"#   modemactors udev > {File}",
            "#   udevadm control --reload && udevadm trigger --subsystem-match=usb --subsystem-match=tty",
            $"# The service's user must be in the group {Group}. /dev/modem/SOCKET/ROLE names one port of one modem, for example /dev/modem/1-1.2/at;",
            "# /dev/modem/FAMILY-ROLE the same for whoever has one modem of a kind.",
            "ACTION==\"remove\", GOTO=\"modem_actors_end\"",
            "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", GOTO=\"modem_actors_device\"",
            "SUBSYSTEM!=\"tty\", GOTO=\"modem_actors_end\"",
            "SUBSYSTEMS==\"usb\", ATTRS{bInterfaceNumber}==\"?*\", ENV{.MODEM_IF}=\"$attr{bInterfaceNumber}\", "
                + "ENV{.MODEM_KIND}=\"$attr{bInterfaceClass}/$attr{bInterfaceSubClass}/$attr{bInterfaceProtocol}\"",
            .. families.SelectMany(PortRules),
            "GOTO=\"modem_actors_end\"",
            "",
            "LABEL=\"modem_actors_device\"",
            "# ModemManager leaves them alone; the reset of a modem (USBDEVFS_RESET) needs its node to be writable",
            .. families.Select(DeviceRule),
            "",
            "LABEL=\"modem_actors_end\"",
        ];
    }

    /// <summary>The family of a device that the table does not know: its ports are named by their interfaces.</summary>
    public static UsbFamily Unknown(UsbIdentity usb, IEnumerable<int> interfaces)
    {
        ArgumentNullException.ThrowIfNull(usb);
        return new UsbFamily(
            $"{Hex(usb.VendorId, 4)}-{Hex(usb.ProductId, 4)}", usb.VendorId, usb.ProductId,
            [.. interfaces.Distinct().Order().Select(number => new UsbRole(number, null, ["IF" + Hex(number, 2)]))]);
    }

    /// <summary>The names that a port gets below /dev.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="role">The port.</param>
    /// <param name="usbPath">Its socket.</param>
    public static IReadOnlyList<string> Names(UsbFamily family, UsbRole role, string usbPath)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(role);
        var roles = role.Roles.Select(Lower).ToArray();
        return [.. roles.Select(name => $"modem/{usbPath}/{name}"), .. roles.Select(name => $"modem/{Lower(family.Name)}-{name}")];
    }

    private static IEnumerable<string> PortRules(UsbFamily family)
    {
        yield return $"# {family.Name}";
        var device = DeviceKeys("ATTRS", family);
        yield return $"{device}, ENV{{ID_MM_PORT_IGNORE}}=\"1\", GROUP=\"{Group}\", MODE=\"0660\"";
        foreach (var port in family.Ports)
        {
            var which = port.Interface is { } number
                ? $"ENV{{.MODEM_IF}}==\"{Hex(number, 2)}\""
                : $"ENV{{.MODEM_KIND}}==\"{KindOf(port)}\"";
            yield return $"{device}, {which}, SYMLINK+=\"{string.Join(' ', Names(family, port, "$id"))}\"";
        }
    }

    private static string DeviceRule(UsbFamily family) =>
        $"{DeviceKeys("ATTR", family)}, ENV{{ID_MM_DEVICE_IGNORE}}=\"1\", GROUP=\"{Group}\", MODE=\"0660\"";

    private static string DeviceKeys(string key, UsbFamily family) =>
        $"{key}{{idVendor}}==\"{Hex(family.VendorId, 4)}\""
        + (family.ProductId is { } product ? $", {key}{{idProduct}}==\"{Hex(product, 4)}\"" : "");

    private static string KindOf(UsbRole port) =>
        port.Kind is var (type, sub, protocol) ? $"{Hex(type, 2)}/{Hex(sub, 2)}/{Hex(protocol, 2)}" : "";

    private static string Lower(string text) => text.ToLowerInvariant();

    private static string Hex(int value, int digits) => value.ToString("x" + digits, CultureInfo.InvariantCulture);
}
