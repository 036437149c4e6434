using System.Text;

namespace ModemActors.Simulator;

/// <summary>An address field of a TPDU (3GPP TS 23.040 §9.1.2.5), kept as the octets that it is made of.</summary>
internal sealed class AddressField
{
    private const byte International = 0x91;
    private const byte Unknown = 0x81;
    private const byte Alphanumeric = 0xD0;
    private const string Digits = "0123456789*#abc";
    private const int LongestNumber = 20;
    private const int LongestName = 11;

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

    /// <summary>Whether it is a number of 1 to 20 digits, with or without '+'.</summary>
    public static bool IsNumber(string text)
    {
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is > 0 and <= LongestNumber && digits.All(digit => Digits.Contains(digit, StringComparison.Ordinal));
    }

    /// <summary>Whether <see cref="From"/> can make a field of it.</summary>
    public static bool Fits(string text) => IsNumber(text) || DefaultAlphabet.Encode(text).Length is > 0 and <= LongestName;

    /// <summary>Makes the field for what a person or AT+CMGS gives: a number with or without '+', else up to 11 characters of text.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static AddressField From(string text, byte? typeOfAddress = null)
    {
        if (!Fits(text)) throw new ArgumentException($"\"{text}\" is no address: up to 20 digits or up to 11 letters are.", nameof(text));
        var international = text.StartsWith('+');
        if (IsNumber(text))
        {
            var digits = international ? text[1..] : text;
            return new AddressField((byte)digits.Length, typeOfAddress ?? (international ? International : Unknown), Swap(digits));
        }
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
        if (number.Length == 0) return [0];
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
