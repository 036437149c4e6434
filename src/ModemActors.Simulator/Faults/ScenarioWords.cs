using System.Globalization;
using System.Text;

namespace ModemActors.Simulator;

/// <summary>The words of a part of a scenario's line, taken one by one; quoted ones with escapes.</summary>
internal sealed class ScenarioWords
{
    private const double LongestDuration = 1_000_000;

    private readonly List<(string Text, bool Quoted)> _words = [];
    private int _next;

    public ScenarioWords(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i])) i++;
            else if (text[i] == '"') _words.Add((TakeQuoted(text, ref i), true));
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
                _words.Add((text[start..i], false));
            }
        }
    }

    /// <summary>The next word if it is this one.</summary>
    public bool Take(string word)
    {
        var found = _next < _words.Count && !_words[_next].Quoted && _words[_next].Text == word;
        if (found) _next++;
        return found;
    }

    /// <summary>The next word, whatever it is; null: none is left.</summary>
    public string? TryTake() => _next < _words.Count ? _words[_next++].Text : null;

    public string Word(string what) => TryTake() ?? throw new FormatException($"{what} is missing.");

    /// <summary>The words up to "for", "until" or the end as one text; a quoted one stands for itself.</summary>
    public string Text(string what)
    {
        var taken = new List<string>();
        while (_next < _words.Count && (_words[_next].Quoted || _words[_next].Text is not ("for" or "until" or "every"))) taken.Add(_words[_next++].Text);
        return taken.Count > 0 ? string.Join(' ', taken) : throw new FormatException($"{what} is missing.");
    }

    public int Number(string what, int least, int most)
    {
        var word = Word(what);
        return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"\"{word}\" does not say {what}: a whole number from {least} on does.");
    }

    public int? TryNumber()
    {
        if (_next >= _words.Count || !int.TryParse(_words[_next].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        _next++;
        return number;
    }

    public TimeSpan Duration()
    {
        var word = Word("a time");
        var digits = word.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.').Count();
        if (double.TryParse(word[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= LongestDuration)
            switch (word[digits..])
            {
                case "ms":
                    return TimeSpan.FromMilliseconds(number);
                case "s":
                    return TimeSpan.FromSeconds(number);
                case "m":
                    return TimeSpan.FromMinutes(number);
                case "h":
                    return TimeSpan.FromHours(number);
            }
        throw new FormatException($"\"{word}\" is no time: 200ms, 5s, 2m and 1h are.");
    }

    public ResetLevel Level() => Word("which reset") switch
    {
        "reopened" or "reopen" => ResetLevel.Reopen,
        "radio" => ResetLevel.Radio,
        "modem" => ResetLevel.Modem,
        "usb" or "reset" => ResetLevel.Usb,
        "power" => ResetLevel.Power,
        var other => throw new FormatException($"\"{other}\" is no reset: reopened, radio, modem, usb (or reset) and power are."),
    };

    public FaultEvent Event() => Word("an event") switch
    {
        "send" or "sends" => FaultEvent.Send,
        "command" or "commands" => FaultEvent.Command,
        "prompt" or "prompts" => FaultEvent.Prompt,
        "message" or "messages" => FaultEvent.Message,
        var other => throw new FormatException($"\"{other}\" is no event: send, command, prompt and message are."),
    };

    public void ExpectEnd()
    {
        if (TryTake() is { } extra) throw new FormatException($"\"{extra}\" is too much.");
    }

    private static string TakeQuoted(string text, ref int i)
    {
        var value = new StringBuilder();
        for (i++; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                i++;
                return value.ToString();
            }
            value.Append(text[i] == '\\' ? Escaped(text, ref i) : text[i]);
        }
        throw new FormatException("A quotation mark has no partner.");
    }

    private static char Escaped(string text, ref int i)
    {
        if (++i >= text.Length) throw new FormatException("A backslash stands at the end.");
        switch (text[i])
        {
            case 'r':
                return '\r';
            case 'n':
                return '\n';
            case '\\' or '"':
                return text[i];
            case 'x' when i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var octet):
                i += 2;
                return (char)octet;
            default:
                throw new FormatException($"\"\\{text[i]}\" means nothing: \\r, \\n, \\\\, \\\" and \\x1B do.");
        }
    }
}
