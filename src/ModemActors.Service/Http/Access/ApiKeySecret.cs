using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ModemActors.Service.Http.Access;

/// <summary>A key as its owner has it: <c>ma_</c>, eight characters that may be seen, <c>_</c>, 256 bits of chance. What cannot be guessed needs no
/// slow hash.</summary>
internal static class ApiKeySecret
{
    public const string Start = "ma_";

    private const int IdLength = 8;
    private const int SecretLength = 43;
    private const int Length = 3 + IdLength + 1 + SecretLength;

    /// <summary>A new key and its id.</summary>
    public static (string Id, string Secret) Create()
    {
        var id = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", IdLength);
        return (id, $"{Start}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The part that may be seen; null if this is no key at all.</summary>
    public static string? IdOf(string secret) =>
        secret.Length == Length && secret.StartsWith(Start, StringComparison.Ordinal) && secret[Start.Length + IdLength] == '_'
            ? secret.Substring(Start.Length, IdLength)
            : null;

    /// <summary>Whether a text may stand in a key's place in the configuration or in a hash's.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiLetterOrDigit);
}
