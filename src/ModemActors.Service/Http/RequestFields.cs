using System.Security.Cryptography;
using System.Text.Json;
using ModemActors.Service.Views;

namespace ModemActors.Service.Http;

/// <summary>
/// The fields of a JSON request, each read with its type; whatever is wrong is collected, so that the answer names every field at once.
/// </summary>
internal sealed class RequestFields
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private readonly JsonElement _body;
    private readonly Dictionary<string, List<string>> _errors = [];
    private readonly HashSet<string> _known = [];

    private RequestFields(JsonElement body) => _body = body;

    /// <summary>Reads the body; or the answer that says why it is none that can be read.</summary>
    public static async Task<(RequestFields? Fields, IResult? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // strict, because of browsers: a page of anyone's can post other types than JSON to us without asking
        if (!request.HasJsonContentType())
            return (null, Unreadable(
                StatusCodes.Status415UnsupportedMediaType, "Send JSON with the header Content-Type: application/json."));
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, s_strict, cancellation).ConfigureAwait(false);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, Unreadable(StatusCodes.Status400BadRequest, "The body must be a JSON object."));
            CheckTexts(document.RootElement);
            return (new RequestFields(document.RootElement.Clone()), null);
        }
        catch (JsonException cause)
        {
            return (null, Unreadable(StatusCodes.Status400BadRequest, $"The body is not JSON: {cause.Message}"));
        }
        catch (InvalidOperationException)
        {
            return (null, Unreadable(
                StatusCodes.Status400BadRequest, "The body has text that is no Unicode: broken UTF-8, or half a surrogate pair."));
        }
    }

    /// <summary>The parser looks into a text only when it is asked for.</summary>
    private static void CheckTexts(JsonElement body)
    {
        foreach (var property in body.EnumerateObject())
        {
            _ = property.Name;
            if (property.Value.ValueKind == JsonValueKind.String)
                _ = property.Value.GetString();
        }
    }

    private static IResult Unreadable(int status, string reason) =>
        Results.Problem(reason, statusCode: status, title: "The request cannot be read.");

    /// <summary>The same for bodies that say the same, however they write it: order of fields, blanks and escapes do not count.</summary>
    public string Hash()
    {
        using var canonical = new MemoryStream();
        using (var writer = new Utf8JsonWriter(canonical))
        {
            writer.WriteStartObject();
            foreach (var property in _body.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null)
                .OrderBy(property => property.Name, StringComparer.Ordinal))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Convert.ToHexString(SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length)));
    }

    public void Wrong(string field, string reason)
    {
        if (!_errors.TryGetValue(field, out var reasons))
            _errors[field] = reasons = [];
        reasons.Add(reason);
    }

    public string? Text(string field) => Read(field, JsonValueKind.String, "a text", element => element.GetString());

    public int? Whole(string field) => Read(
        field, JsonValueKind.Number, $"a whole number from {int.MinValue} to {int.MaxValue}",
        element => element.TryGetInt32(out var number) ? number : (int?)null);

    /// <summary>A list of keys.</summary>
    public IReadOnlyList<long>? Wholes(string field) => Read(
        field, JsonValueKind.Array, "a list of whole numbers",
        element => element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out _))
            ? element.EnumerateArray().Select(item => item.GetInt64()).ToList()
            : null);

    public DateTimeOffset? Time(string field) => Read(
        field, JsonValueKind.String, "a time like 2026-01-31T08:00:00Z",
        element => TimeText.TryTime(element.GetString(), out var time, utc: true) ? time : (DateTimeOffset?)null);

    public bool? Switch(string field)
    {
        if (!Find(field, out var element))
            return null;
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        Wrong(field, "must be true or false");
        return null;
    }

    /// <summary>Null if everything is well; else the answer that names every wrong field. Fields that were never asked for are wrong
    /// too.</summary>
    public IResult? Problem()
    {
        foreach (var unknown in _body.EnumerateObject().Select(property => property.Name).Where(name => !_known.Contains(name)))
            Wrong(unknown, $"there is no such field; there are: {string.Join(", ", _known)}");
        return _errors.Count == 0
            ? null
            : Problems.Fields(_errors.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }

    private T? Read<T>(string field, JsonValueKind kind, string what, Func<JsonElement, T?> read)
    {
        if (!Find(field, out var element))
            return default;
        if (element.ValueKind == kind && read(element) is { } value)
            return value;
        Wrong(field, $"must be {what}");
        return default;
    }

    private bool Find(string field, out JsonElement element)
    {
        _known.Add(field);
        return _body.TryGetProperty(field, out element) && element.ValueKind != JsonValueKind.Null;
    }
}
