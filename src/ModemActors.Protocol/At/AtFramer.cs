using System.Buffers;
using System.Text;

namespace ModemActors.Protocol.At;

/// <summary>What a framer found.</summary>
internal enum AtTokenKind
{
    /// <summary>A line, without its end.</summary>
    Line,

    /// <summary>A prompt where one was due.</summary>
    Prompt,

    /// <summary>The beginning of a line that exceeds the bound; the rest of it is dropped.</summary>
    Overlong,
}

/// <summary>One token. Valid until the next one is read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line's bytes.</param>
/// <param name="BlankLines">How many empty lines stood before it; 0 = it follows the line before immediately.</param>
/// <param name="FollowsPrompt">True if it stands on the prompt's own line.</param>
internal readonly ref struct AtToken(AtTokenKind kind, ReadOnlySpan<byte> line, int blankLines, bool followsPrompt)
{
    public AtTokenKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Line { get; } = line;

    public int BlankLines { get; } = blankLines;

    public bool FollowsPrompt { get; } = followsPrompt;
}

/// <summary>Cuts the bytes of a modem into lines and prompts. Tolerates every line end (<c>\r\n</c>, <c>\r\r\n</c>, <c>\n</c>, <c>\r</c>),
/// control bytes and 0xFF between
/// and inside lines, and any chunking; allocates nothing while scanning and holds one line at most.</summary>
/// <param name="longestLine">Bytes of the longest line; what exceeds it is reported once and dropped.</param>
internal sealed class AtFramer(int longestLine = AtFramer.DefaultLongestLine)
{
    /// <summary>A long PDU has 352 digits, a list of operators some 2,000 characters.</summary>
    public const int DefaultLongestLine = 4096;

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private static readonly SearchValues<byte> LineEndsAndNoise = SearchValues.Create([.. NoiseBytes(), .. "\r\n"u8]);

    private static readonly SearchValues<byte> LineEndsNoiseAndPrompt = SearchValues.Create([.. NoiseBytes(), .. "\r\n>"u8]);

    private readonly byte[] _line = new byte[longestLine];
    private int _length;
    private bool _dropping;
    private bool _followsPrompt;
    private int _lineFeeds;
    private int _returns;
    private byte[] _echo = [];
    private int _echoLength;

    /// <summary>True while a <c>&gt;</c> at the beginning of a line is a prompt.</summary>
    public bool PromptDue { get; private set; }

    /// <summary>True while control bytes may be text: NUL is @ in the GSM alphabet.</summary>
    public bool KeepsEveryByte { get; set; }

    /// <summary>What has come of the current line.</summary>
    public ReadOnlySpan<byte> Begun => _line.AsSpan(0, _length);

    /// <summary>From now on a prompt may come. It may also stand right behind the echo of the command, if the line end between them was
    /// lost.</summary>
    public void ExpectPrompt(ReadOnlySpan<char> echo)
    {
        if (_echo.Length < echo.Length) _echo = new byte[echo.Length];
        _echoLength = Encoding.Latin1.GetBytes(echo, _echo);
        PromptDue = true;
    }

    /// <summary>From now on a <c>&gt;</c> is text.</summary>
    public void ExpectNoPrompt() => PromptDue = false;

    /// <summary>Goes back to awaiting the prompt that <see cref="ExpectPrompt"/> announced.</summary>
    public void ExpectPromptAgain() => PromptDue = true;

    /// <summary>Reads the next token.</summary>
    /// <param name="bytes">What has not been read yet; advanced.</param>
    /// <param name="token">The token.</param>
    /// <returns>False if the bytes are used up before a token is complete; what has come of it is kept.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> bytes, out AtToken token)
    {
        while (!bytes.IsEmpty)
        {
            var run = bytes.IndexOfAny(KeepsEveryByte ? LineEnds : PromptDue ? LineEndsNoiseAndPrompt : LineEndsAndNoise);
            var text = run < 0 ? bytes : bytes[..run];
            if (!text.IsEmpty)
            {
                bytes = bytes[text.Length..];
                if (!TryAppend(text)) return Overlong(out token);
                continue;
            }

            var special = bytes[0];
            bytes = bytes[1..];
            switch (special)
            {
                case (byte)'\r' or (byte)'\n':
                    if (EndLine(special, out token)) return true;
                    break;
                case (byte)'>' when PromptIsHere():
                    token = new(AtTokenKind.Prompt, default, 0, false);
                    PromptDue = false;
                    _length = 0;
                    _followsPrompt = true;
                    return true;
                case (byte)'>':
                    if (!TryAppend(">"u8)) return Overlong(out token);
                    break;
                default:
                    break;
            }
        }

        token = default;
        return false;
    }

    private bool EndLine(byte end, out AtToken token)
    {
        var (length, blank, dropped, follows) = (_length, BlankLines(), _dropping, _followsPrompt);
        _length = 0;
        _dropping = false;
        _followsPrompt = false;
        // Line ends that belong to nothing add up; behind a line the count starts anew with this one.
        if (length > 0 || dropped) _lineFeeds = _returns = 0;
        if (end == '\n') _lineFeeds++;
        else _returns++;
        token = new(AtTokenKind.Line, _line.AsSpan(0, length), blank, follows);
        return length > 0 && !dropped;
    }

    /// <summary>Empty lines between two lines: line feeds but one, or carriage returns but one where there are no line feeds.</summary>
    private int BlankLines() => Math.Max(0, (_lineFeeds > 0 ? _lineFeeds : _returns) - 1);

    private bool TryAppend(ReadOnlySpan<byte> text)
    {
        if (_dropping) return true;
        var fits = Math.Min(text.Length, _line.Length - _length);
        text[..fits].CopyTo(_line.AsSpan(_length));
        _length += fits;
        return fits == text.Length;
    }

    private bool Overlong(out AtToken token)
    {
        token = new(AtTokenKind.Overlong, _line, BlankLines(), _followsPrompt);
        _dropping = true;
        _length = 0;
        return true;
    }

    private bool PromptIsHere()
    {
        if (!PromptDue || _dropping) return false;
        var begun = Begun.Trim((byte)' ');
        return begun.IsEmpty || _echo.AsSpan(0, _echoLength).EndsWith(begun);
    }

    private static IEnumerable<byte> NoiseBytes()
    {
        for (var value = 0; value < ' '; value++)
            if (value is not ('\r' or '\n' or '\t')) yield return (byte)value;
        yield return 0x7f;
        yield return 0xff;
    }
}
