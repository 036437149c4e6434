using System.Buffers.Binary;

namespace ModemActors.Protocol.Sms;

/// <summary>Surrogates: UCS-2 user data is UTF-16 in practice, and senders cut it anywhere.</summary>
internal static class Utf16
{
    /// <summary>True for half a surrogate pair whose other half is not where it belongs.</summary>
    public static bool IsLone(ReadOnlySpan<char> text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
        : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));

    /// <summary>
    /// The text with U+FFFD for each lone surrogate, but for one at the edge where another part of the message follows on.
    /// </summary>
    public static string WellFormed(string text, bool keepFirst = false, bool keepLast = false)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        Span<char> copy = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var keep = (keepFirst && i == 0 && char.IsLowSurrogate(text[i]))
                || (keepLast && i == text.Length - 1 && char.IsHighSurrogate(text[i]));
            copy[i] = !keep && IsLone(text, i) ? '\uFFFD' : text[i];
        }

        return new string(copy);
    }

    /// <summary>The code units of big endian octets; an odd octet at the end is left out.</summary>
    public static string Read(ReadOnlySpan<byte> octets)
    {
        Span<char> units = octets.Length <= 512 ? stackalloc char[octets.Length / 2] : new char[octets.Length / 2];
        for (var i = 0; i < units.Length; i++)
            units[i] = (char)BinaryPrimitives.ReadUInt16BigEndian(octets[(2 * i)..]);
        return new string(units);
    }
}
