using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>GET /v1/messages</c>: filters and pages.</summary>
internal static class MessageListing
{
    public static readonly IReadOnlyList<string> Statuses =
        [.. Enum.GetValues<MessageStatus>().Where(status => status != MessageStatus.Unknown).Select(status => status.ToText())];

    public static async Task<IResult> List(HttpRequest request, IMessageStore store, IContactBook book)
    {
        var fields = new QueryFields(request.Query);
        var query = new MessageQuery
        {
            Direction = fields.Word("direction", "inbound", "outbound") is { } direction ? MessageStates.ParseDirection(direction) : null,
            Status = fields.Word("status", Statuses),
            PhoneNumber = fields.Number("phone_number"),
            Modem = fields.Text("modem"),
            Since = fields.Time("since"),
            Until = fields.Time("until"),
            Search = fields.Text("search"),
            Limit = fields.Whole("limit", 50, 1, 500),
            BeforeId = Before(fields),
        };
        if (fields.Problem() is { } problem)
            return problem;
        var page = await store.ListAsync(query).ConfigureAwait(false);
        return Results.Json(new MessageListView(await book.ViewAsync(page.Messages).ConfigureAwait(false), Next(page)), Json.Options);
    }

    /// <summary>The cursor for what comes behind a page.</summary>
    public static string? Next(MessagePage page) =>
        page.NextBefore is { } before ? MessageCursor.Of(before) : null;

    /// <summary>Where the page that is asked for begins.</summary>
    public static long? Before(QueryFields fields)
    {
        if (fields.Text("cursor") is not { } cursor)
            return null;
        if (MessageCursor.TryRead(cursor, out var before))
            return before;
        fields.Wrong("cursor", "is not a cursor that this list gave out");
        return null;
    }
}
