using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ModemActors.Service.Http;

/// <summary>Where a list goes on: opaque to callers, so that what it stands for may change.</summary>
internal static class MessageCursor
{
    public static string Of(long beforeId) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(FormattableString.Invariant($"before:{beforeId}")));

    public static bool TryRead(string text, out long beforeId)
    {
        beforeId = 0;
        if (!Base64Url.IsValid(text))
            return false;
        var plain = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text));
        return plain.StartsWith("before:", StringComparison.Ordinal)
            && long.TryParse(plain.AsSpan("before:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out beforeId);
    }
}
