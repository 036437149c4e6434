using System.Globalization;
using System.Text.RegularExpressions;

namespace ModemActors.Service.Upkeep;

/// <summary>The names of scheduled copies, and which of them are too many. Only names that this node gives are ever touched.</summary>
internal sealed partial class BackupFiles(string directory, string node)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly string _prefix =
        $"modem-actors-{string.Concat(node.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'))}-";

    /// <summary>The name of a copy that is made now.</summary>
    public string NameFor(DateTimeOffset now) =>
        Path.Combine(directory, $"{_prefix}{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}.db");

    /// <summary>When the newest copy that is there was made; null = there is none.</summary>
    public DateTimeOffset? Newest => List() is [var (_, at), ..] ? at : null;

    /// <summary>Deletes all but the newest <paramref name="keep"/>, and what copies that never became whole left behind. Returns what
    /// could not be
    /// deleted.</summary>
    public IReadOnlyList<string> Prune(int keep, DateTimeOffset now)
    {
        var failures = new List<string>();
        var partial = Directory.EnumerateFiles(directory, $"{_prefix}*.partial")
            .Where(file => now - File.GetLastWriteTimeUtc(file) > TimeSpan.FromHours(1));
        foreach (var file in List().Skip(keep).Select(copy => copy.File).Concat(partial).ToList())
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                failures.Add($"{file}: {cause.Message}");
            }
        }

        return failures;
    }

    /// <summary>Newest first.</summary>
    private List<(string File, DateTimeOffset At)> List() => !Directory.Exists(directory) ? [] :
    [
        .. Directory.EnumerateFiles(directory, $"{_prefix}*.db")
            .Select(file => (file, At: TimeOf(Path.GetFileName(file)[_prefix.Length..])))
            .Where(copy => copy.At is not null)
            .Select(copy => (copy.file, copy.At!.Value))
            .OrderByDescending(copy => copy.Value),
    ];

    private static DateTimeOffset? TimeOf(string rest) =>
        TimeName().IsMatch(rest)
        && DateTime.TryParseExact(
            rest[..^3], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at)
            ? at
            : null;

    [GeneratedRegex(@"^\d{8}T\d{6}Z\.db$")]
    private static partial Regex TimeName();
}
