namespace ModemActors.Protocol.Sms;

/// <summary>TP-Failure-Cause (3GPP TS 23.040 §9.2.3.22): why a short message was refused.</summary>
/// <param name="Value">The octet, 0x80 to 0xFF.</param>
public readonly record struct FailureCause(byte Value)
{
    /// <summary>The standard's words.</summary>
    public string Meaning => Value switch
    {
        0x80 => "telematic interworking not supported",
        0x81 => "short message Type 0 not supported",
        0x82 => "cannot replace short message",
        0x8F => "unspecified TP-PID error",
        0x90 => "data coding scheme (alphabet) not supported",
        0x91 => "message class not supported",
        0x9F => "unspecified TP-DCS error",
        0xA0 => "command cannot be actioned",
        0xA1 => "command unsupported",
        0xAF => "unspecified TP-Command error",
        0xB0 => "TPDU not supported",
        0xC0 => "SC busy",
        0xC1 => "no SC subscription",
        0xC2 => "SC system failure",
        0xC3 => "invalid SME address",
        0xC4 => "destination SME barred",
        0xC5 => "SM rejected, duplicate SM",
        0xC6 => "TP-VPF not supported",
        0xC7 => "TP-VP not supported",
        0xD0 => "(U)SIM SMS storage full",
        0xD1 => "no SMS storage capability in (U)SIM",
        0xD2 => "error in MS",
        0xD3 => "memory capacity exceeded",
        0xD4 => "(U)SIM application toolkit busy",
        0xD5 => "(U)SIM data download error",
        0xFF => "unspecified error cause",
        >= 0xE0 and <= 0xFE => "value specific to an application",
        _ => "reserved",
    };

    /// <summary>The meaning with the octet in hex.</summary>
    public override string ToString() => $"{Meaning} (0x{Value:X2})";
}
