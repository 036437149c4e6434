namespace ModemActors.Settings;

/// <summary>Which modems may send to which numbers. The longest prefix that fits decides; a number without a rule goes by any modem.</summary>
public sealed class Routing
{
    private readonly (string Prefix, IReadOnlyList<string> Modems)[] _rules;

    private Routing(IEnumerable<(string Prefix, IReadOnlyList<string> Modems)> rules) => _rules = [.. rules.OrderByDescending(rule => rule.Prefix.Length)];

    /// <summary>True if there are no rules, so that every modem may send everywhere.</summary>
    public bool IsOpen => _rules.Length == 0;

    /// <summary>Whether <paramref name="modem"/> may send to <paramref name="phoneNumber"/>.</summary>
    public bool Allows(string phoneNumber, string modem)
    {
        foreach (var (prefix, modems) in _rules)
        {
            if (phoneNumber.StartsWith(prefix, StringComparison.Ordinal))
                return modems.Contains(modem);
        }

        return true;
    }

    internal static Routing From(SettingsReader root)
    {
        var ids = root.Items("modems").Select(modem => modem.Text("id")).ToHashSet();
        var rules = new List<(string, IReadOnlyList<string>)>();
        foreach (var rule in root.At("routing").Items("rules"))
        {
            var (prefix, modems) = (rule.Text("prefix"), rule.Texts("modems"));
            if (prefix.Length == 0)
                rule.Wrong("prefix", "must be the beginning of a number, for example \"+94\"");
            if (modems.Count == 0)
                rule.Wrong("modems", "must name at least one modem");
            foreach (var unknown in modems.Where(modem => !ids.Contains(modem)))
                rule.Wrong("modems", $"names '{unknown}', which is no modem's id");
            rules.Add((prefix, modems));
        }

        return new Routing(rules);
    }
}
