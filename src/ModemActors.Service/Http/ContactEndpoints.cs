using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/contacts</c>: names for numbers.</summary>
internal static class ContactEndpoints
{
    private const string Cursor = "contacts";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/contacts", List)
            .Describe("listContacts", "Contacts", "Everybody whom messages went to or came from, or who has a name; in the order of their numbers.")
            .Query("search", "Text in name or number.").QuerySwitch("named", "Only those with a name.")
            .QueryWhole("limit", "How many, 1 to 1000; 100 unless given.").QueryCursor()
            .Answers<ContactListView>().Fails(400);
        routes.MapGet("/v1/contacts/{number}", Show)
            .Describe("getContact", "Contacts", "One contact.")
            .Answers<ContactView>().Fails(404);
        routes.MapPut("/v1/contacts/{number}", Name).Needs(ApiScope.Send)
            .Describe("nameContact", "Contacts", "Gives a number a name.")
            .Takes<ContactBody>("""{"name": "Ann"}""").Answers<ContactView>().Fails(400, 413, 415);
        routes.MapDelete("/v1/contacts/{number}", Forget).Needs(ApiScope.Send)
            .Describe("forgetContact", "Contacts", "Takes the name away; the messages stay.")
            .AnswersNothing().Fails(404);
    }

    private static async Task<IResult> List(HttpRequest request, IContactBook book)
    {
        var fields = new QueryFields(request.Query);
        var query = new ContactQuery
        {
            Search = fields.Text("search"),
            OnlyNamed = fields.Switch("named"),
            Limit = fields.Whole("limit", 100, 1, 1_000),
            After = fields.Cursor(Cursor, 1)?[0],
        };
        if (fields.Problem() is { } problem)
            return problem;
        var page = await book.ListContactsAsync(query).ConfigureAwait(false);
        return Results.Json(
            new ContactListView([.. page.Contacts.Select(ContactView.Of)], page.NextAfter is { } after ? ListCursor.Of(Cursor, after) : null),
            Json.Options);
    }

    private static async Task<IResult> Show(string number, IContactBook book)
    {
        var contact = await book.GetContactAsync(number).ConfigureAwait(false)
            ?? await book.GetContactAsync(PhoneNumbers.Normal(number)!).ConfigureAwait(false);
        return contact is null ? NoSuchContact(number) : Results.Json(ContactView.Of(contact), Json.Options);
    }

    private static async Task<IResult> Name(string number, HttpRequest request, IContactBook book, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var name = fields.Text("name")?.Trim();
        if (ContactText.WrongName(name) is { } wrong)
            fields.Wrong("name", wrong);
        if (ContactText.WrongNumber(number) is { } wrongNumber)
            fields.Wrong("number", wrongNumber);
        return fields.Problem()
            ?? Results.Json(ContactView.Of(await book.NameContactAsync(PhoneNumbers.Normal(number)!, name!).ConfigureAwait(false)), Json.Options);
    }

    private static async Task<IResult> Forget(string number, IContactBook book) =>
        await book.ForgetContactAsync(number).ConfigureAwait(false)
        || await book.ForgetContactAsync(PhoneNumbers.Normal(number)!).ConfigureAwait(false)
            ? Results.NoContent()
            : NoSuchContact(number);

    private static IResult NoSuchContact(string number) => Results.Problem(
        $"There is no contact '{number}' with a name.", statusCode: StatusCodes.Status404NotFound, title: "No such contact.");
}
