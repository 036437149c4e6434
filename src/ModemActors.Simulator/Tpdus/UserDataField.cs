using System.Text;

namespace ModemActors.Simulator;

/// <summary>TP-UDL and TP-UD as they stand in a TPDU, never recoded: a network carries octets.</summary>
internal sealed record UserDataField(bool HasHeader, byte Dcs, byte Length, byte[] Octets)
{
    /// <summary>The concatenation's reference, total and number (3GPP TS 23.040 §9.2.3.24.1, .8), or null.</summary>
    public (int Reference, int Total, int Number)? Concatenation
    {
        get
        {
            for (var i = 1; i + 1 < HeaderLength && i + 1 < Octets.Length; i += 2 + Octets[i + 1])
            {
                var value = Octets.AsSpan(Math.Min(i + 2, Octets.Length));
                if (Octets[i] == 0x00 && value.Length >= 3) return (value[0], value[1], value[2]);
                if (Octets[i] == 0x08 && value.Length >= 4) return ((value[0] << 8) | value[1], value[2], value[3]);
            }
            return null;
        }
    }

    /// <summary>The text, or null if it is 8-bit data.</summary>
    public string? Text => DataCodingScheme.AlphabetOf(Dcs) switch
    {
        Alphabet.Default => DefaultAlphabet.Decode(Septets),
        Alphabet.Ucs2 => Encoding.BigEndianUnicode.GetString(Payload),
        _ => null,
    };

    /// <summary>The septets behind the header.</summary>
    public byte[] Septets
    {
        get
        {
            var headerSeptets = (HeaderLength * 8 + 6) / 7;
            return SeptetPacking.Unpack(Payload, Length - headerSeptets, headerSeptets * 7 - HeaderLength * 8);
        }
    }

    /// <summary>The octets behind the header.</summary>
    public ReadOnlySpan<byte> Payload => Octets.AsSpan(HeaderLength);

    private int HeaderLength => HasHeader && Octets.Length > 0 ? Math.Min(Octets.Length, Octets[0] + 1) : 0;

    /// <summary>Reads what is left of a TPDU behind TP-DCS and whatever follows it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, int position, bool hasHeader, byte dcs, out UserDataField? field)
    {
        field = null;
        if (position >= octets.Length) return false;
        var length = octets[position];
        var bytes = DataCodingScheme.AlphabetOf(dcs) == Alphabet.Default ? (length * 7 + 7) / 8 : length;
        if (bytes > 140 || position + 1 + bytes != octets.Length) return false;
        field = new UserDataField(hasHeader, dcs, length, octets[(position + 1)..].ToArray());
        return true;
    }

    public static UserDataField Plain(string text) => DefaultAlphabet.CanEncode(text)
        ? OfSeptets(DefaultAlphabet.Encode(text), 0)
        : OfOctets(Encoding.BigEndianUnicode.GetBytes(text), 0x08);

    public static UserDataField OfSeptets(byte[] septets, byte dcs) => new(false, dcs, (byte)septets.Length, SeptetPacking.Pack(septets));

    public static UserDataField OfOctets(byte[] octets, byte dcs, bool hasHeader = false) => new(hasHeader, dcs, (byte)octets.Length, octets);
}
