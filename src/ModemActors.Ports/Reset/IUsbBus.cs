namespace ModemActors.Ports;

/// <summary>A way to make the system set up a USB device anew. Each ends what hangs on it: a close that waits for a device that takes no bytes, too.</summary>
public enum UsbResetWay
{
    /// <summary>The device's port on the hub is reset; its configuration and drivers are restored.</summary>
    PortReset,

    /// <summary>The device is refused and admitted again: drivers let go of it and look at it anew.</summary>
    Reauthorize,

    /// <summary>The device's driver lets go of it and takes it again.</summary>
    Rebind,
}

/// <summary>What can be done to the devices on USB. All calls may block for seconds: never on an actor's thread.</summary>
public interface IUsbBus
{
    /// <summary>The USB device behind a port as its opener named it; null = it is none, or none that is known.</summary>
    UsbIdentity? Find(string portName);

    /// <summary>A number that changes when the device goes and comes back; null = it is not on the bus.</summary>
    /// <param name="usbPath">The device, for example <c>1-1.2</c>.</param>
    int? DeviceNumber(string usbPath);

    /// <summary>Resets a device or a hub, and with it everything behind it.</summary>
    /// <param name="usbPath">The device, for example <c>1-1.2</c>.</param>
    /// <param name="way">How.</param>
    /// <exception cref="UsbResetException">It could not be done; says why and what to do.</exception>
    void Reset(string usbPath, UsbResetWay way);
}

/// <summary>A USB device could not be reset.</summary>
public sealed class UsbResetException(string message, bool isForbidden, Exception? cause = null) : IOException(message, cause)
{
    /// <summary>True: this user may not do it, and no other way will be permitted by itself.</summary>
    public bool IsForbidden => isForbidden;
}
