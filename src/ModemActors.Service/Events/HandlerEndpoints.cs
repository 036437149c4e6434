using System.Globalization;
using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Events;

/// <summary><c>/v1/webhooks</c>: who gets events, and what became of each.</summary>
internal static class HandlerEndpoints
{
    private const string Tag = "Webhooks";

    /// <summary>Longer than a webhook may take; a program may take longer than anybody waits for an answer.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(6);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/webhooks", ListAsync)
            .Describe("listWebhooks", Tag, "Every handler (webhooks, and the program as 'exec') with its state and queue.")
            .Answers<HandlerListView>();
        routes.MapGet("/v1/webhooks/{name}/deliveries", ListDeliveriesAsync)
            .Describe("listDeliveries", Tag, "What became of the events of a handler, newest first.")
            .Query("state", "Only in this state.", ["pending", "done", "dead"]).QueryWhole("limit", "How many at most, 1 to 500.").QueryCursor()
            .Answers<DeliveryListView>().Fails(400, 404);
        routes.MapPost("/v1/webhooks/{name}/test", TestAsync).Needs(ApiScope.Admin)
            .Describe("testWebhook", Tag, "Brings a test event to a handler now, once, and tells how it was taken.")
            .Answers<HandlerTestView>().Fails(404, 409, 504);
        routes.MapPost("/v1/webhooks/{name}/redeliver", RedeliverAsync).Needs(ApiScope.Admin)
            .Describe("redeliverWebhook", Tag, "Puts events into the queue again: those named, else every one that was given up.")
            .Takes<RedeliverBody>("""{"deliveries": [17, 18]}""").Answers<RedeliveredView>().Fails(400, 404, 413, 415);
        routes.MapPost("/v1/webhooks/{name}/enable", EnableAsync).Needs(ApiScope.Admin)
            .Describe("enableWebhook", Tag, "Switches a handler on again that said that it is gone (410).")
            .Answers<HandlerView>().Fails(404, 504);
    }

    private static async Task<IResult> ListAsync(IMessageStore store, ServiceConfiguration configuration)
    {
        var endpoints = await store.Journal.ListEndpointsAsync().ConfigureAwait(false);
        return Results.Json(
            new HandlerListView([.. endpoints.Select(endpoint => HandlerView.Of(endpoint, configuration.Settings.Handlers))]), Json.Options);
    }

    private static async Task<IResult> ListDeliveriesAsync(string name, HttpRequest request, IMessageStore store)
    {
        var fields = new QueryFields(request.Query);
        var state = fields.Word("state", "pending", "done", "dead");
        var limit = fields.Whole("limit", 50, 1, 500);
        var cursor = fields.Cursor("deliveries", 1);
        if (fields.Problem() is { } problem)
            return problem;
        if (await FindAsync(store, name).ConfigureAwait(false) is null)
            return NoSuchHandler(name);
        var query = new DeliveryQuery(
            name, state is null ? null : Enum.Parse<DeliveryState>(state, ignoreCase: true), limit + 1,
            cursor is null ? null : long.Parse(cursor[0], CultureInfo.InvariantCulture));
        var found = await store.Journal.ListDeliveriesAsync(query).ConfigureAwait(false);
        var next = found.Count > limit ? ListCursor.Of("deliveries", found[limit - 1].Id.ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new DeliveryListView([.. found.Take(limit).Select(DeliveryView.Of)], next), Json.Options);
    }

    private static async Task<IResult> TestAsync(string name, IMessageStore store, IRequiredActor<Handlers> relay, CancellationToken cancellation)
    {
        if (await FindAsync(store, name).ConfigureAwait(false) is null)
            return NoSuchHandler(name);
        return await relay.ActorRef.Ask<object>(new TestHandler(name), s_patience, cancellation).ConfigureAwait(false) switch
        {
            HandlerTested tested => Results.Json(HandlerTestView.Of(tested), Json.Options),
            var refused => Refused(refused),
        };
    }

    private static async Task<IResult> RedeliverAsync(
        string name, HttpRequest request, IMessageStore store, IRequiredActor<Handlers> relay, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var deliveries = fields.Wholes("deliveries");
        if (fields.Problem() is { } problem)
            return problem;
        if (await FindAsync(store, name).ConfigureAwait(false) is null)
            return NoSuchHandler(name);
        var count = await store.Journal.RedeliverAsync(name, deliveries).ConfigureAwait(false);
        relay.ActorRef.Tell(HandlerQueueChanged.Instance, ActorRefs.NoSender);
        return Results.Json(new RedeliveredView(count), Json.Options);
    }

    private static async Task<IResult> EnableAsync(
        string name, IMessageStore store, ServiceConfiguration configuration, IRequiredActor<Handlers> relay, CancellationToken cancellation)
    {
        if (await FindAsync(store, name).ConfigureAwait(false) is null)
            return NoSuchHandler(name);
        if (await relay.ActorRef.Ask<object>(new EnableHandler(name), TimeSpan.FromSeconds(20), cancellation).ConfigureAwait(false) is not HandlerEnabled)
            return NoSuchHandler(name);
        return Results.Json(HandlerView.Of((await FindAsync(store, name).ConfigureAwait(false))!, configuration.Settings.Handlers), Json.Options);
    }

    private static async Task<EndpointRecord?> FindAsync(IMessageStore store, string name) =>
        (await store.Journal.ListEndpointsAsync().ConfigureAwait(false)).FirstOrDefault(endpoint => endpoint.Name == name);

    private static IResult Refused(object answer) => answer is HandlerRefused refused
        ? Results.Problem(refused.Text, statusCode: StatusCodes.Status409Conflict, title: "The handler cannot be tested.")
        : throw new InvalidOperationException($"unexpected answer {answer}");

    private static IResult NoSuchHandler(string name) =>
        Results.Problem($"There is no webhook '{name}'; /v1/webhooks lists them.", statusCode: StatusCodes.Status404NotFound, title: "No such webhook.");
}
