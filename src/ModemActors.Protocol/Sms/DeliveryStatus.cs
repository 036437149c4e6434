namespace ModemActors.Protocol.Sms;

/// <summary>What a status says about the message.</summary>
public enum DeliveryOutcome
{
    /// <summary>The transaction is completed.</summary>
    Delivered,

    /// <summary>A temporary error; the service centre goes on trying.</summary>
    StillTrying,

    /// <summary>An error, permanent or temporary, and the service centre tries no more.</summary>
    Failed,
}

/// <summary>TP-Status (3GPP TS 23.040 §9.2.3.15). Reserved values are taken for "service rejected", as the standard demands.</summary>
/// <param name="Value">The octet as it is on the wire.</param>
public readonly record struct DeliveryStatus(byte Value)
{
    /// <summary>What became of the message.</summary>
    public DeliveryOutcome Outcome => Value switch
    {
        <= 0x02 or (>= 0x10 and <= 0x1F) => DeliveryOutcome.Delivered,
        (>= 0x20 and <= 0x25) or (>= 0x30 and <= 0x3F) => DeliveryOutcome.StillTrying,
        _ => DeliveryOutcome.Failed,
    };

    /// <summary>The standard's words.</summary>
    public string Meaning => Value switch
    {
        0x00 => "short message received by the SME",
        0x01 => "short message forwarded by the SC to the SME but the SC is unable to confirm delivery",
        0x02 => "short message replaced by the SC",
        >= 0x10 and <= 0x1F => "transaction completed, value specific to the SC",
        0x20 => "congestion, SC still trying",
        0x21 => "SME busy, SC still trying",
        0x22 => "no response from SME, SC still trying",
        0x23 => "service rejected, SC still trying",
        0x24 => "quality of service not available, SC still trying",
        0x25 => "error in SME, SC still trying",
        >= 0x30 and <= 0x3F => "temporary error specific to the SC, SC still trying",
        0x40 => "remote procedure error",
        0x41 => "incompatible destination",
        0x42 => "connection rejected by SME",
        0x43 => "not obtainable",
        0x44 => "quality of service not available",
        0x45 => "no interworking available",
        0x46 => "SM validity period expired",
        0x47 => "SM deleted by originating SME",
        0x48 => "SM deleted by SC administration",
        0x49 => "SM does not exist",
        >= 0x50 and <= 0x5F => "permanent error specific to the SC",
        0x60 => "congestion",
        0x61 => "SME busy",
        0x62 => "no response from SME",
        0x63 => "service rejected",
        0x64 => "quality of service not available",
        0x65 => "error in SME",
        >= 0x70 and <= 0x7F => "temporary error specific to the SC, SC tries no more",
        _ => $"reserved status 0x{Value:X2}, to be taken for service rejected",
    };

    /// <summary>The meaning with the octet in hex.</summary>
    public override string ToString() => $"{Meaning} (0x{Value:X2})";
}
