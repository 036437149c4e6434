using System.Globalization;
using System.Text.RegularExpressions;

namespace ModemActors.Service.Logging;

/// <summary>One entry of a log file: a line, and what follows it until the next one.</summary>
/// <param name="At">When.</param>
/// <param name="Level">debug, info, warning or error.</param>
/// <param name="Message">The line itself.</param>
/// <param name="Detail">An exception; null = none.</param>
internal sealed partial record LogEntry(DateTimeOffset At, string Level, string Message, string? Detail)
{
    public bool IsError => Level == "error";

    /// <summary>The beginning of an entry; null if the line goes on with the one before.</summary>
    public static LogEntry? Begin(string line)
    {
        var match = Head().Match(line);
        if (!match.Success || !DateTimeOffset.TryParseExact(
            match.Groups[1].ValueSpan, "yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return null;
        return new LogEntry(at, LevelOf(match.Groups[2].Value), match.Groups[3].Value, null);
    }

    /// <summary>With one more line of what follows.</summary>
    public LogEntry With(string line) => this with { Detail = Detail is null ? line : $"{Detail}\n{line}" };

    private static string LevelOf(string word) => word switch
    {
        "VRB" or "DBG" => "debug",
        "INF" => "info",
        "WRN" => "warning",
        _ => "error",
    };

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d) \[([A-Z]{3})\] (.*)$")]
    private static partial Regex Head();
}
