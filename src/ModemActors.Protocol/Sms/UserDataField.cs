namespace ModemActors.Protocol.Sms;

/// <summary>TP-UDL and TP-UD on the wire (3GPP TS 23.040 §9.2.3.16 and §9.2.3.24).</summary>
internal static class UserDataField
{
    /// <summary>Reads length and user data. If the length lies, what is there is taken and the lie noted.</summary>
    public static bool TryRead(ref TpduReader reader, DataCoding coding, bool hasHeader, out UserData userData)
    {
        userData = UserData.Empty;
        if (!reader.TryReadOctet("TP-UDL", out var length))
            return false;
        var alphabet = coding.IsCompressed ? SmsAlphabet.EightBit : coding.Alphabet;
        var packed = alphabet == SmsAlphabet.Gsm7;
        var octets = reader.ReadAtMost(packed ? Septets.Octets(length) : length);
        var units = Math.Min(length, packed ? 8 * octets.Length / 7 : octets.Length);
        if (units < length)
            reader.Note($"TP-UDL says {length} {(packed ? "septets" : "octets")}, {units} are there");

        var header = hasHeader ? ReadHeader(ref reader, octets, units > 0) : null;
        var skipped = header is null ? 0 : Math.Min(octets.Length, 1 + octets[0]);
        var payload = packed ? Unpack(octets, skipped, units) : octets[skipped..].ToArray();
        if (alphabet == SmsAlphabet.Ucs2 && payload.Length % 2 == 1)
        {
            reader.Note("TP-UD has an odd number of octets in UCS-2, the last one is left out");
            payload = payload[..^1];
        }

        userData = new UserData(alphabet, payload, header);
        return true;
    }

    public static void Write(ref TpduWriter writer, UserData userData)
    {
        writer.Octet((byte)userData.Length);
        var start = writer.Count;
        userData.Header?.Write(ref writer);
        if (userData.Alphabet != SmsAlphabet.Gsm7)
        {
            writer.Octets(userData.Octets.Span);
            return;
        }

        var header = writer.Count - start;
        var destination = writer.Reserve(userData.LengthInOctets - header);
        Septets.Pack(userData.Octets.Span, destination, 7 * Septets.ForOctets(header) - 8 * header);
    }

    private static UserDataHeader? ReadHeader(ref TpduReader reader, ReadOnlySpan<byte> octets, bool isThere)
    {
        if (!isThere)
        {
            reader.Note("TP-UDHI announces a header, TP-UD is empty");
            return null;
        }

        var length = Math.Min((int)octets[0], octets.Length - 1);
        var header = UserDataHeader.Read(octets.Slice(1, Math.Min(length, UserData.MaxOctets - 1)), out var isWhole);
        if (length < octets[0])
            reader.Note($"the user data header says {octets[0]} octets, {length} are there");
        else if (!isWhole)
            reader.Note("the last element of the user data header is cut short");
        return header;
    }

    private static byte[] Unpack(ReadOnlySpan<byte> octets, int headerOctets, int units)
    {
        var skipped = Septets.ForOctets(headerOctets);
        var septets = new byte[Math.Max(0, units - skipped)];
        Septets.Unpack(octets, 7 * skipped, septets);
        return septets;
    }
}
