using System.CommandLine;
using System.Text.Json;
using ModemActors.Service.Logging;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>log-level</c>: how much the running service logs.</summary>
internal static class LogLevelVerb
{
    private static readonly Argument<string?> s_level = Level();
    private static readonly Option<TimeSpan?> s_for = VerbOptions.Duration("--for", "Back to the configured level after this time");

    public static Command Create()
    {
        var logLevel = new Verb(
            "log-level",
                "Show or change how much the running service logs: debug, info, warning or error. A restart brings back log.level.",
            "modemactors log-level debug --for 10m")
        {
            s_level, s_for, VerbOptions.Json,
        };
        logLevel.SetAction(RunAsync);
        return logLevel;
    }

    private static Argument<string?> Level()
    {
        var level = new Argument<string?>("LEVEL")
        {
            Description = string.Join(", ", LogLevelControl.Words),
            Arity = ArgumentArity.ZeroOrOne
        };
        level.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } word && !LogLevelControl.Words.Contains(word))
                result.AddError($"'{word}' is no level; there are: {string.Join(", ", LogLevelControl.Words)}.");
        });
        return level;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var client = ServiceClient.Required(VerbStore.Configuration(parsed));
        var level = parsed.GetValue(s_level);
        if (level is null && parsed.GetValue(s_for) is not null)
            throw new VerbException("--for needs a level: modemactors log-level debug --for 10m.");
        var answer = level is null
            ? await client.GetAsync("/v1/log-level", cancellation).ConfigureAwait(false)
            : await client.PutAsync("/v1/log-level", new { Level = level, For = (long?)parsed.GetValue(s_for)?.TotalSeconds }, cancellation)
                .ConfigureAwait(false);
        var view = answer.Deserialize<LogLevelView>(Json.Options)!;
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(view);
        else
            Screen.Line($"{view.Level}{(view.Until is { } until ? $" until {until.ToLocalTime():HH:mm:ss}, then {view.Configured}" : "")}");
        return ModemActorsCommand.Done;
    }
}
