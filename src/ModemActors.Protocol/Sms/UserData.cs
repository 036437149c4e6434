using System.Buffers.Binary;

namespace ModemActors.Protocol.Sms;

/// <summary>TP-UD (3GPP TS 23.040 §9.2.3.24): an optional header and what follows it. Equal if layout, header and octets are.</summary>
public sealed record UserData
{
    /// <summary>Octets that a short message holds, header included: 140, which are 160 septets.</summary>
    public const int MaxOctets = 140;

    /// <summary>Septets that a short message without header holds.</summary>
    public const int MaxSeptets = 160;

    private string? _text;

    internal UserData(SmsAlphabet alphabet, ReadOnlyMemory<byte> octets, UserDataHeader? header)
    {
        Alphabet = alphabet;
        Octets = octets;
        Header = header;
    }

    /// <summary>No user data at all, which is a legal message.</summary>
    public static UserData Empty { get; } = new(SmsAlphabet.Gsm7, default, null);

    /// <summary>How the user data is laid out. Compressed text is <see cref="SmsAlphabet.EightBit"/> here.</summary>
    public SmsAlphabet Alphabet { get; }

    /// <summary>The header; null if there is none.</summary>
    public UserDataHeader? Header { get; }

    /// <summary>What follows the header: unpacked septets, one an octet, for GSM 7 bit; else octets as they are on the wire.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <summary>TP-UDL: septets for GSM 7 bit, else octets; header included.</summary>
    public int Length => Octets.Length + HeaderUnits;

    /// <summary>Octets on the wire, header included.</summary>
    public int LengthInOctets => Alphabet == SmsAlphabet.Gsm7 ? Septets.Octets(Length) : Length;

    /// <summary>
    /// The text; null for 8-bit user data. It is well-formed, but for one thing: a part of a concatenated message that its sender cut in
    /// the middle of a
    /// character begins with a low surrogate, or ends with a high one or with U+001B, for <see cref="MessageAssembler"/> to join.
    /// </summary>
    public string? Text => Alphabet == SmsAlphabet.EightBit ? null : _text ??= Decode();

    private int HeaderUnits => Header is null ? 0 : Alphabet == SmsAlphabet.Gsm7 ? Septets.ForOctets(Header.Length) : Header.Length;

    /// <summary>
    /// User data of a text that fits into one short message, in the alphabet and the language tables that the header names.
    /// </summary>
    /// <exception cref="ArgumentException">It does not fit, or the alphabet lacks one of its characters, or is 8-bit.</exception>
    public static UserData FromText(ReadOnlySpan<char> text, SmsAlphabet alphabet, UserDataHeader? header = null)
    {
        var octets = alphabet switch
        {
            SmsAlphabet.Gsm7 => EncodeSeptets(text, header),
            SmsAlphabet.Ucs2 => EncodeUcs2(text),
            _ => throw new ArgumentException("a text needs GSM 7 bit or UCS-2", nameof(alphabet)),
        };
        return Checked(new UserData(alphabet, octets, header), nameof(text));
    }

    /// <summary>8-bit user data.</summary>
    /// <exception cref="ArgumentException">It does not fit into one short message.</exception>
    public static UserData FromOctets(ReadOnlyMemory<byte> octets, UserDataHeader? header = null) =>
        Checked(new UserData(SmsAlphabet.EightBit, octets, header), nameof(octets));

    /// <inheritdoc/>
    public bool Equals(UserData? other) =>
        other is not null && Alphabet == other.Alphabet && Equals(Header, other.Header) && Octets.Span.SequenceEqual(other.Octets.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Alphabet);
        hash.Add(Header);
        hash.AddBytes(Octets.Span);
        return hash.ToHashCode();
    }

    /// <summary>The text, or the octets in hex.</summary>
    public override string ToString() => Text ?? Convert.ToHexString(Octets.Span);

    private static UserData Checked(UserData userData, string parameter) => userData.LengthInOctets <= MaxOctets
        ? userData
        : throw new ArgumentException($"user data of {userData.LengthInOctets} octets, a short message holds {MaxOctets}", parameter);

    private static byte[] EncodeSeptets(ReadOnlySpan<char> text, UserDataHeader? header)
    {
        var alphabet = Gsm7Alphabet.Of(header);
        var count = alphabet.Count(text);
        if (count < 0)
            throw new ArgumentException("the text has a character that the GSM 7 bit alphabet lacks", nameof(text));
        var septets = new byte[count];
        alphabet.Encode(text, septets);
        return septets;
    }

    private static byte[] EncodeUcs2(ReadOnlySpan<char> text)
    {
        var octets = new byte[2 * text.Length];
        for (var i = 0; i < text.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2 * i), Utf16.IsLone(text, i) ? '\uFFFD' : text[i]);
        return octets;
    }

    private string Decode()
    {
        var part = Header?.Concatenation;
        var goesOn = part is not null && part.Number < part.Total;
        return Alphabet == SmsAlphabet.Gsm7
            ? Gsm7Alphabet.Of(Header).Decode(Octets.Span, goesOn)
            : Utf16.WellFormed(Utf16.Read(Octets.Span), part?.Number > 1, goesOn);
    }
}
