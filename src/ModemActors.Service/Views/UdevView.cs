using ModemActors.Ports;
using ModemActors.Service.Verbs;

namespace ModemActors.Service.Views;

/// <summary>Rules for udev and the names that they give.</summary>
/// <param name="File">Where the rules belong.</param>
/// <param name="Rules">Line by line.</param>
/// <param name="Ports">The modems' ports that are there now.</param>
internal sealed record UdevView(string File, IReadOnlyList<string> Rules, IReadOnlyList<UdevPort> Ports)
{
    public static UdevView Of(IReadOnlyList<SerialPortDescription> ports, bool all)
    {
        var modems = ports.Where(UdevVerb.IsModem).ToList();
        var unknown = modems.Where(port => UsbRoles.FamilyOf(port.Usb!) is null)
            .GroupBy(port => (port.Usb!.VendorId, port.Usb.ProductId))
            .Select(kind => UdevRules.Unknown(kind.First().Usb!, kind.Select(port => port.Usb!.Interface)))
            .ToList();
        var known = all || modems.Count == 0
            ? UsbRoles.Families
            : modems.Select(port => UsbRoles.FamilyOf(port.Usb!)).OfType<UsbFamily>().Distinct().ToList();
        return new UdevView(UdevRules.File, UdevRules.For([.. known, .. unknown]), [.. modems.Select(port => Port(port, unknown))]);
    }

    private static UdevPort Port(SerialPortDescription port, List<UsbFamily> unknown)
    {
        var usb = port.Usb!;
        var family = UsbRoles.FamilyOf(usb) ?? unknown.First(kind => (kind.VendorId, kind.ProductId) == (usb.VendorId, usb.ProductId));
        var role = family.RoleOf(usb);
        return new UdevPort(
            port.Device,
            FormattableString.Invariant($"{usb.VendorId:x4}:{usb.ProductId:x4}:{usb.Interface:x2}"),
            usb.UsbPath,
            family.Name,
            role?.Roles[0],
            role is null ? [] : [.. UdevRules.Names(family, role, usb.UsbPath).Select(name => $"/dev/{name}")]);
    }
}

/// <summary>One port of a modem.</summary>
/// <param name="Usb">VENDOR:PRODUCT:INTERFACE.</param>
/// <param name="Role">What it is for; null = not known.</param>
/// <param name="Names">What it will be called.</param>
internal sealed record UdevPort(string Port, string Usb, string UsbPath, string Family, string? Role, IReadOnlyList<string> Names);
