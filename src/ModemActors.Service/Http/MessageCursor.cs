using System.Globalization;

namespace ModemActors.Service.Http;

/// <summary>Where a list of messages goes on.</summary>
internal static class MessageCursor
{
    public const string Kind = "messages";

    public static string Of(long beforeId) => ListCursor.Of(Kind, beforeId.ToString(CultureInfo.InvariantCulture));

    public static bool TryRead(string text, out long beforeId)
    {
        beforeId = 0;
        return ListCursor.TryRead(text, Kind, 1, out var parts) && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out beforeId);
    }
}
