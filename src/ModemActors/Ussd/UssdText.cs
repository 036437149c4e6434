using System.Text;

namespace ModemActors.Ussd;

/// <summary>What the network says in a USSD answer, made readable.</summary>
internal static class UssdText
{
    /// <param name="text">As it came.</param>
    /// <param name="dcs">Cell broadcast data coding scheme (TS 23.038 §5); null = not told.</param>
    /// <param name="isUcs2Line">True: the line's character set is UCS2, so that every text is in hex.</param>
    public static string Decode(string text, int? dcs, bool isUcs2Line)
    {
        if (!isUcs2Line && !IsUcs2(dcs) || text.Length % 4 != 0 || !text.All(char.IsAsciiHexDigit))
            return text;
        return Encoding.BigEndianUnicode.GetString(Convert.FromHexString(text));
    }

    /// <summary>TS 23.038 §5: 0001 0001, and 01xx 10xx.</summary>
    private static bool IsUcs2(int? dcs) => dcs is 0x11 || dcs is { } scheme && (scheme & 0xC0) == 0x40 && (scheme & 0x0C) == 0x08;
}
