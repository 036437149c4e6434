using System.Text;

namespace ModemActors.Protocol.Sms;

/// <summary>What a text will take, counted by the same segmenter that cuts it.</summary>
/// <param name="Alphabet">GSM 7 bit or UCS-2.</param>
/// <param name="Units">Septets, escapes included, or octets for UCS-2; without headers.</param>
/// <param name="Parts">Number of parts; 1 for an empty text, more than 255 if it cannot be sent.</param>
/// <param name="UnitsPerPart">Septets or octets that each of so many parts holds.</param>
/// <param name="UnitsLeft">Septets or octets that are still free in the last part.</param>
/// <param name="ForcedUcs2">The distinct characters, in their order, that the GSM 7 bit alphabet lacks: at most 50, empty for GSM 7
/// bit.</param>
public sealed record SmsEstimate(
    SmsAlphabet Alphabet, int Units, int Parts, int UnitsPerPart, int UnitsLeft, IReadOnlyList<string> ForcedUcs2)
{
    private const int MaxForced = 50;

    /// <summary>True if the parts fit into one concatenated message, 255 at most.</summary>
    public bool IsSendable => Parts <= SmsComposer.MaxParts;

    /// <summary>Why it cannot be sent, in one sentence; null if it can.</summary>
    public string? Reason => IsSendable ? null : $"the text takes {Parts} parts, a message has at most {SmsComposer.MaxParts}";

    /// <summary>The estimate for a text.</summary>
    /// <param name="text">Any text; half surrogate pairs count as U+FFFD.</param>
    /// <param name="options">What it will be composed with; null for the defaults.</param>
    public static SmsEstimate Of(string text, ComposeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plan = SmsSegmenter.Plan(text, options ?? ComposeOptions.Default);
        var units = 0;
        foreach (var segment in plan.Segments)
            units += segment.Units;
        var forced = plan.Alphabet == SmsAlphabet.Ucs2 ? Forced(text) : [];
        var left = plan.UnitsPerPart - plan.Segments[^1].Units;
        return new SmsEstimate(plan.Alphabet, units, plan.Segments.Count, plan.UnitsPerPart, left, forced);
    }

    private static List<string> Forced(string text)
    {
        var characters = new List<string>();
        var known = new HashSet<Rune>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Gsm7Alphabet.Default.Cost((char)rune.Value) > 0 || !known.Add(rune))
                continue;
            characters.Add(rune.ToString());
            if (characters.Count == MaxForced)
                break;
        }

        return characters;
    }
}
