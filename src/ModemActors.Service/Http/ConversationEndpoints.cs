using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/conversations</c>: messages by whom they went to and came from.</summary>
internal static class ConversationEndpoints
{
    private const string Cursor = "conversations";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/conversations", List)
            .Describe("listConversations", "Conversations", "The one with the newest message first, with what is unread.")
            .Query("search", "Text in name or number.").QueryWhole("limit", "How many, 1 to 500; 50 unless given.").QueryCursor()
            .Answers<ConversationListView>().Fails(400);
        routes.MapGet("/v1/conversations/{number}", Show)
            .Describe("getConversation", "Conversations", "The messages from and to a number, newest first.")
            .QueryWhole("limit", "How many, 1 to 500; 50 unless given.").QueryCursor()
            .Answers<ThreadView>().Fails(400);
        routes.MapPost("/v1/conversations/{number}/read", MarkRead).Needs(ApiScope.Send)
            .Describe("markConversationRead", "Conversations", "Marks everything from a number as read, so that it leaves the SIM.")
            .Answers<MarkedView>();
    }

    private static async Task<IResult> List(HttpRequest request, IMessageStore store)
    {
        var fields = new QueryFields(request.Query);
        var (search, limit) = (fields.Text("search"), fields.Whole("limit", 50, 1, 500));
        var after = fields.Cursor(Cursor, 2) is { } cursor ? new ConversationMark(cursor[0], cursor[1]) : null;
        if (fields.Problem() is { } problem)
            return problem;
        var page = await store.ListConversationsAsync(search, limit + 1, after).ConfigureAwait(false);
        var next = page.Count > limit ? page[limit - 1].Mark : null;
        return Results.Json(
            new ConversationListView(
                [.. page.Take(limit).Select(ConversationView.Of)],
                next is null ? null : ListCursor.Of(Cursor, next.LastMessageTime, next.PhoneNumber)),
            Json.Options);
    }

    private static async Task<IResult> Show(string number, HttpRequest request, IMessageStore store, IContactBook book)
    {
        var fields = new QueryFields(request.Query);
        var (limit, before) = (fields.Whole("limit", 50, 1, 500), MessageListing.Before(fields));
        if (fields.Problem() is { } problem)
            return problem;
        var contact = await KnownAsync(book, number).ConfigureAwait(false);
        var page = await store.ListAsync(new MessageQuery { PhoneNumber = contact.PhoneNumber, Limit = limit, BeforeId = before })
            .ConfigureAwait(false);
        return Results.Json(
            new ThreadView(
                contact.PhoneNumber, contact.Name, await book.ViewAsync(page.Messages).ConfigureAwait(false), MessageListing.Next(page)),
            Json.Options);
    }

    private static async Task<IResult> MarkRead(string number, IMessageStore store, IContactBook book, IRequiredActor<Fleet> fleet)
    {
        var contact = await KnownAsync(book, number).ConfigureAwait(false);
        var unread = new MessageQuery
        {
            PhoneNumber = contact.PhoneNumber,
            Direction = MessageDirection.Inbound,
            Status = MessageStatus.Unread.ToText(),
            Limit = 10_000,
        };
        var ids = (await store.ListAsync(unread).ConfigureAwait(false)).Messages.Select(message => message.Id).ToList();
        var outcomes = ids.Count == 0 ? [] : await store.MarkReadAsync(ids).ConfigureAwait(false);
        fleet.ActorRef.Tell(ReadMarksChanged.Instance, ActorRefs.NoSender);
        return Results.Json(new MarkedView(outcomes.Count(outcome => outcome.Done)), Json.Options);
    }

    /// <summary>Who has this number, as it is written or as it stands in the store.</summary>
    private static async Task<Contact> KnownAsync(IContactBook book, string number)
    {
        var normal = PhoneNumbers.Normal(number)!;
        return await book.GetContactAsync(number).ConfigureAwait(false) ?? await book.GetContactAsync(normal).ConfigureAwait(false)
            ?? new Contact(normal, null, null, 0);
    }
}
