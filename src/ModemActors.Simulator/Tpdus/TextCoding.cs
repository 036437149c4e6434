using System.Text;

namespace ModemActors.Simulator;

/// <summary>
/// Text between the terminal and the messages, as AT+CSCS says (3GPP TS 27.007 §5.5, TS 27.005 §3.1). Strings are Latin-1: one character is one
/// byte on the line.
/// </summary>
internal static class TextCoding
{
    /// <summary>What a string that the terminal sent means; null: not in the character set.</summary>
    public static string? TryDecodeString(string characterSet, string text) => characterSet switch
    {
        "UCS2" => FromHex(text) is { } octets && octets.Length % 2 == 0 ? Encoding.BigEndianUnicode.GetString(octets) : null,
        "HEX" => FromHex(text) is { } septets ? DefaultAlphabet.Decode(septets) : null,
        "GSM" => DefaultAlphabet.Decode([.. text.Select(character => (byte)(character & 0x7F))]),
        _ => text,
    };

    /// <summary>The same for parameters, where a number typed plainly is taken as it is whatever the set.</summary>
    public static string DecodeString(string characterSet, string text) =>
        characterSet == "GSM" || text.StartsWith('+') ? text : TryDecodeString(characterSet, text) is { } decoded && !IsPlainNumber(characterSet, text) ? decoded : text;

    /// <summary>A string as the terminal wants to read it.</summary>
    public static string EncodeString(string characterSet, string text) => characterSet switch
    {
        "UCS2" => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)),
        "HEX" => Convert.ToHexString(DefaultAlphabet.Encode(text)),
        "GSM" => new string([.. DefaultAlphabet.Encode(text).Select(septet => (char)septet)]),
        _ => new string([.. text.Select(character => character < 0x80 ? character : '?')]),
    };

    /// <summary>The user data that a body typed in text mode stands for; null: it is not what the settings ask for.</summary>
    public static UserDataField? ReadBody(TerminalSettings settings, byte[] body)
    {
        var (firstOctet, _, _, dcs) = settings.TextParameters;
        var text = Encoding.Latin1.GetString(body);
        var hasHeader = (firstOctet & 0x40) != 0;
        if (hasHeader || DataCodingScheme.AlphabetOf(dcs) != Alphabet.Default)
        {
            if (FromHex(text.Replace("\n", "", StringComparison.Ordinal)) is not { Length: <= 140 } octets) return null;
            var field = UserDataField.OfOctets(octets, dcs, hasHeader);
            return DataCodingScheme.AlphabetOf(dcs) == Alphabet.Default ? field with { Length = (byte)(octets.Length * 8 / 7) } : field;
        }
        if (TryDecodeString(settings.CharacterSet, text) is not { } decoded) return null;
        var septets = DefaultAlphabet.Encode(decoded);
        return septets.Length > 160 ? null : UserDataField.OfSeptets(septets, dcs);
    }

    /// <summary>User data as text mode shows it.</summary>
    public static string ShowBody(TerminalSettings settings, UserDataField userData) =>
        userData.HasHeader || DataCodingScheme.AlphabetOf(userData.Dcs) != Alphabet.Default
            ? Convert.ToHexString(userData.Octets)
            : EncodeString(settings.CharacterSet, userData.Text ?? "");

    public static byte[]? FromHex(string text)
    {
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit)) return null;
        return Convert.FromHexString(text);
    }

    // "0771234567" is an even row of hex digits too; UCS2 strings of numbers begin with 00.
    private static bool IsPlainNumber(string characterSet, string text) =>
        characterSet == "UCS2" && !text.StartsWith("00", StringComparison.Ordinal) && text.All(char.IsAsciiDigit);
}
