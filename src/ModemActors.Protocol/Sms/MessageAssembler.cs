using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Protocol.Sms;

/// <summary>Puts the parts of a concatenated message together again (3GPP TS 23.040 §9.2.3.24.1). Pure: who keeps the parts, keeps them.</summary>
public static class MessageAssembler
{
    private const char Escape = (char)Gsm7Alphabet.Escape;

    /// <summary>
    /// The whole text, if every part from 1 to the total is there. Parts may come in any order and more than once (the first of them counts). A character that
    /// the sender cut in two is joined.
    /// </summary>
    /// <param name="parts">Parts of one message: the same reference, width and total in all.</param>
    /// <param name="text">The text; null if a part is missing or belongs to another message.</param>
    public static bool TryAssemble(IReadOnlyList<(Concatenation Concatenation, string Text)> parts, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(parts);
        text = null;
        if (parts.Count == 0)
            return false;
        var first = parts[0].Concatenation;
        var texts = new string?[first.Total];
        foreach (var (concatenation, part) in parts)
        {
            if (concatenation with { Number = first.Number } != first || concatenation.Number < 1 || concatenation.Number > first.Total)
                return false;
            texts[concatenation.Number - 1] ??= part;
        }

        if (Array.IndexOf(texts, null) >= 0)
            return false;
        text = Join(texts!);
        return true;
    }

    private static string Join(string[] texts)
    {
        for (var i = 0; i + 1 < texts.Length; i++)
        {
            if (!texts[i].EndsWith(Escape))
                continue;
            var next = texts[i + 1];
            var extended = next.Length == 0 ? '\0' : Gsm7Alphabet.Default.Extend(next[0]);
            texts[i] = texts[i][..^1];
            if (extended != '\0')
                texts[i + 1] = extended + next[1..];
        }

        return Utf16.WellFormed(string.Concat(texts));
    }
}
