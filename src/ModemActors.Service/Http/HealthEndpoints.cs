using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: store open, actors up, every modem tried once. A sick modem
/// degrades, it never fails either.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new LiveView("alive"), Json.Options)).IsOpen()
            .Describe("getLiveness", "Health", "Answers as long as the process does.").Answers<LiveView>();
        routes.MapGet("/health/ready", Ready).IsOpen()
            .Describe("getReadiness", "Health", "Store open, actors up, every modem tried once. A sick modem degrades, it never fails this. "
                + "Who has no key, where one is needed, is told the status only.")
            .Answers<ReadyView>().Answers<ReadyView>(503);
    }

    private static async Task<IResult> Ready(
        HttpContext context, ApiKeyRing keys, IMessageStore store, IReadOnlyActorRegistry registry, CancellationToken cancellation)
    {
        var health = await store.CheckAsync().ConfigureAwait(false);
        var modems = await ModemsAsync(registry, cancellation).ConfigureAwait(false);
        var untried = modems?.Where(modem => !modem.Tried).Select(modem => modem.Modem).ToArray() ?? [];
        var sick = modems?.Where(modem => modem.Tried && modem.State != ModemState.Ready).Select(modem => modem.Modem).ToArray() ?? [];
        var isReady = health.Healthy && modems is not null && untried.Length == 0;
        var view = new ReadyView(!isReady ? "not ready" : sick.Length > 0 ? "degraded" : "ready");
        if (!keys.AreNeeded || ApiCaller.Of(context) is not null)
        {
            view = view with
            {
                Store = health.Healthy ? "open" : health.Problem,
                Actors = modems is null ? "not answering" : "up",
                ModemsNotTried = untried,
                ModemsNotReady = sick,
            };
        }

        return Results.Json(
            view, Json.Options, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
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
