using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.At;

public sealed class MessageAnswerSpecs
{
    private const string Hex = "079100F40D1101000F001000B917118336058F300001954747A0E4ACF41F27298CDCE83C6EF371B0402814020";

    [Theory]
    [InlineData("+CMGL: 17,3,35", 17, MessageStat.StoredSent, null, 35)]
    [InlineData("+CMGL: 0,1,,147", 0, MessageStat.ReceivedRead, null, 147)]
    [InlineData("+CMGL: 5,0,\"Bob, the \",23", 5, MessageStat.ReceivedUnread, "Bob, the ", 23)]
    [InlineData("+CMGL:5,2,\"\",23", 5, MessageStat.StoredUnsent, null, 23)]
    [InlineData("+CMGL: 5,\"REC READ\",,23", 5, MessageStat.ReceivedRead, null, 23)]
    [InlineData("+CMGL: 5,16,,23", 5, MessageStat.ReceivedRead, null, 23)]
    public void Listed_message_is_read(string header, int index, MessageStat stat, string? alpha, int length) =>
        Assert.Equal(
            [new StoredPdu(index, stat, alpha, length, Hex + "0")],
            Conversation.Answer(new ListMessages(MessageStat.All), $"\r\n{header}\r\n{Hex.ToLowerInvariant()}0\r\n\r\nOK\r\n").Value);

    [Fact]
    public void List_that_cannot_be_understood_is_no_shorter_list()
    {
        var result = Conversation.Answer(new ListMessages(MessageStat.All),
            $"\r\n+CMGL: 1,1,,23\r\n{Hex}0\r\n+CMGL: x,1,,23\r\n{Hex}0\r\n\r\nOK\r\n");

        Assert.False(result.IsOk);
    }

