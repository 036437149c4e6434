using System.Text;

namespace ModemActors.Protocol.At;

/// <summary>Knows what the modem may repeat of what was written to it: the command, parts of it, the body.</summary>
internal sealed class EchoFilter
{
    private readonly string _text;
    private readonly string _body;

    public EchoFilter(string text, ReadOnlySpan<byte> body)
    {
        _text = text;
        _body = Encoding.Latin1.GetString(body);
    }

    public static EchoFilter None { get; } = new("", default);

    public bool IsWhole(ReadOnlySpan<char> line) => line.Equals(_text, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a line of the body, or for a part of it.</summary>
    public bool IsOfBody(string line) => line.Length > 0 && _body.Contains(line, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands behind the echo: empty if the line is a part of it, the rest if the echo ran into something known, null if the
    /// line is no echo.</summary>
    public string? Behind(string line, Func<string, bool> isKnown)
    {
        if (_text.StartsWith(line, StringComparison.Ordinal)) return "";
        if (line.Length >= 2 && _text.EndsWith(line, StringComparison.OrdinalIgnoreCase)) return "";
        if (line.Length >= 3 && _text.Contains(line, StringComparison.OrdinalIgnoreCase)) return "";
        for (var length = CommonLength(line); length >= 2; length--)
            if (line[length..].TrimStart() is { Length: > 0 } rest && isKnown(rest)) return rest;
        return null;
    }

    private int CommonLength(string line)
    {
        var most = Math.Min(line.Length, _text.Length);
        var length = 0;
        while (length < most && char.ToUpperInvariant(line[length]) == char.ToUpperInvariant(_text[length])) length++;
        return length;
    }
}
