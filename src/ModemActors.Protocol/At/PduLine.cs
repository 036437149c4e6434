using System.Globalization;

namespace ModemActors.Protocol.At;

/// <summary>Whether a line of hex digits has the length that a header told.</summary>
internal static class PduLine
{
    /// <summary>The length counts the octets without the service centre; broadcast pages, and some modems, have none.</summary>
    public static bool Fits(ReadOnlySpan<char> hex, int? length)
    {
        if (length is not { } octets || !byte.TryParse(hex[..2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var serviceCentre)) return false;
        return hex.Length == 2 * octets || hex.Length == 2 * (octets + 1 + serviceCentre);
    }

    /// <summary>The length at the end of a header; null = none.</summary>
    public static int? LengthIn(ReadOnlySpan<char> header) => AtText.Number(header[(header.LastIndexOf(',') + 1)..]);
}
