using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Relay;

/// <summary>Which events somebody wants: names, names with a star at the end (<c>modem.*</c>), or a star for all.</summary>
internal sealed class EventFilter
{
    /// <summary>Everything.</summary>
    public static readonly EventFilter Everything = new(["*"]);

    private readonly HashSet<string> _names;
    private readonly string[] _beginnings;

    private EventFilter(IReadOnlyCollection<string> patterns)
    {
        _names = patterns.Where(pattern => !pattern.EndsWith('*')).ToHashSet(StringComparer.Ordinal);
        _beginnings = [.. patterns.Where(pattern => pattern.EndsWith('*')).Select(pattern => pattern[..^1])];
    }

    /// <summary>The filter of patterns that were checked.</summary>
    public static EventFilter Of(IReadOnlyCollection<string> patterns) => new(patterns);

    /// <summary>Understands patterns; every one must stand for an event that exists.</summary>
    /// <param name="patterns">At least one.</param>
    /// <param name="filter">The filter; null if it is none.</param>
    /// <param name="wrong">The first pattern that stands for nothing, else "".</param>
    /// <param name="others">Names beside <see cref="EventTypes.All"/> that exist too.</param>
    public static bool TryParse(IReadOnlyCollection<string> patterns, [NotNullWhen(true)] out EventFilter? filter, out string wrong, params string[] others)
    {
        var nothing = patterns.FirstOrDefault(pattern => !EventTypes.All.Concat(others).Any(new EventFilter([pattern]).Wants));
        wrong = nothing ?? "";
        filter = nothing is null && patterns.Count > 0 ? new EventFilter(patterns) : null;
        return filter is not null;
    }

    public bool Wants(string type) =>
        _names.Contains(type) || Array.Exists(_beginnings, beginning => type.StartsWith(beginning, StringComparison.Ordinal));
}
