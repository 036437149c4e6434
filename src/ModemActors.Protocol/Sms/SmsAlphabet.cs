namespace ModemActors.Protocol.Sms;

/// <summary>The alphabet of a message's user data (3GPP TS 23.038 §4).</summary>
public enum SmsAlphabet
{
    /// <summary>GSM 7 bit, packed; default alphabet or a national language table.</summary>
    Gsm7,

    /// <summary>Octets whose meaning the data coding scheme leaves open.</summary>
    EightBit,

    /// <summary>UCS-2, big endian; read and written as UTF-16, as phones do.</summary>
    Ucs2,
}

/// <summary>Message class (3GPP TS 23.038 §4).</summary>
public enum MessageClass : byte
{
    /// <summary>Class 0: shown at once, not stored.</summary>
    Flash = 0,

    /// <summary>Class 1: stored in the mobile equipment.</summary>
    Mobile = 1,

    /// <summary>Class 2: stored in the SIM.</summary>
    Sim = 2,

    /// <summary>Class 3: handed to the terminal equipment.</summary>
    Terminal = 3,
}
