using Microsoft.AspNetCore.Http.Features;
using ModemActors.Service.Http.Description;
using ModemActors.Storage;

namespace ModemActors.Service.Events;

/// <summary><c>GET /v1/events</c>: everything that happens, as server-sent events.</summary>
internal static class EventEndpoints
{
    /// <summary>Shorter than what proxies take for a dead connection.</summary>
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events", FollowAsync)
        .Describe(
            "followEvents", "Events", "Everything that happens, live, as server-sent events. Each has its place in the journal as id; who comes back with it "
            + "misses nothing and gets nothing twice.")
        .Query("types", "Only these: names with commas between, or beginnings like message.*")
        .Query("last_event_id", "Everything behind this place; 0 = everything that is kept. Without it: from now on.")
        .Header("Last-Event-ID", "As last_event_id; browsers send it when they connect again.")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Fails(400, 410, 503);

    private static async Task<IResult> FollowAsync(
        HttpContext context, EventFeed feed, IMessageStore store, IHostApplicationLifetime lifetime)
    {
        var (request, problem) = EventRequest.Read(context.Request, await store.Journal.GetStateAsync().ConfigureAwait(false));
        if (request is null)
            return problem!;
        if (!feed.TryJoin(out var newest))
        {
            context.Response.Headers.RetryAfter = "10";
            return Results.Problem(
                $"{EventFeed.MostFollowers} follow already.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Too many follow the events.");
        }

        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            var position = request.After ?? await newest.ConfigureAwait(false);
            Begin(context);
            await new EventReader(feed, store.Journal, request.Filter, context.Response.Body, position).RunAsync(s_heartbeat, end.Token).ConfigureAwait(false);
            return Results.Empty;
        }
        catch (Exception cause) when (cause is OperationCanceledException or IOException)
        {
            // The reader left, or the service stops: then the stream ends as a whole answer does, and the reader comes back to where it was.
            return Results.Empty;
        }
        finally
        {
            feed.Leave();
        }
    }

    private static void Begin(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
