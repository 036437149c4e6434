namespace ModemActors.Ports;

/// <summary>The USB interface behind a serial port, from sysfs. It survives resets; the path changes with the socket only.</summary>
/// <param name="VendorId">idVendor.</param>
/// <param name="ProductId">idProduct.</param>
/// <param name="Serial">The device's serial; null if it has none. Two devices may have the same.</param>
/// <param name="Manufacturer">As the device says; null if it doesn't.</param>
/// <param name="Product">As the device says; null if it doesn't.</param>
/// <param name="Interface">bInterfaceNumber, 0 to 255.</param>
/// <param name="UsbPath">Bus and ports as sysfs names the device: <c>1-1.2</c>.</param>
public sealed record UsbIdentity(
    ushort VendorId, ushort ProductId, string? Serial, string? Manufacturer, string? Product, int Interface, string UsbPath)
{
    /// <summary>busnum, the first number of its node below /dev/bus/usb; null if it is not known.</summary>
    public int? Bus { get; init; }

    /// <summary>devnum, the second number of its node; another one each time the device is plugged in. Null if it is not known.</summary>
    public int? DeviceNumber { get; init; }

    /// <summary>bInterfaceClass, bInterfaceSubClass and bInterfaceProtocol: by these some makers tell their ports apart. Null if it is not known.</summary>
    public (byte Class, byte SubClass, byte Protocol)? InterfaceKind { get; init; }
}
