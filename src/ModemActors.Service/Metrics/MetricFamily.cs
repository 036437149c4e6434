namespace ModemActors.Service.Metrics;

/// <summary>What kind of number it is.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>A label's name and value.</summary>
internal readonly record struct MetricLabel(string Name, string Value);

/// <summary>One number.</summary>
internal sealed record MetricSample(IReadOnlyList<MetricLabel> Labels, double Value)
{
    /// <summary>Of a histogram; <see cref="Value"/> is its sum.</summary>
    public MetricDistribution? Distribution { get; init; }
}

/// <summary>How values are spread.</summary>
/// <param name="Bounds">Upper bounds, ascending; what is above the last one is counted in the last bucket.</param>
/// <param name="Counts">How many values are in each bucket: one more than bounds.</param>
internal sealed record MetricDistribution(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts);

/// <summary>All numbers of one name.</summary>
/// <param name="Name">As Prometheus wants it, with unit, and with <c>_total</c> for counters.</param>
/// <param name="Help">What it is, one sentence.</param>
internal sealed record MetricFamily(string Name, MetricKind Kind, string Help, IReadOnlyList<MetricSample> Samples)
{
    /// <summary>A gauge with one number and no labels.</summary>
    public static MetricFamily Gauge(string name, string help, double value) => new(name, MetricKind.Gauge, help, [new([], value)]);

    /// <summary>A counter with one number and no labels.</summary>
    public static MetricFamily Counter(string name, string help, double value) => new(name, MetricKind.Counter, help, [new([], value)]);
}
