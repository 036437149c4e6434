using System.Globalization;
using System.Text;

namespace ModemActors.Protocol.At;

/// <summary>The small change of AT lines: headers, hex, numbers.</summary>
internal static class AtText
{
    /// <summary>True for an even number, not none, of hexadecimal digits.</summary>
    public static bool IsHex(ReadOnlySpan<char> text) => text.Length >= 2 && text.Length % 2 == 0 && IsHexDigits(text);

    public static bool IsHexDigits(ReadOnlySpan<char> text)
    {
        foreach (var digit in text)
            if (!char.IsAsciiHexDigit(digit)) return false;
        return true;
    }

    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>True if the line carries the header: <c>+CSQ: 1</c>, <c>+CSQ:1</c>. Without a colon it is a piece of echo.</summary>
    public static bool HasHeader(ReadOnlySpan<char> line, ReadOnlySpan<char> header, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (!line.StartsWith(header, StringComparison.OrdinalIgnoreCase)) return false;
        var tail = line[header.Length..].TrimStart(' ');
        if (tail.Length == 0 || tail[0] != ':') return false;
        rest = tail[1..].Trim();
        return true;
    }

    /// <summary>The line without spaces around it and without noise, which is let through while text is read.</summary>
    public static string WithoutNoise(string line)
    {
        var noisy = line.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0 || line.AsSpan().IndexOfAny('\x7f', '\xff') >= 0;
        return noisy ? string.Concat(line.Where(character => character is >= ' ' and not ('\x7f' or '\xff'))).Trim() : line.Trim();
    }

    /// <summary>True for lines like <c>+CMGS: 12</c>.</summary>
    public static bool LooksLikeHeader(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon > 2 && (line[0] is '+' or '^') && line[1..colon].IndexOfAnyExceptInRange('A', 'Z') < 0;
    }

    /// <summary>What stands behind the header, or the whole line where it has none.</summary>
    public static ReadOnlySpan<char> WithoutHeader(ReadOnlySpan<char> line, ReadOnlySpan<char> header) =>
        HasHeader(line, header, out var rest) ? rest : line.Trim();

    public static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text.Trim('"');
    }

    public static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(Unquoted(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A name as a person reads it: decoded if it arrived as UCS-2 in hex, which modems do while <c>AT+CSCS="UCS2"</c> is in
    /// force.
    /// Fewer than eight digits, and hex that does not make letters, are a name by themselves (<c>26201</c>, <c>FACE</c>).</summary>
    public static string ReadableName(string name)
    {
        if (name.Length < 8 || name.Length % 4 != 0 || !IsHexDigits(name)) return name;
        var text = Encoding.BigEndianUnicode.GetString(Convert.FromHexString(name)).TrimEnd('\0', '\uffff');
        return text.Length > 0 && text.All(IsOfNames) ? text : name;
    }

    /// <summary>A number as a person reads it: decoded if it arrived as UCS-2 in hex, which shows in zeros before every digit; eight digits
    /// are a number by themselves.</summary>
    public static string ReadableNumber(string number)
    {
        for (var at = 0; at < number.Length; at += 4)
            if (!number.AsSpan(at).StartsWith("00", StringComparison.Ordinal)) return IsDigits(number) ? number : ReadableName(number);
        return ReadableName(number);
    }

    private static bool IsOfNames(char character) =>
        char.IsLetterOrDigit(character) || char.IsPunctuation(character) || char.IsSymbol(character) || character == ' '
        || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
