namespace ModemActors.Ports;

/// <summary>A serial port of this machine.</summary>
/// <param name="Device">Its path: <c>/dev/ttyUSB2</c>.</param>
/// <param name="Driver">The kernel's driver: <c>option</c>, <c>ftdi_sio</c>, <c>cdc_acm</c>; null if it is not known.</param>
/// <param name="Usb">What it is on USB; null for a port that is not on USB.</param>
/// <param name="ById">The link in /dev/serial/by-id that leads to it; null without udev.</param>
public sealed record SerialPortDescription(string Device, string? Driver, UsbIdentity? Usb, string? ById)
{
    /// <summary>True: the kernel writes its messages there, and perhaps somebody logs in there.</summary>
    public bool IsConsole { get; init; }
}
