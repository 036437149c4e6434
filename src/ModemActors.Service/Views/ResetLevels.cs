using ModemActors.Messages;

namespace ModemActors.Service.Views;

/// <summary>The words for reset levels in HTTP and verbs.</summary>
internal static class ResetLevels
{
    /// <summary>All of them, softest first.</summary>
    public static readonly string[] Words = [.. Enum.GetValues<ResetLevel>().Select(WordOf)];

    /// <summary>Null = no such level.</summary>
    public static ResetLevel? Parse(string word) => Array.IndexOf(Words, word) is >= 0 and var index ? (ResetLevel)index : null;

    public static string WordOf(ResetLevel level) => level.ToString().ToLowerInvariant();
}
