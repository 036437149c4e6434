using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ModemActors.Service.Tests.Metrics;

/// <summary>One line of numbers.</summary>
internal sealed record ExposedSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>
/// A reader of Prometheus's text format 0.0.4 that takes nothing but what the format allows: every family once, HELP and TYPE before its lines, label values
/// escaped, no line twice, buckets ascending up to +Inf and in keeping with the count.
/// </summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = [];
    private readonly List<ExposedSample> _samples = [];

    private Exposition()
    {
    }

    public IReadOnlyDictionary<string, string> Types => _types;

    public IReadOnlyList<ExposedSample> Samples => _samples;

    public static Exposition Read(string text)
    {
        Assert.True(text.Length == 0 || text.EndsWith('\n'), "the last line must end");
        var exposition = new Exposition();
        var current = "";
        foreach (var line in text.Split('\n').SkipLast(1))
            current = exposition.ReadLine(line, current);
        Assert.Equal(
            exposition._samples.Count,
            exposition._samples.Select(sample => $"{sample.Name}{{{string.Join(',', sample.Labels.OrderBy(label => label.Key))}}}").Distinct().Count());
        foreach (var (family, _) in exposition._types.Where(type => type.Value == "histogram"))
            exposition.CheckHistogram(family);
        return exposition;
    }

    public double Value(string name, params (string Name, string Value)[] labels) => Find(name, labels).Value;

    public ExposedSample Find(string name, params (string Name, string Value)[] labels) =>
        Assert.Single(_samples, sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value));

    private string ReadLine(string line, string current)
    {
        if (HelpLine().Match(line) is { Success: true } help)
        {
            Assert.DoesNotContain(help.Groups[1].Value, _types.Keys);
            return help.Groups[1].Value;
        }

        if (TypeLine().Match(line) is { Success: true } type)
        {
            Assert.Equal(current, type.Groups[1].Value);
            _types.Add(current, type.Groups[2].Value);
            return current;
        }

        var sample = SampleLine().Match(line);
        Assert.True(sample.Success, $"not a line of the format: {line}");
        var name = sample.Groups["name"].Value;
        var family = _types[current] == "histogram" ? Suffix().Replace(name, "") : name;
        Assert.Equal(current, family);
        var labels = LabelPair().Matches(sample.Groups["labels"].Value).ToDictionary(pair => pair.Groups[1].Value, pair => Unescape(pair.Groups[2].Value));
        _samples.Add(new ExposedSample(name, labels, Number(sample.Groups["value"].Value)));
        return current;
    }

    private void CheckHistogram(string family)
    {
        var series = _samples.Where(sample => sample.Name == $"{family}_bucket")
            .GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key)));
        foreach (var buckets in series.Select(group => group.ToList()))
        {
            Assert.Equal("+Inf", buckets[^1].Labels["le"]);
            Assert.Equal(buckets.Select(bucket => Number(bucket.Labels["le"])).Order(), buckets.Select(bucket => Number(bucket.Labels["le"])));
            Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
            var labels = buckets[0].Labels.Where(label => label.Key != "le").Select(label => (label.Key, label.Value)).ToArray();
            Assert.Equal(buckets[^1].Value, Value($"{family}_count", labels));
            Assert.True(Value($"{family}_sum", labels) >= 0);
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string value)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            plain.Append(value[i] != '\\' ? value[i] : value[++i] == 'n' ? '\n' : value[i]);
        return plain.ToString();
    }

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)+$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*")*)\})? (?<value>[+-]?(?:[0-9.]+(?:[eE][+-]?[0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)""")]
    private static partial Regex LabelPair();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
