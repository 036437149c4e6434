using System.Diagnostics.Metrics;
using ModemActors.Service.Metrics;

namespace ModemActors.Service.Tests.Metrics;

public sealed class PrometheusTextSpecs
{
    [Fact]
    public void Numbers_are_written_with_help_type_and_labels() => Assert.Equal(
        "# HELP modems How many\n# TYPE modems gauge\nmodems{state=\"ready\",node=\"a\"} 2\nmodems 0.25\n",
        PrometheusText.Write([new("modems", MetricKind.Gauge, "How many",
            [new([new("state", "ready"), new("node", "a")], 2), new([], 0.25)])]));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\"b", "a\\\"b")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("\\n", "\\\\n")]
    [InlineData("{},=#", "{},=#")]
    [InlineData("Ünï 👍", "Ünï 👍")]
    public void Label_values_are_escaped_and_come_back_as_they_were(string value, string escaped)
    {
        var text = PrometheusText.Write([new("x", MetricKind.Gauge, "a \\ and\na line", [new([new("label", value)], 1)])]);

        Assert.Contains($"x{{label=\"{escaped}\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Equal(value, Assert.Single(Exposition.Read(text).Samples).Labels["label"]);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(1e21, "1E+21")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1234567, "1234567")]
    public void Values_are_written_as_go_reads_them(double value, string text) =>
        Assert.EndsWith($"\nx {text}\n", PrometheusText.Write([MetricFamily.Gauge("x", "x", value)]), StringComparison.Ordinal);

    [Theory]
    [InlineData("modemactors.command.duration", "s", false, "modemactors_command_duration_seconds")]
    [InlineData("modemactors.modem.signal", "dBm", false, "modemactors_modem_signal_dbm")]
    [InlineData("modemactors.errors", "{error}", true, "modemactors_errors_total")]
    [InlineData("a-b/c", "By", false, "a_b_c_bytes")]
    [InlineData("1st", null, false, "_1st")]
    public void Names_are_made_of_instrument_and_unit(string instrument, string? unit, bool isCounter, string name) =>
        Assert.Equal(name, PrometheusText.NameOf(instrument, unit, isCounter));

    [Fact]
    public void Histogram_counts_upwards_to_infinity()
    {
        var text = PrometheusText.Write([new("h_seconds", MetricKind.Histogram, "h",
            [new([new("command", "AT")], 7.5) { Distribution = new([0.1, 1], [1, 2, 1]) }])]);

        Assert.Equal(
            """
            # HELP h_seconds h
            # TYPE h_seconds histogram
            h_seconds_bucket{command="AT",le="0.1"} 1
            h_seconds_bucket{command="AT",le="1"} 3
            h_seconds_bucket{command="AT",le="+Inf"} 4
            h_seconds_sum{command="AT"} 7.5
            h_seconds_count{command="AT"} 4

            """.ReplaceLineEndings("\n"),
            text);
        Exposition.Read(text);
    }

    [Fact]
    public void Family_without_numbers_is_left_out() => Assert.Equal("", PrometheusText.Write([new("x", MetricKind.Gauge, "x", [])]));

    [Fact]
    public void Meter_is_summed_by_tags_and_observed_as_it_is()
    {
        using var meter = new Meter("test");
        var observed = new List<Measurement<int>> { new(5, new KeyValuePair<string, object?>("modem", "a")) };
        using var reading = new MeterReading(each => ReferenceEquals(each, meter));
        var counter = meter.CreateCounter<long>("count", "{thing}", "Things");
        var histogram = meter.CreateHistogram("time", "s", "Time", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        meter.CreateObservableGauge("level", () => observed, "dBm", "Level");

        counter.Add(0, new KeyValuePair<string, object?>("kind", "never"));
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(1, new("kind", "a"), new("code", 200));
        histogram.Record(1);
        histogram.Record(1.5);
        histogram.Record(3);
        var first = Exposition.Read(PrometheusText.Write(reading.Read()));
        observed[0] = new(7, new KeyValuePair<string, object?>("modem", "b"));
        var second = Exposition.Read(PrometheusText.Write(reading.Read()));

        Assert.Equal(0, first.Value("count_total", ("kind", "never")));
        Assert.Equal([1, 5], first.Samples.Where(sample => sample.Labels.GetValueOrDefault("kind") == "a").Select(sample => sample.Value).Order());
        Assert.Equal([1, 2, 3], first.Samples.Where(sample => sample.Name == "time_seconds_bucket").Select(sample => sample.Value));
        Assert.Equal(5.5, first.Value("time_seconds_sum"));
        Assert.Equal(5, first.Value("level_dbm", ("modem", "a")));
        Assert.Equal([("b", 7.0)], second.Samples.Where(sample => sample.Name == "level_dbm").Select(sample => (sample.Labels["modem"], sample.Value)));
        Assert.Equal(5.5, second.Value("time_seconds_sum"));
    }
}
