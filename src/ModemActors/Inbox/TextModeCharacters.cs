using System.Globalization;
using System.Text;

namespace ModemActors.Inbox;

/// <summary>What text mode with AT+CSCS="UCS2" writes: hex of UTF-16, and the service centre's time as text (3GPP TS 27.005 §3.1).</summary>
internal static class TextModeCharacters
{
    public static string Encode(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    /// <summary>The text; as it is where it is no hex of UTF-16.</summary>
    public static string Decode(string text) =>
        text.Length > 0 && text.Length % 4 == 0 && text.All(char.IsAsciiHexDigit) ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(text)) : text;

    /// <summary><c>yy/MM/dd,hh:mm:ss±zz</c>, zz in quarters of an hour; null if it is none.</summary>
    public static DateTimeOffset? Time(string? text)
    {
        if (text is not { Length: >= 17 } || !DateTime.TryParseExact(text[..17], "yy/MM/dd,HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return null;
        var zone = text.Length > 17 && int.TryParse(text.AsSpan(17), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quarters)
            && Math.Abs(quarters) <= 56 ? TimeSpan.FromMinutes(15 * quarters) : TimeSpan.Zero;
        return new DateTimeOffset(local, zone);
    }
}
