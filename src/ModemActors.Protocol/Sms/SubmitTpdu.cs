namespace ModemActors.Protocol.Sms;

/// <summary>SMS-SUBMIT, from the phone to the service centre (3GPP TS 23.040 §9.2.2.2).</summary>
public sealed record SubmitTpdu : Tpdu
{
    /// <summary>TP-DA: whom it is for.</summary>
    public required SmsAddress Destination { get; init; }

    /// <summary>TP-MR, which modems replace by their own count.</summary>
    public byte MessageReference { get; init; }

    /// <summary>TP-RD: true if the service centre shall refuse it while it holds one with the same reference and destination.</summary>
    public bool RejectDuplicates { get; init; }

    /// <summary>TP-SRR: true if a status report is wanted.</summary>
    public bool StatusReportRequest { get; init; }

    /// <summary>TP-RP: true if the reply path is set.</summary>
    public bool ReplyPath { get; init; }

    /// <summary>TP-PID (3GPP TS 23.040 §9.2.3.9); 0 for an ordinary message.</summary>
    public byte ProtocolIdentifier { get; init; }

    /// <summary>TP-DCS.</summary>
    public DataCoding DataCoding { get; init; }

    /// <summary>TP-VP; null if not present, so that the service centre's own period holds.</summary>
    public ValidityPeriod? ValidityPeriod { get; init; }

    /// <summary>TP-UD.</summary>
    public UserData UserData { get; init; } = UserData.Empty;

    internal override void Write(ref TpduWriter writer)
    {
        writer.Octet((byte)(0x01 | Bit(RejectDuplicates, 2) | (ValidityPeriod?.Format ?? 0) << 3 | Bit(StatusReportRequest, 5)
            | Bit(UserData.Header is not null, 6) | Bit(ReplyPath, 7)));
        writer.Octet(MessageReference);
        AddressField.Write(ref writer, Destination);
        writer.Octet(ProtocolIdentifier);
        writer.Octet(DataCoding.Value);
        ValidityPeriod?.Write(ref writer);
        UserDataField.Write(ref writer, UserData);
    }

    internal static SubmitTpdu? Read(ref TpduReader reader, byte first)
    {
        if (!reader.TryReadOctet("TP-MR", out var reference)
            || !AddressField.TryRead(ref reader, "TP-DA", out var destination)
            || !reader.TryReadOctet("TP-PID", out var protocolIdentifier)
            || !reader.TryReadOctet("TP-DCS", out var coding)
            || !ValidityPeriod.TryRead(ref reader, first >> 3 & 0x03, out var validity)
            || !UserDataField.TryRead(ref reader, new DataCoding(coding), Has(first, 6), out var userData))
            return null;
        return new SubmitTpdu
        {
            Destination = destination,
            MessageReference = reference,
            RejectDuplicates = Has(first, 2),
            StatusReportRequest = Has(first, 5),
            ReplyPath = Has(first, 7),
            ProtocolIdentifier = protocolIdentifier,
            DataCoding = new DataCoding(coding),
            ValidityPeriod = validity,
            UserData = userData,
        };
    }
}
