using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Service.Metrics;

/// <summary>The tags of a measurement as a key that is looked up without making anything.</summary>
internal sealed class LabelSet : IEqualityComparer<KeyValuePair<string, object?>[]>,
    IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    public static readonly LabelSet Comparer = new();

    public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) =>
        x is null ? y is null : y is not null && Same(x, y);

    public int GetHashCode([DisallowNull] KeyValuePair<string, object?>[] obj) => Hash(obj);

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, KeyValuePair<string, object?>[] other) => Same(alternate, other);

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => Hash(alternate);

    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => alternate.ToArray();

    public static IReadOnlyList<MetricLabel> Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new MetricLabel[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = new MetricLabel(PrometheusText.NameOf(tags[i].Key, null, isCounter: false), tags[i].Value?.ToString() ?? "");
        return labels;
    }

    private static bool Same(ReadOnlySpan<KeyValuePair<string, object?>> x, ReadOnlySpan<KeyValuePair<string, object?>> y)
    {
        if (x.Length != y.Length)
            return false;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i].Key != y[i].Key || !Equals(x[i].Value, y[i].Value))
                return false;
        }

        return true;
    }

    private static int Hash(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (_, value) in tags)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
