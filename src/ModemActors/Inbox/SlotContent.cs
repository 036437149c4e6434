using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;
using ModemActors.Storage;

namespace ModemActors.Inbox;

/// <summary>What lies in a slot of the message memory, or was forwarded past it, and what it means.</summary>
/// <param name="Index">The slot; null = it lies in none.</param>
/// <param name="Raw">What identifies it: the PDU in hex; in text mode the line's fields.</param>
internal abstract record SlotContent(int? Index, string Raw)
{
    /// <summary>A message came in, or something that cannot be read.</summary>
    public sealed record Inbound(int? Index, string Raw, InboundContent Content) : SlotContent(Index, Raw);

    /// <summary>A delivery report.</summary>
    public sealed record Report(int? Index, string Raw, StatusReportTpdu Tpdu) : SlotContent(Index, Raw);

    /// <summary>A draft or a copy of something sent: not ours to touch.</summary>
    public sealed record Outgoing(int? Index, string Raw) : SlotContent(Index, Raw);

    public static SlotContent Of(StoredPdu stored) =>
        stored.Stat is MessageStat.StoredSent or MessageStat.StoredUnsent ? new Outgoing(stored.Index, stored.Hex) : Of(stored.Index, stored.Hex);

    /// <summary>Reads a PDU that came in; one that cannot be read is data too.</summary>
    public static SlotContent Of(int? index, string hex)
    {
        var result = PduDecoder.Decode(hex, PduDirection.FromModem);
        return result.Pdu?.Tpdu switch
        {
            DeliverTpdu deliver => new Inbound(index, hex, TextOf(deliver)),
            StatusReportTpdu report => new Report(index, hex, report),
            null => new Inbound(index, hex, new InboundUndecodable(result.Reason ?? "not a PDU")),
            var other => new Inbound(index, hex, new InboundUndecodable($"a {other.GetType().Name} does not belong here")),
        };
    }

    public static SlotContent Of(StoredText stored)
    {
        var raw = $"{stored.Stat}|{stored.Number}|{stored.Timestamp}|{stored.Text}";
        if (stored.Stat is MessageStat.StoredSent or MessageStat.StoredUnsent)
            return new Outgoing(stored.Index, raw);
        raw = $"{stored.Number}|{stored.Timestamp}|{stored.Text}";
        return new Inbound(stored.Index, raw, new InboundText(stored.Number ?? "", TextModeCharacters.Decode(stored.Text), TextModeCharacters.Time(stored.Timestamp)));
    }

    private static InboundText TextOf(DeliverTpdu deliver)
    {
        var ports = deliver.UserData.Header?.Ports;
        var kind = ports switch
        {
            { Destination: 2948 } => Contains(deliver.UserData.Octets.Span, "application/vnd.wap.mms-message"u8) ? "mms" : "wap",
            not null => "binary",
            null when deliver.UserData.Alphabet == SmsAlphabet.EightBit => "binary",
            _ => "text",
        };
        return new InboundText(
            deliver.Originator.ToString(),
            deliver.UserData.Text ?? Convert.ToHexString(deliver.UserData.Octets.Span),
            deliver.ServiceCentreTimestamp.Time,
            deliver.UserData.Header?.Concatenation,
            kind,
            EncodingOf(deliver.UserData.Alphabet));
    }

    public static string EncodingOf(SmsAlphabet alphabet) => alphabet switch
    {
        SmsAlphabet.Gsm7 => "gsm7",
        SmsAlphabet.Ucs2 => "ucs2",
        _ => "8bit",
    };

    private static bool Contains(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> text) => octets.IndexOf(text) >= 0;
}
