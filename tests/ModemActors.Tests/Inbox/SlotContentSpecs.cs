using ModemActors.Inbox;
using ModemActors.Protocol.At;
using ModemActors.Storage;

namespace ModemActors.Tests.Inbox;

public sealed class SlotContentSpecs
{
    private const string Sender = "07911326040000F0";

    [Fact]
    public void A_text_is_read()
    {
        var slot = SlotContent.Of(3, Sender + "040B911346610089F60000208062917314080AE8329BFD4697D9EC37");

        var text = Assert.IsType<InboundText>(Assert.IsType<SlotContent.Inbound>(slot).Content);
        Assert.Equal(("+31641600986", "hellohello", "text", "gsm7"), (text.Sender, text.Text, text.Kind, text.Encoding));
        Assert.Equal(3, slot.Index);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FFFFFFFF")]
    [InlineData("not hex")]
    [InlineData("07911326040000F0040B91")]
    public void What_cannot_be_read_is_data_with_a_reason(string hex)
    {
        var slot = Assert.IsType<SlotContent.Inbound>(SlotContent.Of(1, hex));

        Assert.NotEmpty(Assert.IsType<InboundUndecodable>(slot.Content).Reason);
        Assert.Equal(hex, slot.Raw);
    }

    [Theory]
    [InlineData("0605040B840000", "6170706C69636174696F6E2F766E642E7761702E6D6D732D6D657373616765", "mms")]
    [InlineData("0605040B840000", "0102", "wap")]
    [InlineData("0605041F400000", "0102", "binary")]
    [InlineData("", "0102", "binary")]
    public void Octets_are_kept_as_what_they_are(string header, string octets, string kind)
    {
        var data = header + octets;
        var first = header.Length > 0 ? "44" : "04";
        var hex = $"{Sender}{first}0B911346610089F6000420806291731408{data.Length / 2:X2}{data}";

        var text = Assert.IsType<InboundText>(Assert.IsType<SlotContent.Inbound>(SlotContent.Of(1, hex)).Content);

        Assert.Equal((kind, octets, "8bit"), (text.Kind, text.Text, text.Encoding));
    }

    [Fact]
    public void A_delivery_report_is_told_from_messages()
    {
        var report = Assert.IsType<SlotContent.Report>(SlotContent.Of(null, "00062A0B911346610089F6208062917314082080629173140800"));

        Assert.Equal((42, "+31641600986"), (report.Tpdu.MessageReference, report.Tpdu.Recipient.ToString()));
    }

    [Theory]
    [InlineData(MessageStat.StoredSent)]
    [InlineData(MessageStat.StoredUnsent)]
    public void What_was_written_here_is_not_incoming(MessageStat stat) =>
        Assert.IsType<SlotContent.Outgoing>(SlotContent.Of(new StoredPdu(1, stat, null, 9, "0001000B911346610089F6")));

    [Fact]
    public void In_text_mode_read_and_unread_are_the_same_thing()
    {
        var unread = SlotContent.Of(new StoredText(1, MessageStat.ReceivedUnread, "+15551234567", "26/01/02,03:04:05+08", "00480069"));
        var read = SlotContent.Of(new StoredText(1, MessageStat.ReceivedRead, "+15551234567", "26/01/02,03:04:05+08", "00480069"));

        Assert.Equal(unread.Raw, read.Raw);
        var text = Assert.IsType<InboundText>(Assert.IsType<SlotContent.Inbound>(read).Content);
        Assert.Equal(("Hi", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))), (text.Text, text.ServiceCentreTimestamp));
    }
}
