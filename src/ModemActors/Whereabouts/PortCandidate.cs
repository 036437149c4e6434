using ModemActors.Ports;

namespace ModemActors.Whereabouts;

/// <summary>A port that can be opened.</summary>
/// <param name="Key">What makes it one port whatever names it has: the device without links, or the address.</param>
/// <param name="Address">By which it is opened.</param>
/// <param name="Usb">What it is on USB; null = not on USB, or not looked up.</param>
internal sealed record PortCandidate(string Key, PortAddress Address, UsbIdentity? Usb)
{
    public UsbPlace? Place => UsbPlace.Of(Usb);

    public static PortCandidate Of(SerialPortDescription port) => new(port.Device, new DevicePort(port.Device), port.Usb);
}

/// <summary>What to do to get at a modem.</summary>
internal abstract record PortChoice
{
    /// <summary>Open this.</summary>
    internal sealed record Open(PortCandidate Port) : PortChoice;

    /// <summary>It may be at one of these; ask there who is there, then choose again.</summary>
    internal sealed record Search(IReadOnlyList<PortCandidate> Ports) : PortChoice;

    /// <summary>It is nowhere now.</summary>
    /// <param name="IsTaken">True: another modem is at its place, which must not be reset for its sake.</param>
    internal sealed record Nowhere(string Reason, bool IsTaken) : PortChoice;
}
