using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>The forms of a command (V.250 §5.4).</summary>
internal enum CommandKind
{
    /// <summary><c>AT+CSQ</c>.</summary>
    Execute,

    /// <summary><c>AT+CSQ?</c>.</summary>
    Read,

    /// <summary><c>AT+CSQ=?</c>.</summary>
    Test,

    /// <summary><c>AT+CSQ=1</c>.</summary>
    Set,
}

/// <summary>One value of a command; an omitted one is empty and not quoted.</summary>
internal readonly record struct CommandArgument(string Text, bool Quoted)
{
    public bool IsGiven => Quoted || Text.Length > 0;
}

/// <summary>One command out of a command line, and the lines that it answers.</summary>
internal sealed class CommandCall(SimulatedModem modem, string text, string name, CommandKind kind, IReadOnlyList<CommandArgument> arguments)
{
    public SimulatedModem Modem { get; } = modem;

    /// <summary>As typed, with AT and without its neighbours on the line.</summary>
    public string Text { get; } = text;

    /// <summary>In capitals: <c>+CMGS</c>, <c>E</c>, <c>&amp;F</c>.</summary>
    public string Name { get; } = name;

    public CommandKind Kind { get; } = kind;

    public IReadOnlyList<CommandArgument> Arguments { get; } = arguments;

    public List<string> Lines { get; } = [];

    /// <summary>The answer is OK with this line before it.</summary>
    public Outcome Say(string line)
    {
        Lines.Add(line);
        return Outcome.Ok;
    }

    public bool Has(int position) => position < Arguments.Count && Arguments[position].IsGiven;

    public string String(int position) => position < Arguments.Count ? Arguments[position].Text : "";

    /// <summary>Reads a number; an omitted one is <paramref name="omitted"/>.</summary>
    /// <returns>Whether it is omitted or a number between the bounds.</returns>
    public bool TryNumber(int position, int omitted, int least, int most, out int number)
    {
        number = omitted;
        if (!Has(position)) return true;
        return int.TryParse(Arguments[position].Text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
    }
}
