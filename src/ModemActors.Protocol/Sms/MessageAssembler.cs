using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ModemActors.Protocol.Sms;

/// <summary>
/// Puts the parts of a concatenated message together again (3GPP TS 23.040 §9.2.3.24.1). Parts may come in any order and more than once
/// (the first of them
/// counts); characters that the sender cut in two are joined. Pure: who keeps the parts, keeps them.
/// </summary>
public static class MessageAssembler
{
    private const char Escape = (char)Gsm7Alphabet.Escape;
    private const string Gap = "[…]";

    /// <summary>The whole text, if every part from 1 to the total is there.</summary>
    /// <param name="parts">Parts of one message with <see cref="UserData.Text"/>: the same reference, width and total in all.</param>
    /// <param name="text">The text; null if a part is missing or belongs to another message.</param>
    public static bool TryAssemble(IReadOnlyList<(Concatenation Concatenation, string Text)> parts, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(parts);
        text = TryOrder(parts, out var texts) && Array.IndexOf(texts, null) < 0 ? Join(texts!, _ => Gsm7Alphabet.Default) : null;
        return text is not null;
    }

    /// <summary>As the other, from user data, which knows the language tables of its parts.</summary>
    /// <param name="parts">User data of one message's parts; none of it 8-bit.</param>
    /// <param name="text">The text; null if a part is missing, has no text, or belongs to another message.</param>
    public static bool TryAssemble(IReadOnlyList<UserData> parts, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!TryOrder(parts, out var whole) || whole.Any(part => part.Text is null))
            return false;
        text = Join([.. whole.Select(part => part.Text!)], i => Gsm7Alphabet.Of(whole[i].Header));
        return true;
    }

    /// <summary>The octets of an 8-bit message in several parts.</summary>
    /// <param name="parts">User data of one message's parts, all of it 8-bit.</param>
    /// <param name="octets">The octets without headers; null if a part is missing, is text, or belongs to another message.</param>
    public static bool TryAssemble(IReadOnlyList<UserData> parts, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        if (!TryOrder(parts, out var whole) || whole.Any(part => part.Alphabet != SmsAlphabet.EightBit))
            return false;
        octets = [.. whole.SelectMany(part => part.Octets.ToArray())];
        return true;
    }

    /// <summary>What there is of a message whose other parts never came: "[…]" stands for each stretch that is missing.</summary>
    /// <param name="parts">One part at least; parts of another message than the first one's are left out.</param>
    public static string AssembleIncomplete(IReadOnlyList<(Concatenation Concatenation, string Text)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            return Gap;
        var first = parts[0].Concatenation;
        _ = TryOrder([.. parts.Where(part => IsSameMessage(part.Concatenation, first))], out var texts);
        var whole = new StringBuilder();
        for (var i = 0; i < texts.Length;)
        {
            var end = i;
            while (end < texts.Length && texts[end] is not null == texts[i] is not null)
                end++;
            whole.Append(texts[i] is null ? Gap : Join(texts[i..end]!, _ => Gsm7Alphabet.Default));
            i = end;
        }

        return whole.ToString();
    }

    private static bool IsSameMessage(Concatenation part, Concatenation first) =>
        part with { Number = first.Number } == first && part.Number >= 1 && part.Number <= first.Total;

    private static bool TryOrder<T>(IReadOnlyList<(Concatenation Concatenation, T Content)> parts, out T?[] ordered)
        where T : class
    {
        ordered = [];
        if (parts.Count == 0)
            return false;
        ordered = new T?[parts[0].Concatenation.Total];
        foreach (var (concatenation, content) in parts)
        {
            if (!IsSameMessage(concatenation, parts[0].Concatenation))
                return false;
            ordered[concatenation.Number - 1] ??= content;
        }

        return true;
    }

    private static bool TryOrder(IReadOnlyList<UserData> parts, out UserData[] whole)
    {
        ArgumentNullException.ThrowIfNull(parts);
        whole = [];
        var known = new List<(Concatenation, UserData)>(parts.Count);
        foreach (var part in parts)
        {
            if (part.Header?.Concatenation is not { } concatenation)
                return false;
            known.Add((concatenation, part));
        }

        if (!TryOrder(known, out var ordered) || Array.IndexOf(ordered, null) >= 0)
            return false;
        whole = ordered!;
        return true;
    }

    private static string Join(string[] texts, Func<int, Gsm7Alphabet> alphabetOf)
    {
        for (var i = 0; i + 1 < texts.Length; i++)
        {
            if (!texts[i].EndsWith(Escape))
                continue;
            var next = texts[i + 1];
            var extended = next.Length == 0 ? '\0' : alphabetOf(i).Extend(next[0]);
            texts[i] = texts[i][..^1];
            if (extended != '\0')
                texts[i + 1] = extended + next[1..];
        }

        return Utf16.WellFormed(string.Concat(texts).Replace(Escape, ' '));
    }
}
