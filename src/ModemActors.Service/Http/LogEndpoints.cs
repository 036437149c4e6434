using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Logging;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/log-level</c>: how much is logged, now and for a while.</summary>
internal static class LogEndpoints
{
    private const int LongestSeconds = 30 * 24 * 3600;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/log-level", (LogLevelControl level) => Results.Json(level.Current, Json.Options))
            .Describe("getLogLevel", "Service", "How much is logged now.")
            .Answers<LogLevelView>();
        routes.MapPut("/v1/log-level", Set).Needs(ApiScope.Admin)
            .Describe("setLogLevel", "Service", "Changes how much is logged, for good (until the service is started anew) or for a "
                + "number of seconds.")
            .Takes<LogLevelBody>("""{"level": "debug", "for": 600}""").Answers<LogLevelView>().Fails(400, 413, 415);
    }

    private static async Task<IResult> Set(HttpRequest request, LogLevelControl control, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var level = LogLevelControl.LevelOf(fields.Text("level"));
        if (level is null)
            fields.Wrong("level", $"must be one of: {string.Join(", ", LogLevelControl.Words)}");
        var seconds = fields.Whole("for");
        if (seconds is < 1 or > LongestSeconds)
            fields.Wrong("for", $"must be a number of seconds from 1 to {LongestSeconds}");
        return fields.Problem()
            ?? Results.Json(control.Set(level!.Value, seconds is { } time ? TimeSpan.FromSeconds(time) : null), Json.Options);
    }
}

/// <param name="Level">debug, info, warning or error.</param>
/// <param name="For">Seconds until the configured level is back; null = it stays until the service is started anew.</param>
internal sealed record LogLevelBody(string Level, int? For);
