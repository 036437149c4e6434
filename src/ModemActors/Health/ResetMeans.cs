using ModemActors.Messages;

namespace ModemActors.Health;

/// <summary>Which resets can be made of a modem.</summary>
/// <param name="PortName">Its port, as opened last or as configured.</param>
/// <param name="UsbPath">The USB device that it is; null = none, or none that is known.</param>
/// <param name="HasPower">True: there is a command that switches its power.</param>
internal sealed record ResetMeans(string PortName, string? UsbPath, bool HasPower)
{
    public IReadOnlyCollection<ResetLevel> Possible { get; } =
    [
        ResetLevel.Reopen,
        ResetLevel.Radio,
        ResetLevel.Modem,
        .. UsbPath is null ? (ResetLevel[])[] : [ResetLevel.Usb],
        .. HasPower ? (ResetLevel[])[ResetLevel.Power] : [],
    ];

    /// <summary>Why this one cannot be made and what to do; null = it can.</summary>
    public string? WhyNot(ResetLevel level) => level switch
    {
        ResetLevel.Usb when UsbPath is null => $"{PortName} is not known to be a USB device that can be reset",
        ResetLevel.Power when !HasPower => "there is no command that switches its power; set health.power-command",
        _ => null,
    };
}
