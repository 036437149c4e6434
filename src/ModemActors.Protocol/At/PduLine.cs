using System.Globalization;

namespace ModemActors.Protocol.At;

/// <summary>Whether a line of hex digits has the length that a header told.</summary>
internal static class PduLine
{
    /// <summary>The length counts the octets without the service centre; broadcast pages, and some modems, have none.</summary>
    public static bool Fits(ReadOnlySpan<char> hex, int? length)
    {
        if (length is not { } octets || hex.Length < 2) return false;
        if (!byte.TryParse(hex[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var serviceCentre)) return false;
        return hex.Length == 2 * octets || hex.Length == 2 * (octets + 1 + serviceCentre);
    }

    /// <summary>Header and PDU as two lines where the modem wrote both into one (<c>+CMGR: 1,,23 0791…</c>); null = it did not.</summary>
    public static string? Split(string line)
    {
        var space = line.LastIndexOf(' ');
        if (space <= 0) return null;
        var (header, hex) = (line[..space], line[(space + 1)..]);
        return AtText.IsHexDigits(hex) && Fits(hex, LengthIn(header)) ? $"{header}\n{hex}" : null;
    }

    /// <summary>The length at the end of a header; null = none.</summary>
    public static int? LengthIn(ReadOnlySpan<char> header) => AtText.Number(header[(header.LastIndexOf(',') + 1)..]);
}
