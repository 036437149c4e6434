using ModemActors.Service.Logging;
using ModemActors.Service.Views;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/log-level</c>: how much is logged, now and for a while.</summary>
internal static class LogEndpoints
{
    private const long LongestSeconds = 30 * 24 * 3600;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/log-level", (LogLevelControl level) => Results.Json(level.Current, Json.Options));
        routes.MapPut("/v1/log-level", (LogLevelRequest request, LogLevelControl level) => Set(request, level));
    }

    private static IResult Set(LogLevelRequest request, LogLevelControl control)
    {
        var errors = new Dictionary<string, string[]>();
        if (LogLevelControl.LevelOf(request.Level) is null)
            errors["level"] = [$"must be one of: {string.Join(", ", LogLevelControl.Words)}"];
        if (request.For is { } seconds && seconds is < 1 or > LongestSeconds)
            errors["for"] = [$"must be a number of seconds from 1 to {LongestSeconds}, or null"];
        if (errors.Count > 0)
            return Results.ValidationProblem(errors);
        var duration = request.For is { } time ? TimeSpan.FromSeconds(time) : (TimeSpan?)null;
        return Results.Json(control.Set(LogLevelControl.LevelOf(request.Level)!.Value, duration), Json.Options);
    }
}

/// <param name="Level">debug, info, warning or error.</param>
/// <param name="For">Seconds until the configured level is back; null = it stays until the service is started anew.</param>
internal sealed record LogLevelRequest(string? Level, long? For);
