namespace ModemActors.Ports;

/// <summary>Several sources of USB devices as one: each device is reset by the one that knows it.</summary>
public sealed class UsbBuses(params IReadOnlyList<IUsbBus> buses) : IUsbBus
{
    /// <inheritdoc/>
    public UsbIdentity? Find(string portName) => buses.Select(bus => bus.Find(portName)).FirstOrDefault(found => found is not null);

    /// <inheritdoc/>
    public int? DeviceNumber(string usbPath) => buses.Select(bus => bus.DeviceNumber(usbPath)).FirstOrDefault(number => number is not null);

    /// <inheritdoc/>
    public void Reset(string usbPath, UsbResetWay way)
    {
        var bus = buses.FirstOrDefault(bus => bus.DeviceNumber(usbPath) is not null) ?? buses[0];
        bus.Reset(usbPath, way);
    }
}
