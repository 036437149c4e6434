namespace ModemActors.Protocol.At;

/// <summary>The lists of allowed values that test commands answer: <c>(0-3)</c>, <c>(0,1)</c>, <c>(0-2,4)</c>, <c>("SM","ME")</c>,
/// <c>2</c>, <c>()</c>.</summary>
internal static class ValueList
{
    /// <summary>More values than any list of the standards; a range beyond is noise.</summary>
    private const int LongestRange = 512;

    public static IReadOnlyList<int> Numbers(string? group)
    {
        var numbers = new List<int>();
        foreach (var part in Parts(group))
        {
            var dash = part.IndexOf('-', 1);
            var first = AtText.Number(dash < 0 ? part : part.AsSpan(0, dash));
            var last = dash < 0 ? first : AtText.Number(part.AsSpan(dash + 1));
            if (first is { } from && last is { } to && to >= from && (long)to - from < LongestRange)
                numbers.AddRange(Enumerable.Range(from, to - from + 1));
        }

        return numbers;
    }

    public static IReadOnlyList<string> Names(string? group) =>
        [.. Parts(group).Select(part => AtText.ReadableName(AtText.Unquoted(part).ToString()))];

    /// <summary>The groups of a test command's answer: brackets, or single values without. Quotes do not count, since some firmware forgets
    /// one: <c>(ME", "SR"),("ME")</c>.
    /// One pair of brackets around all of them (Wavecom) is taken off.</summary>
    public static IReadOnlyList<string> Groups(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim();
        if (rest.StartsWith("((") && rest.EndsWith("))")) rest = rest[1..^1];
        var groups = new List<string>();
        var (start, depth) = (0, 0);
        for (var at = 0; at <= rest.Length; at++)
        {
            if (at == rest.Length || (rest[at] == ',' && depth == 0))
            {
                groups.Add(rest[start..at].Trim().ToString());
                start = at + 1;
            }
            else if (rest[at] == '(')
            {
                depth++;
            }
            else if (rest[at] == ')' && depth > 0)
            {
                depth--;
            }
        }

        return groups;
    }

    private static string[] Parts(string? group) => (group ?? "")
        .Trim().TrimStart('(').TrimEnd(')')
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
