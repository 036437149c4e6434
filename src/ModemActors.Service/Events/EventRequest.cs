using System.Globalization;
using ModemActors.Relay;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Events;

/// <summary>What somebody who follows the events asks for.</summary>
/// <param name="After">The place behind which he wants everything; null = from now on.</param>
/// <param name="Filter">Which events.</param>
internal sealed record EventRequest(long? After, EventFilter Filter)
{
    private const string IdHeader = "Last-Event-ID";
    private const string IdQuery = "last_event_id";
    private static readonly string[] s_known = [IdQuery, "types"];

    /// <summary>Reads it; or the answer that says what is wrong with it.</summary>
    public static (EventRequest? Request, IResult? Problem) Read(HttpRequest request, JournalState journal)
    {
        var errors = request.Query.Keys.Where(key => !s_known.Contains(key))
            .ToDictionary(key => key, _ => new[] { $"there is no such parameter; there are: {string.Join(", ", s_known)}" });
        var filter = ReadTypes(request.Query["types"], errors);

        // A browser that connects again says in the header where it was; the address still says where it began.
        var (place, name) = request.Headers[IdHeader].ToString() is { Length: > 0 } header ? (header, IdHeader) : (request.Query[IdQuery].ToString(), IdQuery);
        long? after = null;
        if (place.Length > 0 && !TryPlace(place, out after))
            errors[name] = ["must be the id of an event that this service sent: a whole number, or 0 for everything that is kept"];
        else if (after > journal.Newest)
            errors[name] = [$"{after} has not happened yet; the newest event is {journal.Newest}"];
        if (errors.Count > 0)
            return (null, Results.ValidationProblem(errors, title: "The request has errors."));
        return after is > 0 && after < journal.PurgedTo
            ? (null, Results.Problem(
                $"Events up to {journal.PurgedTo} are kept no more, so what came after {after} cannot be told without a gap. Read the messages anew and begin with "
                + $"{IdQuery}={journal.PurgedTo}, or without one.", statusCode: StatusCodes.Status410Gone, title: "Too long ago."))
            : (new EventRequest(after, filter), null);
    }

    private static bool TryPlace(string text, out long? place)
    {
        var isPlace = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        place = isPlace ? number : null;
        return isPlace;
    }

    private static EventFilter ReadTypes(Microsoft.Extensions.Primitives.StringValues types, Dictionary<string, string[]> errors)
    {
        if (types.Count == 0)
            return EventFilter.Everything;
        var patterns = types.SelectMany(list => list!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (EventFilter.TryParse(patterns, out var filter, out var wrong, EventFrame.ModemStatus))
            return filter;
        errors["types"] =
        [
            $"'{wrong}' stands for no event; there are: {string.Join(", ", EventTypes.All)}, {EventFrame.ModemStatus}, and with a star at the end: message.*",
        ];
        return EventFilter.Everything;
    }
}
