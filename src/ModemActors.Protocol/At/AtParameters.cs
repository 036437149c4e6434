using System.Globalization;

namespace ModemActors.Protocol.At;

/// <summary>The comma-separated parameters of a line, taken apart as tolerantly as modems write them: quoted strings with commas, nested
/// brackets kept whole,
/// empty ones, missing ones, spaces, a quote that never ends.</summary>
internal sealed class AtParameters
{
    private readonly List<Parameter> _all;

    private AtParameters(List<Parameter> all) => _all = all;

    public int Count => _all.Count;

    public static AtParameters Parse(ReadOnlySpan<char> text)
    {
        var all = new List<Parameter>();
        text = text.Trim();
        if (text.Length == 0) return new(all);
        var (start, depth, quoted) = (0, 0, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"': quoted = !quoted; break;
                case '(' when !quoted: depth++; break;
                case ')' when !quoted && depth > 0: depth--; break;
                case ',' when !quoted && depth == 0:
                    all.Add(Parameter.Of(text[start..at]));
                    start = at + 1;
                    break;
                default: break;
            }
        }

        all.Add(Parameter.Of(text[start..]));
        return new(all);
    }

    /// <summary>The parameter's text without quotes; null if it is missing, empty if it is there and empty.</summary>
    public string? TextAt(int index) => index < _all.Count ? _all[index].Text : null;

    /// <summary>The parameter's text; null if it is missing or empty.</summary>
    public string? NonEmptyAt(int index) => TextAt(index) is { Length: > 0 } text ? text : null;

    /// <summary>The parameter as a number; null if it is missing, empty or none.</summary>
    public int? NumberAt(int index) =>
        int.TryParse(TextAt(index), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool IsQuotedAt(int index) => index < _all.Count && _all[index].IsQuoted;

    private readonly record struct Parameter(string Text, bool IsQuoted)
    {
        public static Parameter Of(ReadOnlySpan<char> raw)
        {
            raw = raw.Trim();
            return raw.Length > 0 && raw[0] == '"' ? new(raw.Trim('"').ToString(), true) : new(raw.ToString(), false);
        }
    }
}
