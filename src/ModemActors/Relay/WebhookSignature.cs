using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModemActors.Relay;

/// <summary>Signs as Standard Webhooks 1.0 says: HMAC-SHA256 over <c>id.timestamp.body</c>, once for each key, so that keys can be changed without a gap.</summary>
internal static class WebhookSignature
{
    public static string Of(IEnumerable<ReadOnlyMemory<byte>> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key.Span, signed))));
    }
}
