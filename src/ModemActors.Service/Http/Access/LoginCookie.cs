using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModemActors.Service.Http.Access;

/// <summary>
/// What a browser keeps instead of the key: its id, until when, and a signature made with the key's hash. So it needs no table, outlives restarts, and
/// ends with the key.
/// </summary>
internal static class LoginCookie
{
    public const string Name = "modemactors";

    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static string Create(string id, ReadOnlyMemory<byte> hash, DateTimeOffset now)
    {
        var claim = FormattableString.Invariant($"{id}.{(now + Life).ToUnixTimeSeconds()}");
        return $"{claim}.{Base64Url.EncodeToString(Sign(claim, hash))}";
    }

    /// <summary>Who has this cookie; null if it is none of ours, or too old.</summary>
    public static ApiCaller? Read(string cookie, ApiKeyRing keys, DateTimeOffset now)
    {
        var parts = cookie.Split('.');
        if (parts.Length != 3 || !ApiKeySecret.IsId(parts[0]) || !Base64Url.IsValid(parts[2])
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var until) || until < now.ToUnixTimeSeconds())
            return null;
        var signature = Base64Url.DecodeFromChars(parts[2]);
        return keys.Find(parts[0], hash => CryptographicOperations.FixedTimeEquals(Sign($"{parts[0]}.{parts[1]}", hash), signature));
    }

    private static byte[] Sign(string claim, ReadOnlyMemory<byte> hash) =>
        HMACSHA256.HashData(hash.Span, Encoding.ASCII.GetBytes($"modemactors login {claim}"));
}
