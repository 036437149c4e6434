using ModemActors.Ports;

namespace ModemActors.Whereabouts;

/// <summary>A port by USB socket and interface: what survives resets and renumbering.</summary>
/// <param name="Path">Bus and ports as sysfs names the device: <c>1-1.2</c>.</param>
/// <param name="Interface">bInterfaceNumber.</param>
internal readonly record struct UsbPlace(string Path, int Interface)
{
    public static UsbPlace? Of(UsbIdentity? usb) => usb is null ? null : new UsbPlace(usb.UsbPath, usb.Interface);

    public override string ToString() => new UsbPathPort(Path, Interface).ToString();
}
