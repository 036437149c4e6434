namespace ModemActors.Protocol.Sms;

/// <summary>Address fields on the wire (3GPP TS 23.040 §9.1.2.5, TS 24.011 §8.2.5 for the service centre's).</summary>
internal static class AddressField
{
    private const string Digits = "0123456789*#abc";
    private const int MaxServiceCentreOctets = 12;

    /// <summary>
    /// Some senders count a text of 11 characters in octets. Beyond that it's no address: an empty slot full of FF says 255.
    /// </summary>
    private const int MaxSemiOctets = 24;

    /// <summary>An address whose length is given in useful semi-octets.</summary>
    public static bool TryRead(ref TpduReader reader, string field, out SmsAddress address)
    {
        address = null!;
        if (!reader.TryReadOctet(field, out var semiOctets))
            return false;
        if (semiOctets > MaxSemiOctets)
            return reader.Fail($"{field} in octet {reader.Position} says {semiOctets} semi-octets, {SmsAddress.MaxDigits} are the most");
        if (semiOctets > SmsAddress.MaxDigits)
            reader.Note($"{field} says {semiOctets} semi-octets, {SmsAddress.MaxDigits} are the most");
        if (!reader.TryReadOctet(field, out var type) || !reader.TryRead(field, (semiOctets + 1) / 2, out var value))
            return false;
        address = Read(type, value, semiOctets);
        return true;
    }

    /// <summary>The service centre's address, whose length is given in octets; null if that is zero.</summary>
    public static bool TryReadServiceCentre(ref TpduReader reader, out SmsAddress? address)
    {
        address = null;
        if (!reader.TryReadOctet("the service centre address", out var length) || length == 0)
            return reader.Reason is null;
        if (length > MaxServiceCentreOctets)
            return reader.Fail($"octet 1 says that the service centre address has {length} octets, {MaxServiceCentreOctets} are the most");
        if (!reader.TryRead("the service centre address", length, out var octets))
            return false;
        address = Read(octets[0], octets[1..], 2 * (length - 1));
        return true;
    }

    public static void Write(ref TpduWriter writer, SmsAddress address)
    {
        var semiOctets = SemiOctets(address);
        writer.Octet((byte)semiOctets);
        WriteTypeAndValue(ref writer, address, semiOctets);
    }

    public static void WriteServiceCentre(ref TpduWriter writer, SmsAddress? address)
    {
        var semiOctets = address is null ? 0 : SemiOctets(address);
        writer.Octet((byte)(address is null ? 0 : 1 + (semiOctets + 1) / 2));
        if (address is not null)
            WriteTypeAndValue(ref writer, address, semiOctets);
    }

    private static SmsAddress Read(byte type, ReadOnlySpan<byte> value, int semiOctets)
    {
        var typeOfNumber = (TypeOfNumber)((type >> 4) & 0x07);
        var text = typeOfNumber == TypeOfNumber.Alphanumeric ? ReadText(value, semiOctets) : ReadDigits(value, semiOctets);
        return new SmsAddress(text, typeOfNumber, (NumberingPlan)(type & 0x0F));
    }

    private static string ReadText(ReadOnlySpan<byte> value, int semiOctets)
    {
        Span<byte> septets = stackalloc byte[semiOctets * 4 / 7];
        Septets.Unpack(value, 0, septets);
        return Gsm7Alphabet.Default.Decode(septets);
    }

    private static string ReadDigits(ReadOnlySpan<byte> value, int semiOctets)
    {
        Span<char> digits = stackalloc char[semiOctets];
        for (var i = 0; i < semiOctets; i++)
        {
            var digit = (value[i / 2] >> (4 * (i & 1))) & 0x0F;
            if (digit == 0x0F)
                return new string(digits[..i]);
            digits[i] = Digits[digit];
        }

        return new string(digits);
    }

    private static int SemiOctets(SmsAddress address)
    {
        var count = address.Type == TypeOfNumber.Alphanumeric
            ? (7 * Gsm7Alphabet.Default.Count(address.Value) + 3) / 4
            : address.Value.Length;
        return count is >= 0 and <= byte.MaxValue
            ? count
            : throw new ArgumentException($"'{address.Value}' does not fit into an address field", nameof(address));
    }

    private static void WriteTypeAndValue(ref TpduWriter writer, SmsAddress address, int semiOctets)
    {
        writer.Octet((byte)(0x80 | ((int)address.Type & 0x07) << 4 | ((int)address.Plan & 0x0F)));
        var value = writer.Reserve((semiOctets + 1) / 2);
        if (address.Type == TypeOfNumber.Alphanumeric)
        {
            Span<byte> septets = stackalloc byte[Gsm7Alphabet.Default.Count(address.Value)];
            Gsm7Alphabet.Default.Encode(address.Value, septets);
            Septets.Pack(septets, value, 0);
            return;
        }

        if (semiOctets % 2 == 1)
            value[^1] = 0xF0;
        for (var i = 0; i < semiOctets; i++)
        {
            var digit = Digits.IndexOf(address.Value[i], StringComparison.Ordinal);
            if (digit < 0)
                throw new ArgumentException($"'{address.Value}' holds a character that is no digit of an address", nameof(address));
            value[i / 2] |= (byte)(digit << (4 * (i & 1)));
        }
    }
}
