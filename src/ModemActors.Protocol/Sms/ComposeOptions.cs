namespace ModemActors.Protocol.Sms;

/// <summary>How a text becomes PDUs.</summary>
public sealed record ComposeOptions
{
    /// <summary>Nothing out of the ordinary.</summary>
    public static ComposeOptions Default { get; } = new();

    /// <summary>Message class; null for none.</summary>
    public MessageClass? Class { get; init; }

    /// <summary>True to ask for a status report, for each part.</summary>
    public bool StatusReport { get; init; }

    /// <summary>Validity period; null leaves it to the service centre.</summary>
    public ValidityPeriod? Validity { get; init; }

    /// <summary>
    /// Reference that the parts of a concatenated message share: 0 to 255, or to 65535 with <see cref="Reference16Bit"/>.
    /// </summary>
    public int Reference { get; init; }

    /// <summary>True for a 16-bit reference: rarer to be mistaken for another message's, but one septet less in each part.</summary>
    public bool Reference16Bit { get; init; }

    /// <summary>Service centre; null for the modem's own.</summary>
    public SmsAddress? Smsc { get; init; }

    /// <summary>True if the service centre shall refuse a message that it still holds under the same reference.</summary>
    public bool RejectDuplicates { get; init; }

    /// <summary>
    /// Languages whose shift tables may be used to keep a text in 7 bit; none by default, because older phones show such texts wrong. The
    /// default alphabet comes
    /// first wherever it is enough, then UCS-2 unless a language takes fewer parts.
    /// </summary>
    public IReadOnlyList<NationalLanguage> Languages { get; init; } = [];
}
