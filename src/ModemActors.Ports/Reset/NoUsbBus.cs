namespace ModemActors.Ports;

/// <summary>A machine whose USB devices cannot be reset.</summary>
public sealed class NoUsbBus : IUsbBus
{
    /// <summary>The bus of this machine: Linux', Windows', or none.</summary>
    public static IUsbBus OfThisMachine() =>
        OperatingSystem.IsLinux() ? new LinuxUsbBus() : OperatingSystem.IsWindows() ? new WindowsUsbBus() : new NoUsbBus();

    /// <inheritdoc/>
    public UsbIdentity? Find(string portName) => null;

    /// <inheritdoc/>
    public int? DeviceNumber(string usbPath) => null;

    /// <inheritdoc/>
    public void Reset(string usbPath, UsbResetWay way) => throw new UsbResetException("USB devices cannot be reset on this system", true);
}
