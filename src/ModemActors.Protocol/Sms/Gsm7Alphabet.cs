namespace ModemActors.Protocol.Sms;

/// <summary>
/// A GSM 7 bit alphabet: a basic table and the table behind the escape (3GPP TS 23.038 §6.2.1). Immutable; one object per pair of
/// languages.
/// </summary>
internal sealed class Gsm7Alphabet
{
    public const byte Escape = 0x1B;

    private const byte None = 0xFF;
    private const byte Extended = 0x80;
    private const int Languages = (int)NationalLanguage.Urdu + 1;
    private static readonly Gsm7Alphabet?[] s_alphabets = new Gsm7Alphabet?[Languages * Languages];

    private readonly string _basic;
    private readonly string _extension;

    /// <summary>
    /// By the character's high octet, then its low one: its septet, with bit 7 set if that stands behind an escape, or None.
    /// </summary>
    private readonly byte[]?[] _septets = new byte[]?[256];

    private Gsm7Alphabet(string basic, string extension)
    {
        _basic = basic;
        _extension = extension;
        for (var i = extension.Length - 1; i >= 0; i--)
            Map(extension[i], (byte)(Extended | i));
        for (var i = basic.Length - 1; i >= 0; i--)
            Map(basic[i], (byte)i);
    }

    /// <summary>The GSM 7 bit default alphabet with its extension table.</summary>
    public static Gsm7Alphabet Default { get; } = For(null, null);

    /// <summary>The alphabet of these national language identifiers; null, unknown and reserved ones mean the default table.</summary>
    public static Gsm7Alphabet For(byte? locking, byte? single)
    {
        int basic = locking < Languages ? locking.Value : 0, extension = single < Languages ? single.Value : 0;
        ref var alphabet = ref s_alphabets[basic * Languages + extension];
        return Volatile.Read(ref alphabet) ?? Publish(ref alphabet, new(LockingShiftTables.Of(basic), SingleShiftTables.Of(extension)));
    }

    /// <summary>The alphabet that a user data header names; the default one without header.</summary>
    public static Gsm7Alphabet Of(UserDataHeader? header) => For(header?.LockingShift, header?.SingleShift);

    /// <summary>Septets that the character takes: 1, 2, or 0 if the alphabet has it not.</summary>
    public int Cost(char c) => Septet(c) switch { None => 0, >= Extended => 2, _ => 1 };

    /// <summary>Septets that the text takes, or -1 if the alphabet lacks one of its characters.</summary>
    public int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            var cost = Cost(c);
            if (cost == 0)
                return -1;
            count += cost;
        }

        return count;
    }

    /// <summary>Writes the text's septets, one an octet; <see cref="Count"/> says how many, and that they can be had.</summary>
    public void Encode(ReadOnlySpan<char> text, Span<byte> septets)
    {
        var at = 0;
        foreach (var c in text)
        {
            var septet = Septet(c);
            if (septet >= Extended)
                septets[at++] = Escape;
            septets[at++] = (byte)(septet & 0x7F);
        }
    }

    /// <summary>
    /// The text of these septets. An escaped septet that the extension table lacks is read in the basic table and a doubled escape as a
    /// space, as the standard
    /// demands; what no table has becomes U+FFFD. An escape at the very end becomes a space, or stays U+001B if the text goes on in another
    /// part.
    /// </summary>
    public string Decode(ReadOnlySpan<byte> septets, bool goesOn = false)
    {
        Span<char> text = septets.Length <= 256 ? stackalloc char[septets.Length] : new char[septets.Length];
        var count = 0;
        for (var i = 0; i < septets.Length; i++)
        {
            var septet = septets[i] & 0x7F;
            if (septet != Escape)
                text[count++] = Known(_basic[septet]);
            else if (++i == septets.Length)
                text[count++] = goesOn ? (char)Escape : ' ';
            else if ((septet = septets[i] & 0x7F) == Escape)
                text[count++] = ' ';
            else
                text[count++] = _extension[septet] is var c and not '\0' ? c : Known(_basic[septet]);
        }

        return new string(text[..count]);
    }

    /// <summary>What an escape at the end of one part makes of the character that begins the next: '\0' if nothing.</summary>
    public char Extend(char c) => Septet(c) is < Extended and var septet ? _extension[septet] : '\0';

    private static char Known(char c) => c == '\0' ? '\uFFFD' : c;

    private static Gsm7Alphabet Publish(ref Gsm7Alphabet? place, Gsm7Alphabet alphabet) =>
        Interlocked.CompareExchange(ref place, alphabet, null) ?? alphabet;

    private byte Septet(char c) => _septets[c >> 8] is { } page ? page[c & 0xFF] : None;

    private void Map(char c, byte septet)
    {
        if (c is '\0' or (char)Escape)
            return;
        var page = _septets[c >> 8];
        if (page is null)
        {
            page = _septets[c >> 8] = new byte[256];
            page.AsSpan().Fill(None);
        }

        page[c & 0xFF] = septet;
    }
}
