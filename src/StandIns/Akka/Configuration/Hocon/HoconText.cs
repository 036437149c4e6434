using System.Buffers;
using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A document and the place in it up to which it has been read.</summary>
internal sealed class HoconText(string text)
{
    /// <summary>Characters that end an unquoted text; an unquoted key ends at a dot besides.</summary>
    public const string NeverUnquoted = "$\"{}[]:=,#`^?!@*&\\";

    private static readonly SearchValues<char> EndsUnquoted = SearchValues.Create(NeverUnquoted);

    public int Position { get; private set; }

    public bool AtEnd => Position >= text.Length;

    public char Next => AtEnd ? '\0' : text[Position];

    public char Take() => text[Position++];

    public bool StartsWith(string token) => string.CompareOrdinal(text, Position, token, 0, token.Length) == 0;

    public bool TryTake(char token)
    {
        if (Next != token || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    public bool TryTake(string token)
    {
        if (!StartsWith(token))
        {
            return false;
        }

        Position += token.Length;
        return true;
    }

    public void GoBackTo(int position) => Position = position;

    /// <summary>Skips blanks, line ends and comments.</summary>
    public void SkipBlank()
    {
        while (!AtEnd)
        {
            if (AtComment)
            {
                SkipComment();
            }
            else if (char.IsWhiteSpace(Next))
            {
                Position++;
            }
            else
            {
                return;
            }
        }
    }

    public bool AtComment => Next == '#' || StartsWith("//");

    public bool AtSpaceOrTab => Next is ' ' or '\t';

    public string TakeSpacesAndTabs() => TakeWhile(() => AtSpaceOrTab);

    public bool AtUnquoted => !AtEnd && !char.IsWhiteSpace(Next) && !AtComment && !EndsUnquoted.Contains(Next);

    public string TakeUnquoted() => TakeWhile(() => AtUnquoted);

    /// <summary>An unquoted key may contain blanks; they are cut off at its ends.</summary>
    public string TakeUnquotedKey()
    {
        var start = Position;
        var key = TakeWhile(() => Next != '.' && (AtUnquoted || (char.IsWhiteSpace(Next) && !AtComment))).Trim();
        return key.Contains('\n', StringComparison.Ordinal) || key.Contains('\r', StringComparison.Ordinal)
            ? throw Refused(start, $"the key \"{key.Split('\n', '\r')[0].TrimEnd()}\" has no value")
            : key;
    }

    /// <summary>The text between two double quotes, its escapes resolved. It may span lines.</summary>
    public string TakeQuoted()
    {
        var start = Position++;
        var content = new StringBuilder();
        while (!TryTake('"'))
        {
            if (AtEnd)
            {
                throw Refused(start, "the quote that starts here is never closed");
            }

            content.Append(Next == '\\' ? TakeEscape() : Take());
        }

        return content.ToString();
    }

    /// <summary>The text between two triple quotes, as it is.</summary>
    public string TakeTripleQuoted()
    {
        var end = text.IndexOf("\"\"\"", Position + 3, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Refused(Position, "the triple quote that starts here is never closed");
        }

        var content = text[(Position + 3)..end];
        Position = end + 3;
        return content;
    }

    /// <summary>What the real parser drops or twists in silence, or refuses with this exception.</summary>
    public ConfigurationException Refused(int position, string reason) => new($"{Place(position)}: {reason}.");

    /// <summary>What the real parser refuses with this exception.</summary>
    public FormatException Malformed(int position, string reason) => new($"{Place(position)}: {reason}.");

    private string Place(int position)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"HOCON line {line}, column {column}");
    }

    private string TakeWhile(Func<bool> condition)
    {
        var start = Position;
        while (!AtEnd && condition())
        {
            Position++;
        }

        return text[start..Position];
    }

    private void SkipComment()
    {
        var start = Position;
        if (Position == text.Length - 1)
        {
            throw Malformed(start, "a document cannot end in a bare comment sign");
        }

        if (Position == text.Length - 2 && StartsWith("//"))
        {
            throw Refused(start, "a document cannot end in a bare comment sign");
        }

        var end = text.IndexOf('\n', Position);
        Position = end < 0 ? text.Length : end + 1;
        var carriage = text.AsSpan(start, Position - start).TrimEnd("\r\n").IndexOf('\r');
        if (carriage >= 0)
        {
            throw Refused(start + carriage, "a carriage return without line feed does not end a comment");
        }
    }

    private char TakeEscape()
    {
        var start = Position++;
        if (AtEnd)
        {
            throw Refused(start, "the document ends in an escape");
        }

        return Take() switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => TakeCodeUnit(start),
            var unknown => throw Malformed(start, $"unknown escape code: {unknown}")
        };
    }

    private char TakeCodeUnit(int start)
    {
        if (Position + 4 > text.Length ||
            !ushort.TryParse(text.AsSpan(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw Malformed(start, "\\u needs four hexadecimal digits");
        }

        Position += 4;
        return (char)code;
    }
}
