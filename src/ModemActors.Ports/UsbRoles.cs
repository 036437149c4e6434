using System.Globalization;

namespace ModemActors.Ports;

/// <summary>What each serial port of a known modem is for; the table is usb-roles.txt.</summary>
public static class UsbRoles
{
    private static readonly Lazy<IReadOnlyList<UsbFamily>> s_families = new(Load);

    /// <summary>The families that are known, in the order of the table.</summary>
    public static IReadOnlyList<UsbFamily> Families => s_families.Value;

    /// <summary>The family of a device; null if it is not known.</summary>
    public static UsbFamily? FamilyOf(UsbIdentity usb)
    {
        ArgumentNullException.ThrowIfNull(usb);
        return Families.FirstOrDefault(family => family.VendorId == usb.VendorId && family.ProductId == usb.ProductId)
            ?? Families.FirstOrDefault(family => family.VendorId == usb.VendorId && family.ProductId is null);
    }

    /// <summary>What a port is for, for example AT; several where it serves several ends, none if it is not known.</summary>
    public static IReadOnlyList<string> Of(UsbIdentity usb) =>
        FamilyOf(usb)?.RoleOf(usb)?.Roles ?? [];

    /// <summary>Whether a modem may be asked who it is there: its AT port, or a port of which nothing is known.</summary>
    public static bool MayAnswer(UsbIdentity usb) => Of(usb) is [] or ["AT", ..];

    private static UsbFamily[] Load()
    {
        using var stream = typeof(UsbRoles).Assembly.GetManifestResourceStream("ModemActors.Ports.usb-roles.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Family)];
    }

    private static UsbFamily Family(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (vendor, product) = (words[0][..4], words[0][5..]);
        return new UsbFamily(words[1], (ushort)Hex(vendor), product == "*" ? null : (ushort)Hex(product), [.. words[2..].Select(Port)]);
    }

    private static UsbRole Port(string word)
    {
        var equals = word.IndexOf('=');
        var (place, roles) = (word[..equals], word[(equals + 1)..].Split('+'));
        return place.Split('/') is [var type, var sub, var protocol]
            ? new UsbRole(null, ((byte)Hex(type), (byte)Hex(sub), (byte)Hex(protocol)), roles)
            : new UsbRole(Hex(place), null, roles);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>Modems whose ports are laid out alike.</summary>
/// <param name="Name">For example <c>SIM7600</c>.</param>
/// <param name="VendorId">idVendor.</param>
/// <param name="ProductId">idProduct; null = any that has no entry of its own.</param>
/// <param name="Ports">Its ports.</param>
public sealed record UsbFamily(string Name, ushort VendorId, ushort? ProductId, IReadOnlyList<UsbRole> Ports)
{
    /// <summary>What a port of such a modem is for; null = not known.</summary>
    public UsbRole? RoleOf(UsbIdentity usb)
    {
        ArgumentNullException.ThrowIfNull(usb);
        return Ports.FirstOrDefault(port => port.Interface == usb.Interface || port.Kind is { } kind && kind == usb.InterfaceKind);
    }
}

/// <summary>One port of a family, told by its interface's number or by its class, subclass and protocol.</summary>
/// <param name="Interface">bInterfaceNumber; null = told by its kind.</param>
/// <param name="Kind">bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol; null = told by its number.</param>
/// <param name="Roles">What it is for, the main thing first.</param>
public sealed record UsbRole(int? Interface, (byte Class, byte SubClass, byte Protocol)? Kind, IReadOnlyList<string> Roles);
