using FsCheck;
using FsCheck.Fluent;
using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

/// <summary>Texts, TPDUs and rubbish for properties.</summary>
internal static class SmsGenerators
{
    public static Gen<byte[]> Octets { get; } = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    /// <summary>Texts that stay in 7 bit, need UCS-2, or mix both, with surrogate pairs and escapes all over; never half a pair.</summary>
    public static Gen<string> Texts { get; } =
        from pool in Gen.Elements("abc xyz019@\r\n", "ab[]{}€^~|\\\f", "aé€çжΩ", "ş€ığİaÇ", "a😀🧑‍🤝‍🧑ж", "नमस्ते hello ।")
        from length in Gen.Choose(0, 700)
        from characters in Gen.Elements(pool.EnumerateRunes().Select(rune => rune.ToString()).ToArray()).ArrayOf(length)
        select string.Concat(characters);

    public static Gen<ComposeOptions> Options { get; } =
        from is16Bit in Gen.Elements(true, false)
        from reference in Gen.Choose(0, is16Bit ? 0xFFFF : 0xFF)
        from languages in Gen.Elements<NationalLanguage[]>(
            [], [NationalLanguage.Turkish], [NationalLanguage.Hindi, NationalLanguage.Turkish])
        from messageClass in Gen.Elements<MessageClass?>(null, MessageClass.Flash, MessageClass.Sim)
        select new ComposeOptions { Reference = reference, Reference16Bit = is16Bit, Languages = languages, Class = messageClass };

    public static Gen<Tpdu> Tpdus => Gen.OneOf(Submits, Delivers, StatusReports, Commands);

    private static Gen<byte> Octet => Gen.Choose(0, 255).Select(value => (byte)value);

    private static Gen<bool> Flag => Gen.Elements(true, false);

    private static Gen<SmsAddress> Addresses { get; } = Gen.OneOf(
        from digits in Gen.Elements("0123456789*#abc".ToCharArray()).ArrayOf()
        from type in Gen.Elements(Enum.GetValues<TypeOfNumber>().Where(type => type != TypeOfNumber.Alphanumeric).ToArray())
        from plan in Gen.Elements(Enum.GetValues<NumberingPlan>())
        select new SmsAddress(new string(digits[..Math.Min(digits.Length, SmsAddress.MaxDigits)]), type, plan),
        from letters in Gen.Elements("ABCxyz 123@é".ToCharArray()).ArrayOf()
        select new SmsAddress(new string(letters[..Math.Min(letters.Length, 11)]), TypeOfNumber.Alphanumeric, NumberingPlan.Unknown));

    private static Gen<Scts> TimeStamps { get; } = Octet.ArrayOf(Scts.Length).Select(octets => Scts.Read(octets));

    private static Gen<ValidityPeriod?> ValidityPeriods { get; } = Gen.OneOf(
        Gen.Constant<ValidityPeriod?>(null),
        Octet.Select(value => (ValidityPeriod?)new RelativeValidity(value)),
        TimeStamps.Select(time => (ValidityPeriod?)new AbsoluteValidity(time)),
        Octet.ArrayOf(Scts.Length).Select(octets => (ValidityPeriod?)EnhancedValidity.Read(octets)));

    private static Gen<InformationElement> Elements =>
        from id in Octet
        from octets in Octet.ArrayOf()
        select new InformationElement(id, octets.AsMemory(0, Math.Min(octets.Length, 20)));

    private static Gen<UserDataHeader?> Headers { get; } =
        from elements in Elements.ArrayOf()
        select elements.Length == 0 ? null : new UserDataHeader(elements[..Math.Min(elements.Length, 5)]);

    /// <summary>Some data coding scheme with user data that it fits to.</summary>
    private static Gen<(DataCoding Coding, UserData UserData)> Contents { get; } =
        from value in Octet
        from header in Headers
        from octets in Octet.ArrayOf(160)
        from length in Gen.Choose(0, 160)
        select Content(new DataCoding(value), header, octets, length);

    private static Gen<Tpdu> Submits =>
        from destination in Addresses
        from content in Contents
        from validity in ValidityPeriods
        from octets in Octet.ArrayOf(2)
        from flags in Flag.ArrayOf(3)
        select (Tpdu)new SubmitTpdu
        {
            Destination = destination,
            MessageReference = octets[0],
            ProtocolIdentifier = octets[1],
            RejectDuplicates = flags[0],
            StatusReportRequest = flags[1],
            ReplyPath = flags[2],
            DataCoding = content.Coding,
            UserData = content.UserData,
            ValidityPeriod = validity,
        };

    private static Gen<Tpdu> Delivers =>
        from originator in Addresses
        from content in Contents
        from time in TimeStamps
        from protocolIdentifier in Octet
        from flags in Flag.ArrayOf(4)
        select (Tpdu)new DeliverTpdu
        {
            Originator = originator,
            ProtocolIdentifier = protocolIdentifier,
            MoreMessagesToSend = flags[0],
            LoopPrevention = flags[1],
            StatusReportIndication = flags[2],
            ReplyPath = flags[3],
            DataCoding = content.Coding,
            UserData = content.UserData,
            ServiceCentreTimestamp = time,
        };

    private static Gen<Tpdu> StatusReports =>
        from recipient in Addresses
        from content in Contents
        from times in TimeStamps.ArrayOf(2)
        from octets in Octet.ArrayOf(3)
        from flags in Flag.ArrayOf(5)
        select (Tpdu)new StatusReportTpdu
        {
            Recipient = recipient,
            MessageReference = octets[0],
            Status = new DeliveryStatus(octets[1]),
            ServiceCentreTimestamp = times[0],
            DischargeTime = times[1],
            MoreMessagesToSend = flags[0],
            LoopPrevention = flags[1],
            StatusReportQualifier = flags[2],
            ProtocolIdentifier = flags[3] ? octets[2] : null,
            DataCoding = flags[4] ? content.Coding : null,
            UserData = flags[4] ? content.UserData : null,
        };

    private static Gen<Tpdu> Commands =>
        from destination in Addresses
        from octets in Octet.ArrayOf(4)
        from commandData in Octets
        from flags in Flag.ArrayOf(2)
        select (Tpdu)new CommandTpdu
        {
            Destination = destination,
            MessageReference = octets[0],
            ProtocolIdentifier = octets[1],
            CommandType = (CommandType)octets[2],
            MessageNumber = octets[3],
            StatusReportRequest = flags[0],
            HasUserDataHeader = flags[1],
            CommandData = commandData,
        };

    private static (DataCoding Coding, UserData UserData) Content(DataCoding coding, UserDataHeader? header, byte[] octets, int length)
    {
        var alphabet = coding.IsCompressed ? SmsAlphabet.EightBit : coding.Alphabet;
        var free = alphabet == SmsAlphabet.Gsm7
            ? UserData.MaxSeptets - (header is null ? 0 : Septets.ForOctets(header.Length))
            : UserData.MaxOctets - (header?.Length ?? 0);
        var units = Math.Min(length, free);
        var payload = octets[..(alphabet == SmsAlphabet.Ucs2 ? units & ~1 : units)];
        if (alphabet == SmsAlphabet.Gsm7)
            payload = [.. payload.Select(octet => (byte)(octet & 0x7F))];
        return (coding, new UserData(alphabet, payload, header));
    }
}
