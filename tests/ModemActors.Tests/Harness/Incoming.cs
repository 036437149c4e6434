using ModemActors.Protocol.Sms;

namespace ModemActors.Tests.Harness;

/// <summary>Messages as the network brings them.</summary>
internal static class Incoming
{
    private static readonly DateTimeOffset s_time = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The parts of a text, in PDUs with the service centre's octets.</summary>
    public static IReadOnlyList<Pdu> Parts(string text, string from = "+15551112222", int reference = 1)
    {
        Assert.True(SmsAddress.TryParse(from, out var sender, out _));
        return [.. SmsComposer.Segment(text, new ComposeOptions { Reference = reference }).Select(segment => new Pdu(null, new DeliverTpdu
        {
            Originator = sender,
            DataCoding = segment.DataCoding,
            UserData = segment.UserData,
            ServiceCentreTimestamp = Scts.From(s_time),
        }))];
    }

    /// <summary>As the air carries it: without the service centre.</summary>
    public static byte[] Tpdu(this Pdu pdu) => Convert.FromHexString(pdu.ToHex())[^pdu.TpduLength..];
}
