namespace ModemActors.Simulator;

/// <summary>A line of a scenario that can't be understood.</summary>
/// <param name="Line">1 for the first.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record ScenarioError(int Line, string Reason);

/// <summary>
/// What goes wrong, and when, as a file that a person can read: one rule per line, <c>[modem:] when: what</c>. The README beside the simulator's
/// source lists both.
/// </summary>
public sealed class Scenario
{
    private readonly IReadOnlyList<(int Line, string? Modem, FaultRule Rule)> _rules;

    private Scenario(IReadOnlyList<(int Line, string? Modem, FaultRule Rule)> rules, int seed)
    {
        _rules = rules;
        Seed = seed;
    }

    /// <summary>What chance begins with; 1 if the scenario says nothing.</summary>
    public int Seed { get; }

    /// <summary>The rules, each with the modem's id that it is for; null: for all.</summary>
    public IReadOnlyList<(string? Modem, FaultRule Rule)> Rules => [.. _rules.Select(rule => (rule.Modem, rule.Rule))];

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="FormatException">Lines can't be understood; the message has each of them with its number and the reason.</exception>
    public static Scenario Parse(string text) => TryParse(text, out var errors) is { } scenario
        ? scenario
        : throw new FormatException(string.Join(Environment.NewLine, errors.Select(error => $"line {error.Line}: {error.Reason}")));

    /// <summary>Reads a scenario; null and what is wrong if it is none.</summary>
    public static Scenario? TryParse(string text, out IReadOnlyList<ScenarioError> errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rules = new List<(int, string?, FaultRule)>();
        var wrong = new List<ScenarioError>();
        var seed = 1;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var content = ScenarioLine.WithoutComment(line).Trim();
            if (content.Length == 0) continue;
            try
            {
                if (ScenarioLine.TrySeed(content) is { } given) seed = given;
                else
                {
                    var (modem, rule) = ScenarioLine.Parse(content);
                    rules.Add((number, modem, rule));
                }
            }
            catch (FormatException reason)
            {
                wrong.Add(new ScenarioError(number, reason.Message));
            }
        }
        errors = wrong;
        return wrong.Count == 0 ? new Scenario(rules, seed) : null;
    }

    /// <summary>Gives the modems their faults, on top of those that they have.</summary>
    /// <exception cref="ArgumentException">A rule names a modem that is not among them; nothing was given then.</exception>
    public void ApplyTo(IReadOnlyList<SimulatedModem> modems)
    {
        ArgumentNullException.ThrowIfNull(modems);
        foreach (var (line, name, _) in _rules)
            if (name is not null && modems.All(modem => modem.Options.Id != name))
                throw new ArgumentException($"line {line}: there is no modem {name}.", nameof(modems));
        for (var i = 0; i < modems.Count; i++)
        {
            modems[i].Faults.Seed(Seed + i);
            foreach (var (_, name, rule) in _rules)
                if (name is null || name == modems[i].Options.Id) modems[i].Faults.Add(rule);
        }
    }
}
