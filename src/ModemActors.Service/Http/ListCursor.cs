using System.Buffers.Text;
using System.Text;

namespace ModemActors.Service.Http;

/// <summary>Where a list goes on: opaque to callers, so that what it stands for may change.</summary>
internal static class ListCursor
{
    private const char Separator = '\n';

    public static string Of(string kind, params IEnumerable<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts.Prepend(kind))));

    public static bool TryRead(string text, string kind, int parts, out IReadOnlyList<string> read)
    {
        read = [];
        if (!Base64Url.IsValid(text))
            return false;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        if (plain.Length != parts + 1 || plain[0] != kind)
            return false;
        read = plain[1..];
        return true;
    }
}
