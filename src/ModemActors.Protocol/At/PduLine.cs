using System.Globalization;

namespace ModemActors.Protocol.At;

/// <summary>Whether a line of hex digits has the length that a header told.</summary>
internal static class PduLine
{
    /// <summary>The length counts the octets without the service centre; broadcast pages, and some modems, have none.</summary>
    public static bool Fits(ReadOnlySpan<char> hex, int? length)
    {
        if (length is not { } octets || hex.Length < 2 || !byte.TryParse(hex[..2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var serviceCentre)) return false;
        return hex.Length == 2 * octets || hex.Length == 2 * (octets + 1 + serviceCentre);
    }

    /// <summary>Header and PDU as two lines where the modem wrote both into one (<c>+CMGR: 1,,23 0791…</c>); null = it did not.</summary>
    public static string? Split(string line)
    {
        var space = line.LastIndexOf(' ');
        return space > 0 && line.Length - space > 3 && AtText.IsHexDigits(line.AsSpan(space + 1)) && Fits(line.AsSpan(space + 1), LengthIn(line.AsSpan(0, space)))
            ? $"{line[..space]}\n{line[(space + 1)..]}"
            : null;
    }

    /// <summary>The length at the end of a header; null = none.</summary>
    public static int? LengthIn(ReadOnlySpan<char> header) => AtText.Number(header[(header.LastIndexOf(',') + 1)..]);
}
