using System.Globalization;

namespace ModemActors.Storage.Sqlite;

/// <summary>Times as they stand in the database: UTC, as SQLite's CURRENT_TIMESTAMP writes them, with milliseconds where they
/// matter.</summary>
internal static class SqlTime
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const string Milliseconds = "yyyy-MM-dd HH:mm:ss.fff";

    /// <summary>Whole seconds, for <c>messages.timestamp</c>.</summary>
    public static string ToSeconds(DateTimeOffset time) => time.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    /// <summary>Always with milliseconds, so that the texts sort like the times.</summary>
    public static string ToMilliseconds(DateTimeOffset time) => time.UtcDateTime.ToString(Milliseconds, CultureInfo.InvariantCulture);

    /// <summary>Milliseconds only if there are any.</summary>
    public static string ToText(DateTimeOffset time) => time.Millisecond == 0 ? ToSeconds(time) : ToMilliseconds(time);

    /// <inheritdoc cref="ToText(DateTimeOffset)"/>
    public static string? ToText(DateTimeOffset? time) => time is { } value ? ToText(value) : null;

    /// <summary>What a column holds, whoever wrote it: our own format, ISO 8601 with or without zone (without one it is UTC), Unix time in
    /// seconds or milliseconds. Null if it
    /// is no time.</summary>
    public static DateTimeOffset? Parse(object? value) => value switch
    {
        string text => Parse(text),
        long number => FromUnix(number),
        double number when double.IsFinite(number) && Math.Abs(number) < 1e15 => FromUnix((long)number),
        _ => null,
    };

    private static DateTimeOffset? Parse(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (DateTimeOffset.TryParseExact(text, [Seconds, Milliseconds], CultureInfo.InvariantCulture, Utc, out var exact))
            return exact;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return text.Length >= 9 ? FromUnix(number) : null;
        return text.Length >= 8 && text.Contains('-', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : null;
    }

    // Seconds reach the year 5138 below 10^11; milliseconds are above that since 1973.
    private static DateTimeOffset? FromUnix(long number) => number switch
    {
        < 0 or > 99_999_999_999_999 => null,
        < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(number),
        _ => DateTimeOffset.FromUnixTimeMilliseconds(number),
    };
}
