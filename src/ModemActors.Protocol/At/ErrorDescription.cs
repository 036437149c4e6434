using System.Collections.Frozen;

namespace ModemActors.Protocol.At;

/// <summary>One error number of a standard.</summary>
/// <param name="Code">The number behind <c>+CME ERROR:</c> or <c>+CMS ERROR:</c>.</param>
/// <param name="Words">The standard's words, in lower case.</param>
/// <param name="Nature">What it means for the next attempt (our judgement; the standards do not say).</param>
/// <param name="ConcernsModem">True if the modem, its SIM or its network access is the reason: another modem may succeed with the same
/// message.
/// False if the message, its recipient or the command is.</param>
public sealed record ErrorDescription(int Code, string Words, ErrorNature Nature, bool ConcernsModem)
{
    /// <summary>Letters and digits only, and SIM for (U)SIM: modems spell the words in many ways.</summary>
    internal static string KeyOf(string words) =>
        string.Concat(words.ToUpperInvariant().Replace("(U)SIM", "SIM", StringComparison.Ordinal).Where(char.IsAsciiLetterOrDigit));

    internal static FrozenDictionary<string, ErrorDescription> IndexWords(IEnumerable<ErrorDescription> table) =>
        table.GroupBy(error => KeyOf(error.Words)).ToFrozenDictionary(same => same.Key, same => same.Last());
}
