using System.Diagnostics;
using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Service.Http;

/// <summary><c>/send-sms</c> and <c>/v1/messages</c>.</summary>
internal static class MessageEndpoints
{
    private const string KeyHeader = "Idempotency-Key";

    private const string KeyMeaning =
        "A key of yours, 1 to 255 characters: the same key with the same body has the same answer and queues nothing more; with another body, 422.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/send-sms", SendShort).Needs(ApiScope.Send)
            .Describe("sendSms", "Messages", "Queues a message, in the short form.")
            .Takes<SendSmsBody>("""{"phone_number": "+15551234567", "message": "Hello"}""").Header(KeyHeader, KeyMeaning)
            .Answers<QueuedView>(202).Fails(400, 413, 415, 422);
        routes.MapPost("/v1/messages", Send).Needs(ApiScope.Send)
            .Describe("sendMessage", "Messages", "Queues a message. Once this is answered, the message is on the disk and will go out.")
            .Takes<MessageBody>("""{"phone_number": "+15551234567", "content": "Hello", "priority": 0, "delivery_report": true}""")
            .Header(KeyHeader, KeyMeaning)
            .Answers<QueuedView>(202).Fails(400, 413, 415, 422);
        routes.MapGet("/v1/messages", MessageListing.List)
            .Describe("listMessages", "Messages", "Messages, newest first.")
            .Query("direction", "Only what came in, or what goes out.", ["inbound", "outbound"])
            .Query("status", "Only in this state.", MessageListing.Statuses)
            .Query("phone_number", "Only from or to this number.").Query("modem", "Only by this modem.")
            .QueryTime("since", "Not older than.").QueryTime("until", "Older than.").Query("search", "Text in content or number.")
            .QueryWhole("limit", "How many, 1 to 500; 50 unless given.").QueryCursor()
            .Answers<MessageListView>().Fails(400);
        routes.MapPost("/v1/messages/estimate", Estimate).Needs(ApiScope.Read)
            .Describe("estimateMessage", "Messages", "Tells what a text takes on air: encoding, parts, and which characters forced UCS-2.")
            .Takes<EstimateBody>("""{"content": "Hello"}""").Answers<EstimateView>().Fails(400, 413, 415);
        routes.MapGet("/v1/messages/{id:long}", Show)
            .Describe("getMessage", "Messages", "One message, with its parts and what happened to it.")
            .Answers<MessageDetailView>().Fails(404);
        routes.MapPost("/v1/messages/{id:long}/read", MarkRead).Needs(ApiScope.Send)
            .Describe("markMessageRead", "Messages", "Marks a received message as read, so that it leaves the SIM.")
            .Answers<MessageView>().Fails(404, 409);
        routes.MapPost("/v1/messages/{id:long}/retry", Retry).Needs(ApiScope.Send)
            .Describe("retryMessage", "Messages", "Queues a message again that was not sent.")
            .Answers<MessageView>().Fails(404, 409);
        routes.MapPost("/v1/messages/{id:long}/resolve", Resolve).Needs(ApiScope.Send)
            .Describe("resolveMessage", "Messages", "Decides on an indeterminate message.")
            .Takes<ResolveBody>("""{"outcome": "sent"}""").Answers<MessageView>().Fails(400, 404, 409, 413, 415);
        routes.MapDelete("/v1/messages/{id:long}", Cancel).Needs(ApiScope.Send)
            .Describe("cancelMessage", "Messages", "Takes a queued message back, before a modem has it in hand.")
            .Answers<MessageView>().Fails(404, 409);
    }

    private static Task<IResult> SendShort(
        HttpContext context, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, CancellationToken cancellation) =>
        EnqueueAsync(context, store, outbox, MessageRequest.Short, cancellation);

    private static Task<IResult> Send(
        HttpContext context, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, ServiceConfiguration configuration,
        CancellationToken cancellation) =>
        EnqueueAsync(context, store, outbox, fields => MessageRequest.Whole(fields, configuration.Settings), cancellation);

    private static async Task<IResult> EnqueueAsync(
        HttpContext context, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, Func<RequestFields, NewMessage?> read,
        CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(context.Request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var message = read(fields);
        var key = IdempotencyKey.Read(context, fields);
        if (fields.Problem() is { } problem)
            return problem;
        var begun = DateTimeOffset.UtcNow;
        var result = await store.EnqueueAsync(key is null ? message! : message! with { IdempotencyKey = key, IdempotencyHash = fields.Hash() })
            .ConfigureAwait(false);
        if (result.Conflict)
        {
            return Results.Problem(
                "The Idempotency-Key was used for another message.", statusCode: StatusCodes.Status422UnprocessableEntity,
                title: "The key belongs to another request.");
        }

        if (!result.Replayed)
        {
            ModemActorsMeter.Queued(result.Message.Id);
            MessageTrace.Begin("accept", result.Message, ActivityKind.Producer, begun, Activity.Current?.Context).End();
        }

        // also where the key was known and the message is further: the same request has the same answer
        outbox.ActorRef.Tell(WorkQueued.Instance, ActorRefs.NoSender);
        return Results.Json(
            new QueuedView(result.Message.Id, MessageStatus.Queued.ToText()), Json.Options, statusCode: StatusCodes.Status202Accepted)
            .At(FormattableString.Invariant($"/v1/messages/{result.Message.Id}"));
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

    private static async Task<IResult> Show(long id, IMessageStore store, IContactBook book)
    {
        if (await store.GetAsync(id).ConfigureAwait(false) is not { } message)
            return Problems.NoSuchMessage(id);
        var parts = await store.GetPartsAsync(id).ConfigureAwait(false);
        var timeline = await store.GetTimelineAsync(id).ConfigureAwait(false);
        return Results.Json(
            MessageDetailView.Of(await book.ViewAsync(message).ConfigureAwait(false), parts, timeline), Json.Options);
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
            return Problems.NoSuchMessage(id);
        return outcome.Done
            ? Results.Json(MessageView.Of(message), Json.Options)
            : Results.Problem(outcome.Reason, statusCode: StatusCodes.Status409Conflict,
                title: "The message is not in a state that allows it.");
    }
}
