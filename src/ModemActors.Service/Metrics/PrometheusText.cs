using System.Globalization;
using System.Text;

namespace ModemActors.Service.Metrics;

/// <summary>Numbers in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder(16 * 1024);
        foreach (var family in families.Where(family => family.Samples.Count > 0))
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var sample in family.Samples)
            {
                if (sample.Distribution is { } distribution)
                    WriteDistribution(text, family.Name, sample, distribution);
                else
                    WriteLine(text, family.Name, sample.Labels, null, sample.Value);
            }
        }

        return text.ToString();
    }

    /// <summary>The name of an instrument as Prometheus wants it.</summary>
    /// <param name="unit">As UCUM has it; annotations in braces are no unit.</param>
    public static string NameOf(string instrument, string? unit, bool isCounter)
    {
        var name = new StringBuilder(instrument.Length + 16);
        foreach (var c in instrument)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_');
        if (char.IsAsciiDigit(name[0]))
            name.Insert(0, '_');
        var word = unit switch { null or "" or ['{', ..] => "", "s" => "seconds", "By" => "bytes", _ => unit.ToLowerInvariant() };
        if (word.Length > 0)
            name.Append('_').Append(word);
        return isCounter ? name.Append("_total").ToString() : name.ToString();
    }

    private static void WriteDistribution(StringBuilder text, string name, MetricSample sample, MetricDistribution distribution)
    {
        var count = 0L;
        for (var i = 0; i < distribution.Counts.Count; i++)
        {
            count += distribution.Counts[i];
            var bound = i < distribution.Bounds.Count ? Number(distribution.Bounds[i]) : "+Inf";
            WriteLine(text, $"{name}_bucket", sample.Labels, bound, count);
        }

        WriteLine(text, $"{name}_sum", sample.Labels, null, sample.Value);
        WriteLine(text, $"{name}_count", sample.Labels, null, count);
    }

    private static void WriteLine(StringBuilder text, string name, IReadOnlyList<MetricLabel> labels, string? bound, double value)
    {
        text.Append(name);
        if (labels.Count > 0 || bound is not null)
        {
            text.Append('{');
            foreach (var label in labels)
                text.Append(label.Name).Append("=\"").Append(Escape(label.Value, quotes: true)).Append("\",");
            if (bound is not null)
                text.Append("le=\"").Append(bound).Append("\",");
            text.Length--;
            text.Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string value, bool quotes)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
