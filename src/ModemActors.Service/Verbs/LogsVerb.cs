using System.CommandLine;
using System.Text.Json;
using ModemActors.Service.Logging;
using ModemActors.Service.Views;
using Spectre.Console;

namespace ModemActors.Service.Verbs;

/// <summary><c>logs</c>: what the service wrote into its log files.</summary>
internal static class LogsVerb
{
    private static readonly Option<bool> s_tail = new("--tail", "-f") { Description = "Go on with what comes, until Ctrl+C" };
    private static readonly Option<bool> s_errors = new("--errors") { Description = "Errors only" };
    private static readonly Option<bool> s_warnings = new("--warnings") { Description = "Warnings and errors only" };
    private static readonly Option<int> s_count = VerbOptions.Whole("--lines", "The newest N entries", 50, 0, 1_000_000);

    public static Command Create()
    {
        s_count.Aliases.Add("-n");
        var logs = new Verb("logs", "Show the newest entries of the service's log.", "modemactors logs --errors -n 20 --tail")
        {
            s_tail, s_errors, s_warnings, s_count, VerbOptions.Json,
        };
        logs.SetAction(RunAsync);
        return logs;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var directory = VerbStore.Configuration(parsed).Service.Log.Directory;
        if (directory.Length == 0)
            throw new VerbException(
                "there are no log files (log.directory is empty); what a systemd service prints is shown by: journalctl -u modemactors");
        var files = new LogFiles(directory);
        var tail = parsed.GetValue(s_tail);
        var json = parsed.GetValue(VerbOptions.Json);
        bool IsWanted(LogEntry entry) => parsed.GetValue(s_errors) ? entry.IsError
            : !parsed.GetValue(s_warnings) || entry.Level is "warning" or "error";
        var (entries, place) = files.Last(parsed.GetValue(s_count), IsWanted);
        if (json && !tail)
            Screen.Json(entries);
        else
            foreach (var entry in entries)
                Print(entry, json);
        if (entries.Count == 0 && !json)
            Screen.Remark($"nothing in {Path.GetFullPath(directory)} yet.");
        if (!tail)
            return ModemActorsCommand.Done;
        try
        {
            await foreach (var entry in files.FollowAsync(place, cancellation).ConfigureAwait(false))
            {
                if (IsWanted(entry))
                    Print(entry, json);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how it ends
            return ModemActorsCommand.Done;
        }

        return ModemActorsCommand.Done;
    }

    /// <summary>As JSON, a line each: whoever follows a log reads line by line.</summary>
    private static void Print(LogEntry entry, bool json)
    {
        if (json)
        {
            Screen.Line(JsonSerializer.Serialize(entry, Json.Options));
            return;
        }

        var text = $"{entry.At.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff} {entry.Level.ToUpperInvariant(),-7} {Screen.Clean(entry.Message)}";
        if (Console.IsOutputRedirected)
            Screen.Line(text);
        else
            AnsiConsole.Console.WriteLine(text, StyleOf(entry.Level));
        if (entry.Detail is { } detail)
            Screen.Line(Screen.Clean(detail, oneLine: false));
    }

    private static Style StyleOf(string level) => level switch
    {
        "error" => new Style(Color.Red),
        "warning" => new Style(Color.Yellow),
        "debug" => new Style(Color.Grey),
        _ => Style.Plain,
    };
}
