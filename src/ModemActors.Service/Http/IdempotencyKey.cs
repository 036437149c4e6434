using ModemActors.Service.Http.Access;

namespace ModemActors.Service.Http;

/// <summary>The header <c>Idempotency-Key</c>.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 255;

    /// <summary>The key as it is kept: callers with API keys have theirs apart from each other's. Null: none was given, or it is wrong.</summary>
    public static string? Read(HttpContext context, RequestFields fields)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var values))
            return null;
        if (values.Count == 1 && values[0] is { Length: > 0 and <= Longest } key)
            return ApiCaller.Of(context) is { } caller ? $"{caller.Name}/{key}" : key;
        fields.Wrong(Header, $"the header must stand there once, with 1 to {Longest} characters");
        return null;
    }
}
