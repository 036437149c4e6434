using System.Text;

namespace ModemActors.Simulator;

/// <summary>An address field of a TPDU (3GPP TS 23.040 §9.1.2.5), kept as the octets that it is made of.</summary>
internal sealed class AddressField
{
    private const byte International = 0x91;
    private const byte Unknown = 0x81;
    private const byte Alphanumeric = 0xD0;
    private const string Digits = "0123456789*#abc";

    private AddressField(byte length, byte typeOfAddress, byte[] value)
    {
        Length = length;
        TypeOfAddress = typeOfAddress;
        Value = value;
    }

    /// <summary>Semi-octets that count.</summary>
    public byte Length { get; }

    public byte TypeOfAddress { get; }

    public byte[] Value { get; }

    /// <summary>The field's octets, length first.</summary>
    public byte[] Octets => [Length, TypeOfAddress, .. Value];

    /// <summary>As a person writes it: with '+' if international, as text if alphanumeric.</summary>
    public string Text => (TypeOfAddress & 0x70) switch
    {
        0x50 => DefaultAlphabet.Decode(SeptetPacking.Unpack(Value, Length * 4 / 7)),
        0x10 => "+" + Number,
        _ => Number,
    };

    /// <summary>The digits without '+'.</summary>
    public string Number
    {
        get
        {
            var text = new StringBuilder();
            for (var i = 0; i < Length; i++)
            {
                var nibble = i % 2 == 0 ? Value[i / 2] & 0xF : Value[i / 2] >> 4;
                if (nibble < Digits.Length) text.Append(Digits[nibble]);
            }
            return text.ToString();
        }
    }

    /// <summary>Makes the field for what a person or AT+CMGS gives: a number with or without '+', else up to 11 characters of text.</summary>
    public static AddressField From(string text, byte? typeOfAddress = null)
    {
        var international = text.StartsWith('+');
        var digits = international ? text[1..] : text;
        if (digits.Length > 0 && digits.All(digit => Digits.Contains(digit, StringComparison.Ordinal)))
            return new AddressField((byte)digits.Length, typeOfAddress ?? (international ? International : Unknown), Swap(digits));
        var septets = DefaultAlphabet.Encode(text);
        var packed = SeptetPacking.Pack(septets);
        return new AddressField((byte)((septets.Length * 7 + 3) / 4), Alphanumeric, packed);
    }

    /// <summary>Takes the field that begins at <paramref name="position"/> and moves behind it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, ref int position, out AddressField? field)
    {
        field = null;
        if (position + 2 > octets.Length) return false;
        var length = octets[position];
        var bytes = (length + 1) / 2;
        if (length > 20 || position + 2 + bytes > octets.Length) return false;
        field = new AddressField(length, octets[position + 1], octets.Slice(position + 2, bytes).ToArray());
        position += 2 + bytes;
        return true;
    }

    /// <summary>The service centre's address as PDUs begin with it: the length counts octets (3GPP TS 27.005 §3.1).</summary>
    public static byte[] ServiceCentre(string number)
    {
        var field = From(number);
        return [(byte)(1 + field.Value.Length), field.TypeOfAddress, .. field.Value];
    }

    private static byte[] Swap(string digits)
    {
        var octets = new byte[(digits.Length + 1) / 2];
        for (var i = 0; i < octets.Length; i++)
        {
            var low = Digits.IndexOf(digits[2 * i], StringComparison.Ordinal);
            var high = 2 * i + 1 < digits.Length ? Digits.IndexOf(digits[2 * i + 1], StringComparison.Ordinal) : 0xF;
            octets[i] = (byte)(low | (high << 4));
        }
        return octets;
    }
}
