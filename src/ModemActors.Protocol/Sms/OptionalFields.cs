namespace ModemActors.Protocol.Sms;

/// <summary>The fields that reports may carry, announced by TP-Parameter-Indicator (3GPP TS 23.040 §9.2.3.27).</summary>
internal readonly record struct OptionalFields(byte? ProtocolIdentifier, DataCoding? DataCoding, UserData? UserData)
{
    private const int MoreIndicators = 0x80;

    /// <summary>TP-PI of these fields.</summary>
    public byte Indicator => (byte)((ProtocolIdentifier is null ? 0 : 1) | (DataCoding is null ? 0 : 2) | (UserData is null ? 0 : 4));

    /// <summary>Reads TP-PI; octets that extend it are for later versions of the standard and passed over.</summary>
    public static bool TryReadIndicator(ref TpduReader reader, out byte indicator)
    {
        if (!reader.TryReadOctet("TP-PI", out indicator))
            return false;
        for (var more = indicator; (more & MoreIndicators) != 0;)
        {
            if (!reader.TryReadOctet("TP-PI", out more))
                return false;
        }

        return true;
    }

    /// <summary>Reads what the indicator announces. None of it is needed: where the PDU ends too early, that is noted.</summary>
    public static OptionalFields Read(ref TpduReader reader, byte indicator, bool hasHeader)
    {
        byte? protocolIdentifier = null;
        DataCoding? coding = null;
        UserData? userData = null;
        if ((indicator & 1) != 0 && IsThere(ref reader, "TP-PID") && reader.TryReadOctet("TP-PID", out var octet))
            protocolIdentifier = octet;
        if ((indicator & 2) != 0 && IsThere(ref reader, "TP-DCS") && reader.TryReadOctet("TP-DCS", out octet))
            coding = new DataCoding(octet);
        if ((indicator & 4) != 0 && IsThere(ref reader, "TP-UDL")
            && UserDataField.TryRead(ref reader, coding ?? default, hasHeader, out var there))
            userData = there;
        return new OptionalFields(protocolIdentifier, coding, userData);
    }

    /// <summary>Writes the fields that the indicator announces.</summary>
    public void WriteFields(ref TpduWriter writer)
    {
        if (ProtocolIdentifier is { } protocolIdentifier)
            writer.Octet(protocolIdentifier);
        if (DataCoding is { } coding)
            writer.Octet(coding.Value);
        if (UserData is not null)
            UserDataField.Write(ref writer, UserData);
    }

    private static bool IsThere(ref TpduReader reader, string field)
    {
        if (reader.Remaining > 0)
            return true;
        reader.Note($"TP-PI announces {field}, the PDU ends before it");
        return false;
    }
}
