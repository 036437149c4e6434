namespace ModemActors.Protocol.Sms;

/// <summary>
/// TP-DCS, the data coding scheme (3GPP TS 23.038 §4). Every value means something; reserved ones mean the default alphabet, as the
/// standard demands.
/// </summary>
/// <param name="Value">The octet as it is on the wire.</param>
public readonly record struct DataCoding(byte Value)
{
    private bool IsGeneral => Value < 0x80;
    private bool IsWaitingGroup => Value is >= 0xC0 and < 0xF0;
    private bool IsClassGroup => Value >= 0xF0;

    /// <summary>The alphabet, before compression if <see cref="IsCompressed"/>.</summary>
    public SmsAlphabet Alphabet => Value switch
    {
        < 0x80 when (Value & 0x0C) == 0x04 => SmsAlphabet.EightBit,
        < 0x80 when (Value & 0x0C) == 0x08 => SmsAlphabet.Ucs2,
        >= 0xE0 and < 0xF0 => SmsAlphabet.Ucs2,
        >= 0xF0 when (Value & 0x04) != 0 => SmsAlphabet.EightBit,
        _ => SmsAlphabet.Gsm7,
    };

    /// <summary>The message class; null if the octet names none.</summary>
    public MessageClass? Class => IsClassGroup || (IsGeneral && (Value & 0x10) != 0) ? (MessageClass)(Value & 0x03) : null;

    /// <summary>True if the text is compressed (3GPP TS 23.042); such user data is counted in octets and has no text here.</summary>
    public bool IsCompressed => IsGeneral && (Value & 0x20) != 0;

    /// <summary>True in the group "message marked for automatic deletion": may be deleted once it has been read.</summary>
    public bool IsMarkedForDeletion => IsGeneral && (Value & 0x40) != 0;

    /// <summary>The message waiting indication; null outside of its three groups.</summary>
    public MessageWaiting? Waiting => IsWaitingGroup
        ? new MessageWaiting((MessageWaitingKind)(Value & 0x03), (Value & 0x08) != 0, Discard: Value < 0xD0)
        : null;

    /// <summary>The data coding of the general group for an uncompressed message.</summary>
    /// <param name="alphabet">Its alphabet.</param>
    /// <param name="messageClass">Its class; null for none.</param>
    public static DataCoding For(SmsAlphabet alphabet, MessageClass? messageClass = null)
    {
        var bits = alphabet switch { SmsAlphabet.EightBit => 0x04, SmsAlphabet.Ucs2 => 0x08, _ => 0x00 };
        return new DataCoding((byte)(messageClass is { } c ? bits | 0x10 | ((int)c & 0x03) : bits));
    }
}

/// <summary>What waits, in a message waiting indication (3GPP TS 23.038 §4).</summary>
public enum MessageWaitingKind : byte
{
    /// <summary>Voicemail.</summary>
    Voicemail = 0,

    /// <summary>Fax.</summary>
    Fax = 1,

    /// <summary>Electronic mail.</summary>
    Email = 2,

    /// <summary>Something else.</summary>
    Other = 3,
}

/// <summary>A message waiting indication (3GPP TS 23.038 §4, coding groups 1100 to 1110).</summary>
/// <param name="Kind">What waits.</param>
/// <param name="IsActive">True if the indication shall be set, false if it shall be cleared.</param>
/// <param name="Discard">True if the message's text may be thrown away.</param>
public readonly record struct MessageWaiting(MessageWaitingKind Kind, bool IsActive, bool Discard);
