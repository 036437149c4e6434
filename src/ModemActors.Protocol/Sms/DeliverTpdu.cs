namespace ModemActors.Protocol.Sms;

/// <summary>SMS-DELIVER, from the service centre to the phone (3GPP TS 23.040 §9.2.2.1).</summary>
public sealed record DeliverTpdu : Tpdu
{
    /// <summary>TP-OA: who sent it.</summary>
    public required SmsAddress Originator { get; init; }

    /// <summary>TP-MMS, the right way round: true if the service centre has more messages waiting.</summary>
    public bool MoreMessagesToSend { get; init; }

    /// <summary>TP-LP: true if the message was forwarded, so that it shall not be again.</summary>
    public bool LoopPrevention { get; init; }

    /// <summary>TP-SRI: true if a status report will go back to the sender.</summary>
    public bool StatusReportIndication { get; init; }

    /// <summary>TP-RP: true if the reply path is set.</summary>
    public bool ReplyPath { get; init; }

    /// <summary>TP-PID (3GPP TS 23.040 §9.2.3.9); 0 for an ordinary message.</summary>
    public byte ProtocolIdentifier { get; init; }

    /// <summary>TP-DCS.</summary>
    public DataCoding DataCoding { get; init; }

    /// <summary>TP-SCTS: when the service centre got it.</summary>
    public Scts ServiceCentreTimestamp { get; init; }

    /// <summary>TP-UD.</summary>
    public UserData UserData { get; init; } = UserData.Empty;

    internal override void Write(ref TpduWriter writer)
    {
        writer.Octet((byte)(Bit(!MoreMessagesToSend, 2) | Bit(LoopPrevention, 3) | Bit(StatusReportIndication, 5)
            | Bit(UserData.Header is not null, 6) | Bit(ReplyPath, 7)));
        AddressField.Write(ref writer, Originator);
        writer.Octet(ProtocolIdentifier);
        writer.Octet(DataCoding.Value);
        ServiceCentreTimestamp.Write(ref writer);
        UserDataField.Write(ref writer, UserData);
    }

    internal static DeliverTpdu? Read(ref TpduReader reader, byte first)
    {
        if (!AddressField.TryRead(ref reader, "TP-OA", out var originator)
            || !reader.TryReadOctet("TP-PID", out var protocolIdentifier)
            || !reader.TryReadOctet("TP-DCS", out var coding)
            || !reader.TryReadScts("TP-SCTS", out var timestamp)
            || !UserDataField.TryRead(ref reader, new DataCoding(coding), Has(first, 6), out var userData))
            return null;
        return new DeliverTpdu
        {
            Originator = originator,
            MoreMessagesToSend = !Has(first, 2),
            LoopPrevention = Has(first, 3),
            StatusReportIndication = Has(first, 5),
            ReplyPath = Has(first, 7),
            ProtocolIdentifier = protocolIdentifier,
            DataCoding = new DataCoding(coding),
            ServiceCentreTimestamp = timestamp,
            UserData = userData,
        };
    }
}
