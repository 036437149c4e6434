using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: store open, actors up, every modem tried once. A sick modem
/// degrades, it never fails either.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { Status = "alive" }, Json.Options));
        routes.MapGet("/health/ready", Ready);
    }

    private static async Task<IResult> Ready(IMessageStore store, IReadOnlyActorRegistry registry, CancellationToken cancellation)
    {
        var health = await store.CheckAsync().ConfigureAwait(false);
        var modems = await ModemsAsync(registry, cancellation).ConfigureAwait(false);
        var untried = modems?.Where(modem => !modem.Tried).Select(modem => modem.Modem).ToArray() ?? [];
        var sick = modems?.Where(modem => modem.Tried && modem.State != ModemState.Ready).Select(modem => modem.Modem).ToArray() ?? [];
        var isReady = health.Healthy && modems is not null && untried.Length == 0;
        return Results.Json(
            new
            {
                Status = !isReady ? "not ready" : sick.Length > 0 ? "degraded" : "ready",
                Store = health.Healthy ? "open" : health.Problem,
                Actors = modems is null ? "not answering" : "up",
                ModemsNotTried = untried,
                ModemsNotReady = sick,
            },
            Json.Options,
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Null: the actors are not up, or hang.</summary>
    private static async Task<IReadOnlyList<ModemStatus>?> ModemsAsync(IReadOnlyActorRegistry registry, CancellationToken cancellation)
    {
        if (!registry.TryGet<Fleet>(out var fleet))
            return null;
        try
        {
            return (await fleet.Ask<ModemList>(ListModems.Instance, TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(false)).Modems;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
