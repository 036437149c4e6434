using System.Runtime.CompilerServices;

namespace ModemActors.Protocol.At;

/// <summary>Arguments of commands: what cannot be written to a modem is refused where it is said.</summary>
internal static class Guard
{
    public static int InRange(int value, int least, int most, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
        return value;
    }

    /// <summary>Text that goes between quotes: printable, without a quote of its own.</summary>
    public static string Quotable(string value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !value.Contains('"')
            ? value
            : throw new ArgumentException("Only printable ASCII characters without quotation marks can be written to a modem here.", name);
    }

    public static string Hex(string value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return AtText.IsHex(value) ? value : throw new ArgumentException("A PDU is written as an even number of hexadecimal digits.", name);
    }
}
