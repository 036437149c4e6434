namespace ModemActors.Protocol.Sms;

/// <summary>
/// A stretch of a text that goes into one part: where it begins, its UTF-16 code units, and the septets or octets that it takes.
/// </summary>
internal readonly record struct Segment(int Start, int Length, int Units);

/// <summary>How a text is cut: the one place where parts are counted.</summary>
/// <param name="Alphabet">GSM 7 bit or UCS-2.</param>
/// <param name="Locking">Language of the locking shift table.</param>
/// <param name="Single">Language of the single shift table.</param>
/// <param name="Segments">One or more.</param>
/// <param name="UnitsPerPart">Septets or octets that a part holds.</param>
internal sealed record SegmentPlan(
    SmsAlphabet Alphabet, NationalLanguage Locking, NationalLanguage Single, IReadOnlyList<Segment> Segments, int UnitsPerPart);

/// <summary>Cuts texts into parts, never between an escape and its septet nor within a surrogate pair.</summary>
internal static class SmsSegmenter
{
    private const int Concatenation8Octets = 5;
    private const int Concatenation16Octets = 6;
    private const int ShiftOctets = 3;

    public static SegmentPlan Plan(string text, ComposeOptions options)
    {
        if (TrySeptets(text, NationalLanguage.Default, NationalLanguage.Default, options) is { } plain)
            return plain;
        var best = Cut(text, SmsAlphabet.Ucs2, NationalLanguage.Default, NationalLanguage.Default, options);
        foreach (var language in options.Languages)
        {
            ReadOnlySpan<(NationalLanguage, NationalLanguage)> tables =
                [(NationalLanguage.Default, language), (language, NationalLanguage.Default), (language, language)];
            foreach (var (locking, single) in tables)
            {
                if (TrySeptets(text, locking, single, options) is { } plan && plan.Segments.Count < best.Segments.Count)
                    best = plan;
            }
        }

        return best;
    }

    private static SegmentPlan? TrySeptets(string text, NationalLanguage locking, NationalLanguage single, ComposeOptions options) =>
        Gsm7Alphabet.For((byte)locking, (byte)single).Count(text) < 0 ? null : Cut(text, SmsAlphabet.Gsm7, locking, single, options);

    private static SegmentPlan Cut(
        string text, SmsAlphabet alphabet, NationalLanguage locking, NationalLanguage single, ComposeOptions options)
    {
        var shifts = (locking == NationalLanguage.Default ? 0 : ShiftOctets) + (single == NationalLanguage.Default ? 0 : ShiftOctets);
        var capacity = Capacity(alphabet, shifts);
        var segments = Cut(text, alphabet, Gsm7Alphabet.For((byte)locking, (byte)single), capacity);
        if (segments.Count > 1)
        {
            capacity = Capacity(alphabet, shifts + (options.Reference16Bit ? Concatenation16Octets : Concatenation8Octets));
            segments = Cut(text, alphabet, Gsm7Alphabet.For((byte)locking, (byte)single), capacity);
        }

        return new SegmentPlan(alphabet, locking, single, segments, capacity);
    }

    /// <summary>Units that are left beside the elements of a header; its length octet comes with the first of them.</summary>
    private static int Capacity(SmsAlphabet alphabet, int elementOctets)
    {
        var header = elementOctets == 0 ? 0 : 1 + elementOctets;
        return alphabet == SmsAlphabet.Gsm7 ? UserData.MaxSeptets - Septets.ForOctets(header) : (UserData.MaxOctets - header) & ~1;
    }

    private static List<Segment> Cut(string text, SmsAlphabet alphabet, Gsm7Alphabet septets, int capacity)
    {
        var segments = new List<Segment>(1);
        int start = 0, units = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = alphabet == SmsAlphabet.Ucs2 && i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            var cost = alphabet == SmsAlphabet.Ucs2 ? 2 * length : septets.Cost(text[i]);
            if (units + cost > capacity)
            {
                segments.Add(new Segment(start, i - start, units));
                (start, units) = (i, 0);
            }

            units += cost;
            i += length;
        }

        segments.Add(new Segment(start, text.Length - start, units));
        return segments;
    }
}
