namespace ModemActors.Protocol.Sms;

/// <summary>SMS-SUBMIT-REPORT, the service centre's answer to a SUBMIT or COMMAND (3GPP TS 23.040 §9.2.2.2a).</summary>
public sealed record SubmitReportTpdu : Tpdu
{
    /// <summary>TP-FCS: why it was refused; null in the positive form (RP-ACK).</summary>
    public FailureCause? FailureCause { get; init; }

    /// <summary>TP-SCTS: when the service centre got the message.</summary>
    public Scts ServiceCentreTimestamp { get; init; }

    /// <summary>TP-PID; null if not present.</summary>
    public byte? ProtocolIdentifier { get; init; }

    /// <summary>TP-DCS; null if not present.</summary>
    public DataCoding? DataCoding { get; init; }

    /// <summary>TP-UD; null if not present.</summary>
    public UserData? UserData { get; init; }

    internal override void Write(ref TpduWriter writer)
    {
        writer.Octet((byte)(0x01 | Bit(UserData?.Header is not null, 6)));
        if (FailureCause is { } cause)
            writer.Octet(cause.Value);
        var optional = new OptionalFields(ProtocolIdentifier, DataCoding, UserData);
        writer.Octet(optional.Indicator);
        ServiceCentreTimestamp.Write(ref writer);
        optional.WriteFields(ref writer);
    }

    internal static SubmitReportTpdu? Read(ref TpduReader reader, byte first)
    {
        var cause = DeliverReportTpdu.ReadCause(ref reader);
        if (!OptionalFields.TryReadIndicator(ref reader, out var indicator) || !reader.TryReadScts("TP-SCTS", out var timestamp))
            return null;
        var optional = OptionalFields.Read(ref reader, indicator, Has(first, 6));
        return new SubmitReportTpdu
        {
            FailureCause = cause,
            ServiceCentreTimestamp = timestamp,
            ProtocolIdentifier = optional.ProtocolIdentifier,
            DataCoding = optional.DataCoding,
            UserData = optional.UserData,
        };
    }
}
