using System.Globalization;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary>Reads the filters of <c>GET /v1/messages</c>; a wrong one is named, not ignored.</summary>
internal static class MessageQueryReader
{
    private static readonly string[] s_known =
        ["direction", "status", "phone_number", "modem", "since", "until", "search", "limit", "cursor"];

    public static (MessageQuery Query, Dictionary<string, string[]> Errors) Read(IQueryCollection query)
    {
        var errors = query.Keys.Where(key => !s_known.Contains(key))
            .ToDictionary(key => key, _ => new[] { $"there is no such filter; there are: {string.Join(", ", s_known)}" });
        foreach (var key in query.Keys.Where(key => query[key].Count > 1))
            errors[key] = ["is given more than once"];
        return (new MessageQuery
        {
            Direction = Direction(query, errors),
            Status = Text(query, "status"),
            PhoneNumber = Number(query),
            Modem = Text(query, "modem"),
            Since = Time(query, "since", errors),
            Until = Time(query, "until", errors),
            Search = Text(query, "search"),
            Limit = Limit(query, errors),
            BeforeId = Cursor(query, errors),
        }, errors);
    }

    private static string? Text(IQueryCollection query, string key) => query[key].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>A plus that nobody encoded arrives as a blank.</summary>
    private static string? Number(IQueryCollection query) => Text(query, "phone_number") is { } text
        ? PhoneNumbers.Normal(text.StartsWith(' ') ? $"+{text.TrimStart()}" : text)
        : null;

    private static MessageDirection? Direction(IQueryCollection query, Dictionary<string, string[]> errors)
    {
        switch (Text(query, "direction"))
        {
            case null:
                return null;
            case "inbound":
                return MessageDirection.Inbound;
            case "outbound":
                return MessageDirection.Outbound;
            default:
                errors["direction"] = ["must be inbound or outbound"];
                return null;
        }
    }

    private static DateTimeOffset? Time(IQueryCollection query, string key, Dictionary<string, string[]> errors)
    {
        if (Text(query, key) is not { } text)
            return null;
        if (TimeText.TryTime(text, out var time, utc: true))
            return time;
        errors[key] = ["must be a time like 2026-01-31T08:00:00Z"];
        return null;
    }

    private static int Limit(IQueryCollection query, Dictionary<string, string[]> errors)
    {
        if (Text(query, "limit") is not { } text)
            return 50;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 500)
            return limit;
        errors["limit"] = ["must be a whole number from 1 to 500"];
        return 50;
    }

    private static long? Cursor(IQueryCollection query, Dictionary<string, string[]> errors)
    {
        if (Text(query, "cursor") is not { } text)
            return null;
        if (MessageCursor.TryRead(text, out var before))
            return before;
        errors["cursor"] = ["is not a cursor that this service gave out"];
        return null;
    }
}
