using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ModemActors.Service.Metrics;

/// <summary>Listens to meters and keeps the sums, so that they can be read at any time.</summary>
internal sealed class MeterReading : IDisposable
{
    /// <summary>Series of one instrument, at most: what a stranger says must not become memory without end.</summary>
    private const int MostSeries = 5_000;

    private static readonly IReadOnlyList<double> s_usualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<Instrument, Sums> _instruments = new();
    private readonly MeterListener _listener = new();

    /// <param name="listensTo">Which meters.</param>
    public MeterReading(Func<Meter, bool> listensTo)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (listensTo(instrument.Meter))
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, Sums.Of));
        };
        _listener.MeasurementsCompleted = (instrument, state) => _instruments.TryRemove(KeyValuePair.Create(instrument, (Sums)state!));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, sums) => ((Sums)sums!).Add(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, sums) => ((Sums)sums!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, sums) => ((Sums)sums!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        lock (_listener)
        {
            foreach (var sums in _instruments.Values)
                sums.Forget();
            _listener.RecordObservableInstruments();
            return [.. _instruments.Values.Select(sums => sums.Family()).OrderBy(family => family.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private sealed class Sums
    {
        private readonly Instrument _instrument;
        private readonly MetricKind _kind;
        private readonly IReadOnlyList<double> _bounds;
        private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _series = new(LabelSet.Comparer);
        private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;

        private Sums(Instrument instrument, MetricKind kind, IReadOnlyList<double> bounds)
        {
            (_instrument, _kind, _bounds) = (instrument, kind, bounds);
            _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        }

        public static Sums Of(Instrument instrument) => instrument switch
        {
            Histogram<double> histogram => new(instrument, MetricKind.Histogram, histogram.Advice?.HistogramBucketBoundaries ?? s_usualBounds),
            Counter<long> or Counter<int> or Counter<double> or ObservableCounter<long> or ObservableCounter<double> => new(instrument, MetricKind.Counter, []),
            _ => new(instrument, MetricKind.Gauge, []),
        };

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (!_byTags.TryGetValue(tags, out var series))
            {
                if (_series.Count >= MostSeries)
                    return;
                series = _series.GetOrAdd(tags.ToArray(), static (_, bounds) => new Series(bounds), _bounds);
            }

            series.Add(value, isTotal: _kind != MetricKind.Gauge && !_instrument.IsObservable);
        }

        /// <summary>What is observed is what it is now; what is not observed any more is gone.</summary>
        public void Forget()
        {
            if (_instrument.IsObservable)
                _series.Clear();
        }

        public MetricFamily Family() => new(
            PrometheusText.NameOf(_instrument.Name, _instrument.Unit, _kind == MetricKind.Counter),
            _kind,
            _instrument.Description ?? _instrument.Name,
            [.. _series.Select(pair => pair.Value.Read(LabelSet.Of(pair.Key), _bounds, _kind))
                .OrderBy(sample => string.Join('\n', sample.Labels.Select(label => label.Value)), StringComparer.Ordinal)]);
    }

    private sealed class Series(IReadOnlyList<double> bounds)
    {
        private readonly Lock _gate = new();
        private readonly long[] _counts = new long[bounds.Count + 1];
        private double _value;

        public void Add(double value, bool isTotal)
        {
            lock (_gate)
            {
                _value = isTotal ? _value + value : value;
                var bucket = 0;
                while (bucket < bounds.Count && value > bounds[bucket])
                    bucket++;
                _counts[bucket]++;
            }
        }

        public MetricSample Read(IReadOnlyList<MetricLabel> labels, IReadOnlyList<double> limits, MetricKind kind)
        {
            lock (_gate)
            {
                return new MetricSample(labels, _value)
                {
                    Distribution = kind == MetricKind.Histogram ? new MetricDistribution(limits, [.. _counts]) : null,
                };
            }
        }
    }
}
