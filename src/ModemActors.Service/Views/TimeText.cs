using System.Globalization;

namespace ModemActors.Service.Views;

/// <summary>Times as people and programs write them, ISO 8601, and as people read them.</summary>
internal static class TimeText
{
    private static readonly string[] s_forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>A time; one without a zone is this machine's, or UTC if <paramref name="utc"/>.</summary>
    public static bool TryTime(string? text, out DateTimeOffset time, bool utc = false) => DateTimeOffset.TryParseExact(
        text, s_forms, CultureInfo.InvariantCulture, utc ? DateTimeStyles.AssumeUniversal : DateTimeStyles.AssumeLocal, out time);

    /// <summary>A duration such as <c>10m</c>, at most 100 years.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var unit = text.AsSpan().TrimStart("0123456789.").Trim();
        double? seconds = unit switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, "d" => 86400, _ => null };
        var number = text.AsSpan(0, text.Length - text.AsSpan().TrimStart("0123456789.").Length);
        if (seconds is not { } factor
            || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || count * factor > TimeSpan.FromDays(36500).TotalSeconds)
            return false;
        duration = TimeSpan.FromSeconds(count * factor);
        return true;
    }

    /// <summary>In this machine's zone: <c>2026-01-31 08:00:00</c>.</summary>
    public static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A duration in one unit: <c>45 s</c>, <c>12 min</c>, <c>3 h</c>, <c>5 d</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 90 } => FormattableString.Invariant($"{Math.Max(0, age.TotalSeconds):0} s"),
        { TotalMinutes: < 90 } => FormattableString.Invariant($"{age.TotalMinutes:0} min"),
        { TotalHours: < 36 } => FormattableString.Invariant($"{age.TotalHours:0} h"),
        _ => FormattableString.Invariant($"{age.TotalDays:0} d"),
    };
}
