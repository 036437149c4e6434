namespace ModemActors.Protocol.Sms;

/// <summary>Type-of-number, bits 6 to 4 of the type-of-address octet (3GPP TS 23.040 §9.1.2.5).</summary>
public enum TypeOfNumber : byte
{
    /// <summary>Nobody said; the network decides by its own dialling plan.</summary>
    Unknown = 0,

    /// <summary>With country code, written with a leading +.</summary>
    International = 1,

    /// <summary>Without country code and without trunk prefix.</summary>
    National = 2,

    /// <summary>A number of the network's administration, such as a service number.</summary>
    NetworkSpecific = 3,

    /// <summary>A short code held in one or more service centres.</summary>
    Subscriber = 4,

    /// <summary>Text in the GSM 7 bit default alphabet, packed, at most 11 characters.</summary>
    Alphanumeric = 5,

    /// <summary>An abbreviated number.</summary>
    Abbreviated = 6,

    /// <summary>Reserved for extension.</summary>
    Reserved = 7,
}

/// <summary>
/// Numbering-plan-identification, bits 3 to 0 of the type-of-address octet (3GPP TS 23.040 §9.1.2.5). Other values are reserved.
/// </summary>
public enum NumberingPlan : byte
{
    /// <summary>Nobody said.</summary>
    Unknown = 0,

    /// <summary>ISDN/telephone numbering plan (E.164/E.163).</summary>
    Isdn = 1,

    /// <summary>Data numbering plan (X.121).</summary>
    Data = 3,

    /// <summary>Telex numbering plan.</summary>
    Telex = 4,

    /// <summary>Service centre specific plan, first of two values.</summary>
    ServiceCentreSpecific = 5,

    /// <summary>Service centre specific plan, second of two values.</summary>
    ServiceCentreSpecific2 = 6,

    /// <summary>National numbering plan.</summary>
    National = 8,

    /// <summary>Private numbering plan.</summary>
    Private = 9,

    /// <summary>ERMES numbering plan (ETSI DE/PS 3 01-3).</summary>
    Ermes = 10,

    /// <summary>Reserved for extension.</summary>
    Reserved = 15,
}
