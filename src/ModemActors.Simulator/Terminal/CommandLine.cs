using System.Text;

namespace ModemActors.Simulator;

/// <summary>Takes a command line apart (V.250 §5.2): basic commands in a row, extended ones up to a semicolon.</summary>
internal static class CommandLine
{
    private const string ExtendedPrefixes = "+^$%*#@!";

    /// <summary>Whether the line begins with AT, perhaps behind noise; if not, a modem stays silent.</summary>
    public static bool TryStrip(string line, out string body)
    {
        var at = line.IndexOf("AT", StringComparison.OrdinalIgnoreCase);
        body = at < 0 ? "" : line[(at + 2)..];
        return at >= 0;
    }

    /// <returns>The commands in their order; null if the line is none.</returns>
    public static IReadOnlyList<CommandCall>? Parse(SimulatedModem modem, string body)
    {
        var calls = new List<CommandCall>();
        for (var position = 0; position < body.Length;)
        {
            if (body[position] is ' ' or ';')
            {
                position++;
                continue;
            }
            var call = ExtendedPrefixes.Contains(body[position], StringComparison.Ordinal)
                ? TakeExtended(modem, body, ref position)
                : TakeBasic(modem, body, ref position);
            if (call is null) return null;
            calls.Add(call);
        }
        return calls;
    }

    private static CommandCall TakeExtended(SimulatedModem modem, string body, ref int position)
    {
        var start = position;
        for (var quoted = false; position < body.Length && (quoted || body[position] != ';'); position++)
            if (body[position] == '"') quoted = !quoted;
        var text = body[start..position].TrimEnd();
        var end = text.AsSpan(1).IndexOfAny('=', '?') is >= 0 and var found ? found + 1 : text.Length;
        var name = text[..end].Trim().ToUpperInvariant();
        var rest = text[end..];
        var (kind, arguments) = rest switch
        {
            "" => (CommandKind.Execute, ""),
            "?" => (CommandKind.Read, ""),
            _ when rest.Replace(" ", "", StringComparison.Ordinal) == "=?" => (CommandKind.Test, ""),
            _ => (CommandKind.Set, rest[1..]),
        };
        return new CommandCall(modem, "AT" + text, name, kind, kind == CommandKind.Set ? SplitArguments(arguments) : []);
    }

    private static CommandCall? TakeBasic(SimulatedModem modem, string body, ref int position)
    {
        var start = position;
        if (body[position] == '&') position++;
        if (position >= body.Length || !char.IsAsciiLetter(body[position])) return null;
        position++;
        var name = body[start..position].ToUpperInvariant();
        if (name == "D") return TakeDial(modem, body, ref position);
        var digits = position;
        while (position < body.Length && char.IsAsciiDigit(body[position])) position++;
        var number = body[digits..position];
        if (name != "S") return new CommandCall(modem, "AT" + body[start..position], name, CommandKind.Execute, Values(number));

        // S-parameters: ATS0?, ATS0=1 (V.250 §5.3.2)
        name += number;
        if (position >= body.Length || body[position] is not ('?' or '=')) return null;
        if (body[position++] == '?') return new CommandCall(modem, "AT" + body[start..position], name, CommandKind.Read, []);
        digits = position;
        while (position < body.Length && char.IsAsciiDigit(body[position])) position++;
        return new CommandCall(modem, "AT" + body[start..position], name, CommandKind.Set, Values(body[digits..position]));
    }

    private static CommandCall TakeDial(SimulatedModem modem, string body, ref int position)
    {
        var number = body[position..];
        position = body.Length;
        return new CommandCall(modem, "ATD" + number, "D", CommandKind.Execute, [new CommandArgument(number, false)]);
    }

    private static CommandArgument[] Values(string number) => number.Length == 0 ? [] : [new CommandArgument(number, false)];

    private static List<CommandArgument> SplitArguments(string text)
    {
        var arguments = new List<CommandArgument>();
        var value = new StringBuilder();
        var (inside, quoted) = (false, false);
        foreach (var character in text + ",")
        {
            if (character == '"') (inside, quoted) = (!inside, true);
            else if (character == ',' && !inside)
            {
                arguments.Add(new CommandArgument(value.ToString(), quoted));
                value.Clear();
                quoted = false;
            }
            else if (inside || character != ' ') value.Append(character);
        }
        return arguments;
    }
}