    [Fact]
    public void Slot_whose_PDU_is_missing_is_listed_without_one() =>
        Assert.Equal(
            [new StoredPdu(1, MessageStat.ReceivedRead, null, 23, ""), new StoredPdu(2, MessageStat.ReceivedRead, null, 23, Hex + "0")],
            Conversation.Answer(new ListMessages(MessageStat.All), $"\r\n+CMGL: 1,1,,23\r\n+CMGL: 2,1,,23\r\n{Hex}0\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData("\r\nOK\r\n")]
    [InlineData("\r\n+CMS ERROR: 321\r\n")]
    [InlineData("\r\n+CMS ERROR:321\r\n")]
    [InlineData("\r\n+CMS ERROR: Invalid memory index\r\n")]
    [InlineData("\r\n+CME ERROR: 22\r\n")]
    [InlineData("\r\n+CMGR: 0,,0\r\n\r\nOK\r\n")]
    public void Empty_slot_is_no_failure(string wire)
    {
        var result = Conversation.Answer(new ReadMessage(3), wire);

        Assert.True(result.IsOk);
        Assert.Null(result.Value);
    }

    [Fact]
    public void Slot_that_the_SIM_refuses_is_a_failure()
    {
        var result = Conversation.Answer(new ReadMessage(3), "\r\n+CMS ERROR: 314\r\n");

        Assert.Equal(ErrorNature.Busy, result.Failure!.Nature);
        Assert.Equal("+CMS ERROR 314: (U)SIM busy", result.Failure.Reason);
    }

    [Fact]
    public void Message_forwarded_between_a_header_and_its_PDU_goes_its_own_way()
    {
        var wire = $"\r\n+CMGL: 1,1,,{Transcripts.LengthOf(Transcripts.Pdu)}\r\n+CMT: ,{Transcripts.LengthOf(Transcripts.OtherPdu)}\r\n"
            + $"{Transcripts.Pdu}\r\n{Transcripts.OtherPdu}\r\n\r\nOK\r\n";
        var conversation = new Conversation().Begin(new ListMessages(MessageStat.All)).Receive(wire);

        Assert.EndsWith(Transcripts.Pdu, Assert.Single(conversation.Responses[0].Lines), StringComparison.Ordinal);
        Assert.Equal(Transcripts.OtherPdu, Assert.IsType<MessageForwarded>(Assert.Single(conversation.Unsolicited)).Pdu);
    }

    [Theory]
    [InlineData("\r\n> \r\n+CMGS: 255\r\n\r\nOK\r\n", 255, null)]
    [InlineData("\r\n> \r\n+CMGS:7\r\n\r\nOK\r\n", 7, null)]
    [InlineData("\r\n> \r\n+CMGS: 7,\"07914306073011f0\"\r\n\r\nOK\r\n", 7, "07914306073011F0")]
    [InlineData("\r\n> \r\n+CMGS: 7, 0011\r\n\r\nOK\r\n", 7, "0011")]
    [InlineData("\r\n> \r\nOK\r\n", null, null)]
    [InlineData("\r\n> \r\n+CMGS: \r\n\r\nOK\r\n", null, null)]
    [InlineData("\r\n> \r\n+CMGS: 300\r\n\r\nOK\r\n", null, null)]
    public void Accepted_message_brings_its_reference(string wire, int? reference, string? ack) =>
        Assert.Equal(new SendReceipt(reference, ack), Conversation.Answer(new SendPdu(23, "00AB"), wire).Value);

    [Fact]
    public void Message_that_was_never_taken_is_not_accepted()
    {
        var result = Conversation.Answer(new SendPdu(23, "00AB"), "\r\nOK\r\n");

        Assert.Equal(ErrorNature.Temporary, result.Failure!.Nature);
    }

    [Fact]
    public void Restart_during_a_send_is_a_failure_with_the_body_written()
    {
        var conversation = new Conversation().Begin(new SendPdu(23, "00AB")).Receive("\r\n> \r\n^SYSSTART\r\n");

        var response = Assert.Single(conversation.Responses);
        Assert.True(response.BodyWritten);
        Assert.Equal(FinalKind.Rebooted, response.Final.Kind);
        Assert.False(new SendPdu(23, "00AB").Interpret(response).IsOk);
    }

    [Fact]
    public void Stored_message_brings_its_slot()
    {
        Assert.Equal(9, Conversation.Answer(new WritePdu(23, "00AB"), "\r\n> \r\n+CMGW: 9\r\n\r\nOK\r\n").Value);
        Assert.Equal(4, Conversation.Answer(new SendStored(9), "\r\n+CMSS: 4\r\n\r\nOK\r\n").Value.MessageReference);
    }

    /// <summary>Texts of gammu's at-sms-txt and at-sms-txt-detail dumps.</summary>
    [Theory]
    [InlineData("\"REC READ\",\"3473065111\",,\"06/05/28,18:15:41+80\",129,17,0,18,\"+393492001157\",145,6", "hello.", "3473065111",
        "06/05/28,18:15:41+80")]
    [InlineData("\"REC READ\", \"+4123456789132\", \"2009/8/18,19:11:45\"", "one\r\ntwo\r\nthree", "+4123456789132", "2009/8/18,19:11:45")]
    [InlineData("\"STO UNSENT\",\"+10011\",,145,17,0,0,167,\"+8613800100500\",145,4", "Hello World", "+10011", null)]
    [InlineData("\"REC UNREAD\",\"002B0031\",,\"07/07/05,09:56:03+08\"", "00480069", "+1", "07/07/05,09:56:03+08")]
    [InlineData("\"REC UNREAD\",\"12345678\",,\"07/07/05,09:56:03+08\"", "\0 is @", "12345678", "07/07/05,09:56:03+08")]
    [InlineData("\"REC UNREAD\",\"1\",,\"07/07/05,09:56:03+08\"", "", "1", "07/07/05,09:56:03+08")]
    public void Text_message_is_read(string header, string text, string? number, string? timestamp)
    {
        var message = Conversation.Answer(new ReadTextMessage(1), $"\r\n+CMGR: {header}\r\n{text}\r\n\r\nOK\r\n").Value!;

        Assert.Equal(
            (text.Replace("\r\n", "\n", StringComparison.Ordinal), number, timestamp), (message.Text, message.Number, message.Timestamp));
    }

    [Fact]
    public void Text_list_is_read()
    {
        var wire = "\r\n+CMGL: 1,\"REC READ\",\"+1\",,\"07/07/05,09:56:03+08\"\r\nRING\r\n"
            + "+CMGL: 2,\"REC UNREAD\",\"+2\",,\"07/07/05,09:56:03+08\"\r\nOK\r\nbye\r\n\r\nOK\r\n";

        var messages = Conversation.Answer(new ListTextMessages(MessageStat.All), wire).Value;

        Assert.Equal([(1, "RING"), (2, "OK\nbye")], messages.Select(message => (message.Index, message.Text)));
    }

    [Theory]
    [InlineData("+CSCA: \"+79168999100\",145", "+79168999100")]
    [InlineData("+CSCA: \"6281100000\",145", "+6281100000")]
    [InlineData("+CSCA: \"002B003400340037003800300032003000390032003000330035\",145", "+447802092035")]
    [InlineData("+CSCA: 002B00390037003200350034003100320030003000330032,145", "+97254120032")]
    [InlineData("+CSCA: \"\",129", null)]
    [InlineData("+CSCA: ", null)]
    public void Service_centre_is_read(string line, string? expected)
    {
        var result = Conversation.Answer(new ReadSmsc(), $"\r\n{line}\r\n\r\nOK\r\n");

        Assert.True(result.IsOk);
        Assert.Equal(expected, result.Value?.ToString());
    }

    [Fact]
    public void Service_centre_is_written_with_its_type()
    {
        Assert.True(SmsAddress.TryParse("+447802092035", out var international, out _));
        Assert.True(SmsAddress.TryParse("0780209203", out var national, out _));

        Assert.Equal("AT+CSCA=\"+447802092035\",145", new WriteSmsc(international).Text);
        Assert.Equal("AT+CSCA=\"0780209203\",129", new WriteSmsc(national).Text);
    }
}
