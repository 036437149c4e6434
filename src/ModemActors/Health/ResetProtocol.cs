using ModemActors.Messages;

namespace ModemActors.Health;

/// <summary>What is said to and by <see cref="DeviceResets"/>.</summary>
internal static class ResetProtocol
{
    /// <summary>Which USB device is behind this open port? Answered with <see cref="Located"/>.</summary>
    public sealed record Locate(string Modem, string PortName);

    /// <param name="UsbPath">For example <c>1-1.2</c>; null = none that is known.</param>
    public sealed record Located(string PortName, string? UsbPath);

    /// <summary>The modem's line is in trouble, or well again: several in trouble on one hub are one incident of the hub.</summary>
    public sealed record Sick(string Modem, bool IsSick);

    /// <summary>Reset a modem's USB device, or its power. Answered with <see cref="Ended"/>, however it goes.</summary>
    /// <param name="Modem">The modem's id.</param>
    /// <param name="Level">Usb or Power.</param>
    /// <param name="UsbPath">Its USB device; null = it is not on USB, or not known to be.</param>
    /// <param name="Port">Its port as opened last, or as configured.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Attempt">How often this was done already in this trouble.</param>
    public sealed record Reset(string Modem, ResetLevel Level, string? UsbPath, string Port, string Reason, int Attempt);

    /// <summary>The reset is over.</summary>
    /// <param name="IsDone">False: it could not be made, or did not take place.</param>
    /// <param name="Detail">What was done, or why not and what to do.</param>
    public sealed record Ended(ResetLevel Level, bool IsDone, string Detail);
}
