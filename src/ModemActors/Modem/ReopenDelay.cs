using ModemActors.Ports;

namespace ModemActors.Modem;

/// <summary>How long to wait before a port is tried again.</summary>
internal static class ReopenDelay
{
    /// <summary>After <paramref name="failures"/> failures in a row (1 or more) of which the last was <paramref name="fault"/>; null = none of the port's.</summary>
    public static TimeSpan After(PortFault? fault, int failures) => fault switch
    {
        // Looking whether a device is back costs nothing, and it shall be used 2 s after that at most.
        PortFault.NotFound or PortFault.Lost => failures <= 240 ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(1.5),
        // the right one is looked for elsewhere at once, if it is anywhere
        PortFault.WrongModem => TimeSpan.FromMilliseconds(failures <= 10 ? 100 : 1000),
        // whoever has it may let go of it at any moment, and then a message shall wait no longer than a few seconds
        PortFault.Busy or PortFault.LockedByOther => TimeSpan.FromSeconds(Math.Min(3, Math.Pow(2, Math.Min(failures, 10) - 1) / 2)),
        PortFault.TimedOut => TimeSpan.FromMilliseconds(200),
        _ => TimeSpan.FromSeconds(Math.Min(10, Math.Pow(2, Math.Min(failures, 10) - 1) / 2)),
    };
}
