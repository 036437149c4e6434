using System.Globalization;
using ModemActors.Service.Views;

namespace ModemActors.Service.Http;

/// <summary>The parameters of a request's address, each read with its type; a wrong one is named, not ignored, and so is one that nobody asked for.</summary>
internal sealed class QueryFields(IQueryCollection query)
{
    private readonly Dictionary<string, string[]> _errors = [];
    private readonly List<string> _known = [];

    public string? Text(string key)
    {
        _known.Add(key);
        if (query[key].Count > 1)
            Wrong(key, "is given more than once");
        return query[key].FirstOrDefault() is { Length: > 0 } text ? text : null;
    }

    /// <summary>A plus that nobody encoded arrives as a blank.</summary>
    public string? Number(string key) =>
        Text(key) is { } text ? PhoneNumbers.Normal(text.StartsWith(' ') ? $"+{text.TrimStart()}" : text) : null;

    public string? Word(string key, params IEnumerable<string> words)
    {
        if (Text(key) is not { } text || words.Contains(text))
            return Text(key);
        Wrong(key, $"must be one of: {string.Join(", ", words)}");
        return null;
    }

    public bool Switch(string key)
    {
        var text = Text(key);
        if (text is not (null or "true" or "false"))
            Wrong(key, "must be true or false");
        return text == "true";
    }

    public DateTimeOffset? Time(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (TimeText.TryTime(text, out var time, utc: true))
            return time;
        Wrong(key, "must be a time like 2026-01-31T08:00:00Z");
        return null;
    }

    public int Whole(string key, int otherwise, int min, int max)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Wrong(key, $"must be a whole number from {min} to {max}");
        return otherwise;
    }

    /// <summary>The parts of a cursor that this kind of list gave out; null if there is none.</summary>
    public IReadOnlyList<string>? Cursor(string kind, int parts)
    {
        if (Text("cursor") is not { } text)
            return null;
        if (ListCursor.TryRead(text, kind, parts, out var read))
            return read;
        Wrong("cursor", "is not a cursor that this list gave out");
        return null;
    }

    public void Wrong(string key, string reason) => _errors[key] = [reason];

    /// <summary>Null if everything is well; else the answer that names every wrong parameter.</summary>
    public IResult? Problem()
    {
        foreach (var key in query.Keys.Where(key => !_known.Contains(key)))
            Wrong(key, $"there is no such parameter; there are: {string.Join(", ", _known.Distinct())}");
        return _errors.Count == 0 ? null : Problems.Fields(_errors);
    }
}
