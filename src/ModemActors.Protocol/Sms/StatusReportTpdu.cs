namespace ModemActors.Protocol.Sms;

/// <summary>
/// SMS-STATUS-REPORT, from the service centre to the phone: what became of a message or a command (3GPP TS 23.040 §9.2.2.3).
/// </summary>
public sealed record StatusReportTpdu : Tpdu
{
    /// <summary>TP-RA: whom the message was for.</summary>
    public required SmsAddress Recipient { get; init; }

    /// <summary>TP-MR of the message or command that this is about.</summary>
    public byte MessageReference { get; init; }

    /// <summary>TP-ST.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>TP-SCTS: when the service centre had got the message.</summary>
    public Scts ServiceCentreTimestamp { get; init; }

    /// <summary>TP-DT: when it was delivered, or last tried, or given up.</summary>
    public Scts DischargeTime { get; init; }

    /// <summary>TP-MMS, the right way round: true if the service centre has more messages waiting.</summary>
    public bool MoreMessagesToSend { get; init; }

    /// <summary>TP-LP: true if the report was forwarded, so that it shall not be again.</summary>
    public bool LoopPrevention { get; init; }

    /// <summary>TP-SRQ: true if this is about an SMS-COMMAND, false if about an SMS-SUBMIT.</summary>
    public bool StatusReportQualifier { get; init; }

    /// <summary>TP-PID; null if not present.</summary>
    public byte? ProtocolIdentifier { get; init; }

    /// <summary>TP-DCS; null if not present.</summary>
    public DataCoding? DataCoding { get; init; }

    /// <summary>TP-UD; null if not present.</summary>
    public UserData? UserData { get; init; }

    internal override void Write(ref TpduWriter writer)
    {
        writer.Octet((byte)(0x02 | Bit(!MoreMessagesToSend, 2) | Bit(LoopPrevention, 3) | Bit(StatusReportQualifier, 5)
            | Bit(UserData?.Header is not null, 6)));
        writer.Octet(MessageReference);
        AddressField.Write(ref writer, Recipient);
        ServiceCentreTimestamp.Write(ref writer);
        DischargeTime.Write(ref writer);
        writer.Octet(Status.Value);
        var optional = new OptionalFields(ProtocolIdentifier, DataCoding, UserData);
        if (optional.Indicator == 0)
            return;
        writer.Octet(optional.Indicator);
        optional.WriteFields(ref writer);
    }

    internal static StatusReportTpdu? Read(ref TpduReader reader, byte first)
    {
        if (!reader.TryReadOctet("TP-MR", out var reference)
            || !AddressField.TryRead(ref reader, "TP-RA", out var recipient)
            || !reader.TryReadScts("TP-SCTS", out var timestamp)
            || !reader.TryReadScts("TP-DT", out var discharged)
            || !reader.TryReadOctet("TP-ST", out var status))
            return null;

        // The indicator may be left out if nothing follows, and a record on the SIM is filled up with FF from here.
        var optional = reader.Next is null or 0xFF || !OptionalFields.TryReadIndicator(ref reader, out var indicator)
            ? default
            : OptionalFields.Read(ref reader, indicator, Has(first, 6));
        return new StatusReportTpdu
        {
            Recipient = recipient,
            MessageReference = reference,
            Status = new DeliveryStatus(status),
            ServiceCentreTimestamp = timestamp,
            DischargeTime = discharged,
            MoreMessagesToSend = !Has(first, 2),
            LoopPrevention = Has(first, 3),
            StatusReportQualifier = Has(first, 5),
            ProtocolIdentifier = optional.ProtocolIdentifier,
            DataCoding = optional.DataCoding,
            UserData = optional.UserData,
        };
    }
}
