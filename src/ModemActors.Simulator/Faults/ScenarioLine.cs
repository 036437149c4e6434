using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>One rule of a scenario: <c>[modem:] when: what [for N | until LEVEL]</c>.</summary>
internal static class ScenarioLine
{
    private static readonly string[] Openers = ["at", "from", "every", "sometimes", "after", "always"];

    public static string WithoutComment(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) quoted = !quoted;
            if (line[i] == '#' && !quoted && (i == 0 || char.IsWhiteSpace(line[i - 1]))) return line[..i];
        }
        return line;
    }

    public static int? TrySeed(string content)
    {
        if (content.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["seed", var number]) return null;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new FormatException($"\"{number}\" is no seed: a whole number is.");
    }

    public static (string? Modem, FaultRule Rule) Parse(string content)
    {
        string? modem = null;
        var (head, tail) = Cut(content);
        if (!Openers.Contains(head.Split(' ')[0]))
        {
            modem = head == "all" ? null : head;
            if (modem is not null && modem.Any(char.IsWhiteSpace))
                throw new FormatException($"\"{head}\" is no moment: one begins with {string.Join(", ", Openers)}.");
            (head, tail) = Cut(tail);
        }
        var trigger = ScenarioTrigger.Parse(new ScenarioWords(head));
        var words = new ScenarioWords(tail);
        var effect = ScenarioEffect.Parse(words);
        var (times, until) = Limits(words, trigger);
        words.ExpectEnd();
        return (modem, new FaultRule(trigger, effect, times, until));
    }

    private static (string Head, string Tail) Cut(string content)
    {
        var colon = content.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) throw new FormatException($"\"{content}\" has no colon: a rule is \"when: what\", for example \"at send 3: lose-answer\".");
        return (content[..colon].Trim(), content[(colon + 1)..].Trim());
    }

    private static (int? Times, ResetLevel? Until) Limits(ScenarioWords words, FaultTrigger trigger)
    {
        if (words.Take("for")) return (words.Number("how often", 1, int.MaxValue), null);
        if (words.Take("until")) return (null, words.Level());
        return (trigger is FaultTrigger.Now ? null : 1, null);
    }
}
