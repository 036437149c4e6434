using System.Globalization;

namespace ModemActors.Ports;

/// <summary>What was done with a port.</summary>
public enum PortAccessStep
{
    /// <summary>It was opened.</summary>
    Taken,

    /// <summary>It was not opened.</summary>
    Refused,

    /// <summary>It was closed, down to the descriptor.</summary>
    Released,
}

/// <summary>One entry of the access log.</summary>
/// <param name="Step">What was done.</param>
/// <param name="Port">The device without links, or the address.</param>
/// <param name="Purpose">What for; empty = not said.</param>
/// <param name="Process">Who: this process.</param>
/// <param name="Time">Taken, refused: how long it was waited for. Released: how long it was held.</param>
/// <param name="Reason">Why it was refused, with the holder if he is known; null otherwise.</param>
public sealed record PortAccess(PortAccessStep Step, string Port, string Purpose, PortHolder Process, TimeSpan Time, string? Reason)
{
    /// <summary><c>modemactors (pid 812) took /dev/ttyUSB2 for sales after 12 ms</c></summary>
    public override string ToString()
    {
        var purpose = Purpose.Length > 0 ? $" for {Purpose}" : "";
        return Step switch
        {
            PortAccessStep.Taken => $"{Process} took {Port}{purpose} after {InWords(Time)}",
            PortAccessStep.Released => $"{Process} gave {Port} back{purpose} after {InWords(Time)}",
            _ => $"{Process} was refused {Port}{purpose} after {InWords(Time)}: {Reason}",
        };
    }

    private static string InWords(TimeSpan time) => time < TimeSpan.FromSeconds(10)
        ? FormattableString.Invariant($"{time.TotalMilliseconds:0} ms")
        : time.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}

/// <summary>Where takings of ports are written down.</summary>
public interface IPortAccessLog
{
    /// <summary>Called on any thread; must not block.</summary>
    void Write(PortAccess access);
}
