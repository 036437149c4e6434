namespace ModemActors.Protocol.Sms;

/// <summary>SMS-DELIVER-REPORT, the phone's answer to a DELIVER or STATUS-REPORT (3GPP TS 23.040 §9.2.2.1a).</summary>
public sealed record DeliverReportTpdu : Tpdu
{
    /// <summary>TP-FCS: why it was refused; null in the positive form (RP-ACK).</summary>
    public FailureCause? FailureCause { get; init; }

    /// <summary>TP-PID; null if not present.</summary>
    public byte? ProtocolIdentifier { get; init; }

    /// <summary>TP-DCS; null if not present.</summary>
    public DataCoding? DataCoding { get; init; }

    /// <summary>TP-UD; null if not present.</summary>
    public UserData? UserData { get; init; }

    internal override void Write(ref TpduWriter writer)
    {
        writer.Octet(Bit(UserData?.Header is not null, 6));
        if (FailureCause is { } cause)
            writer.Octet(cause.Value);
        var optional = new OptionalFields(ProtocolIdentifier, DataCoding, UserData);
        writer.Octet(optional.Indicator);
        optional.WriteFields(ref writer);
    }

    internal static DeliverReportTpdu? Read(ref TpduReader reader, byte first)
    {
        var cause = ReadCause(ref reader);
        if (!OptionalFields.TryReadIndicator(ref reader, out var indicator))
            return null;
        var optional = OptionalFields.Read(ref reader, indicator, Has(first, 6));
        return new DeliverReportTpdu
        {
            FailureCause = cause,
            ProtocolIdentifier = optional.ProtocolIdentifier,
            DataCoding = optional.DataCoding,
            UserData = optional.UserData,
        };
    }

    /// <summary>
    /// Only the negative form has TP-FCS, and nothing in the TPDU tells the forms apart but the value: causes begin at 0x80, where no
    /// indicator is in use.
    /// </summary>
    internal static FailureCause? ReadCause(ref TpduReader reader) =>
        reader.Next >= 0x80 && reader.TryReadOctet("TP-FCS", out var value) ? new FailureCause(value) : null;
}
