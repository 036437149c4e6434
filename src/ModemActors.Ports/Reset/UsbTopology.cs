namespace ModemActors.Ports;

/// <summary>Where a USB device is, as sysfs names it: <c>BUS-PORT.PORT.PORT</c>.</summary>
public static class UsbTopology
{
    /// <summary>True for a hub that is part of the computer, <c>usb1</c>: it cannot be reset without everything on its bus.</summary>
    public static bool IsRootHub(string usbPath)
    {
        ArgumentNullException.ThrowIfNull(usbPath);
        return usbPath.StartsWith("usb", StringComparison.Ordinal);
    }

    /// <summary>The bus of a device: <c>1</c> of <c>1-1.2</c>.</summary>
    public static string BusOf(string usbPath)
    {
        ArgumentNullException.ThrowIfNull(usbPath);
        return IsRootHub(usbPath) ? usbPath[3..] : usbPath.Split('-')[0];
    }

    /// <summary>The hub that a device is plugged into: <c>1-1</c> of <c>1-1.2</c>, <c>usb1</c> of <c>1-1</c>.</summary>
    public static string HubOf(string usbPath)
    {
        ArgumentNullException.ThrowIfNull(usbPath);
        var dot = usbPath.LastIndexOf('.');
        return dot > 0 ? usbPath[..dot] : $"usb{BusOf(usbPath)}";
    }

    /// <summary>The port of that hub: <c>2</c> of <c>1-1.2</c>.</summary>
    public static string PortOf(string usbPath)
    {
        ArgumentNullException.ThrowIfNull(usbPath);
        return usbPath[(usbPath.LastIndexOfAny(['.', '-']) + 1)..];
    }
}
