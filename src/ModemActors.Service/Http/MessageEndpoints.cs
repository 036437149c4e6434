using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/send-sms</c> and <c>/v1/messages</c>.</summary>
internal static class MessageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/send-sms", SendShort);
        routes.MapPost("/v1/messages", Send);
        routes.MapGet("/v1/messages", List);
        routes.MapPost("/v1/messages/estimate", Estimate);
        routes.MapGet("/v1/messages/{id:long}", Show);
        routes.MapPost("/v1/messages/{id:long}/read", MarkRead);
        routes.MapPost("/v1/messages/{id:long}/retry", Retry);
        routes.MapPost("/v1/messages/{id:long}/resolve", Resolve);
        routes.MapDelete("/v1/messages/{id:long}", Cancel);
    }

    private static Task<IResult> SendShort(
        HttpRequest request, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, CancellationToken cancellation) =>
        EnqueueAsync(request, store, outbox, MessageRequest.Short, cancellation);

    private static Task<IResult> Send(
        HttpRequest request, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, ServiceConfiguration configuration,
        CancellationToken cancellation)
    {
        var key = request.Headers.TryGetValue("Idempotency-Key", out var values) ? values.ToString() : null;
        return EnqueueAsync(request, store, outbox, fields => MessageRequest.Whole(fields, key, configuration.Settings), cancellation);
    }

    private static async Task<IResult> EnqueueAsync(
        HttpRequest request, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, Func<RequestFields, NewMessage?> read,
        CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var message = read(fields);
        if (fields.Problem() is { } problem)
            return problem;
        var result = await store.EnqueueAsync(message!).ConfigureAwait(false);
        if (result.Conflict)
        {
            return Results.Problem(
                "The Idempotency-Key was used for another message.", statusCode: StatusCodes.Status422UnprocessableEntity,
                title: "The key belongs to another request.");
        }

        // also where the key was known and the message is further: the same request has the same answer
        outbox.ActorRef.Tell(WorkQueued.Instance, ActorRefs.NoSender);
        return Results.Accepted($"/v1/messages/{result.Message.Id}", new { result.Message.Id, Status = MessageStatus.Queued.ToText() });
    }

    private static async Task<IResult> Estimate(HttpRequest request, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var content = fields.Text("content");
        if (content is null)
            fields.Wrong("content", "is required");
        return fields.Problem() ?? Results.Json(EstimateView.Of(content!), Json.Options);
    }

    private static async Task<IResult> List(HttpRequest request, IMessageStore store)
    {
        var (query, errors) = MessageQueryReader.Read(request.Query);
        if (errors.Count > 0)
            return Results.ValidationProblem(errors, title: "The request has errors.");
        var page = await store.ListAsync(query).ConfigureAwait(false);
        var next = page.NextBefore is { } before ? MessageCursor.Of(before) : null;
        return Results.Json(new { Messages = page.Messages.Select(MessageView.Of), NextCursor = next }, Json.Options);
    }

    private static async Task<IResult> Show(long id, IMessageStore store)
    {
        if (await store.GetAsync(id).ConfigureAwait(false) is not { } message)
            return NoSuchMessage(id);
        var parts = await store.GetPartsAsync(id).ConfigureAwait(false);
        var timeline = await store.GetTimelineAsync(id).ConfigureAwait(false);
        return Results.Json(MessageDetail.Of(message, parts, timeline), Json.Options);
    }

    private static async Task<IResult> MarkRead(long id, IMessageStore store, IRequiredActor<Fleet> fleet)
    {
        var answer = await Transition(id, store, store.MarkReadAsync([id])).ConfigureAwait(false);
        fleet.ActorRef.Tell(ReadMarksChanged.Instance, ActorRefs.NoSender);
        return answer;
    }

    private static async Task<IResult> Retry(long id, IMessageStore store, IRequiredActor<Messages.Outbox> outbox)
    {
        var answer = await Transition(id, store, store.RetryAsync([id])).ConfigureAwait(false);
        outbox.ActorRef.Tell(WorkQueued.Instance, ActorRefs.NoSender);
        return answer;
    }

    private static Task<IResult> Cancel(long id, IMessageStore store) => Transition(id, store, store.CancelAsync([id]));

    private static async Task<IResult> Resolve(
        long id, HttpRequest request, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var outcome = fields.Text("outcome");
        if (outcome is not ("sent" or "resend"))
            fields.Wrong("outcome", "must be sent (it went out) or resend (send it again)");
        if (fields.Problem() is { } problem)
            return problem;
        var answer = await Transition(id, store, One(store.ResolveAsync(id, outcome == "sent"))).ConfigureAwait(false);
        outbox.ActorRef.Tell(WorkQueued.Instance, ActorRefs.NoSender);
        return answer;
    }

    private static async Task<IReadOnlyList<TransitionOutcome>> One(Task<TransitionOutcome> outcome) =>
        [await outcome.ConfigureAwait(false)];

    private static async Task<IResult> Transition(long id, IMessageStore store, Task<IReadOnlyList<TransitionOutcome>> transition)
    {
        var outcome = (await transition.ConfigureAwait(false))[0];
        if (await store.GetAsync(id).ConfigureAwait(false) is not { } message)
            return NoSuchMessage(id);
        return outcome.Done
            ? Results.Json(MessageView.Of(message), Json.Options)
            : Results.Problem(outcome.Reason, statusCode: StatusCodes.Status409Conflict,
                title: "The message is not in a state that allows it.");
    }

    private static IResult NoSuchMessage(long id) =>
        Results.Problem($"There is no message {id}.", statusCode: StatusCodes.Status404NotFound, title: "No such message.");
}
