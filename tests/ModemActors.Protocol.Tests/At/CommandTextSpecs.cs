using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class CommandTextSpecs
{
    public static TheoryData<string, string> Texts { get; } = new()
    {
        { new SetEcho(false).Text, "ATE0" },
        { new SetErrorReporting(1).Text, "AT+CMEE=1" },
        { new EnterPin("1234").Text, "AT+CPIN=\"1234\"" },
        { new ReadRegistration(RegistrationDomain.Eps).Text, "AT+CEREG?" },
        { new WriteRegistrationReporting(RegistrationDomain.Packet, 2).Text, "AT+CGREG=2" },
        { new WriteOperatorFormat(2).Text, "AT+COPS=3,2" },
        { new WriteCharacterSet("UCS2").Text, "AT+CSCS=\"UCS2\"" },
        { new WriteMessageFormat(MessageFormat.Pdu).Text, "AT+CMGF=0" },
        { new WriteTextParameters(17, 167, 0, 8).Text, "AT+CSMP=17,167,0,8" },
        { new WriteTextHeaders(true).Text, "AT+CSDH=1" },
        { new WriteNotification(new(2, 1, 0, 1, 0)).Text, "AT+CNMI=2,1,0,1,0" },
        { new SelectStorage("SM").Text, "AT+CPMS=\"SM\"" },
        { new SelectStorage("SM", "ME", "MT").Text, "AT+CPMS=\"SM\",\"ME\",\"MT\"" },
        { new ListMessages(MessageStat.All).Text, "AT+CMGL=4" },
        { new ListTextMessages(MessageStat.ReceivedUnread).Text, "AT+CMGL=\"REC UNREAD\"" },
        { new DeleteMessage(3).Text, "AT+CMGD=3" },
        { new DeleteMessage(1, 4).Text, "AT+CMGD=1,4" },
        { new SendPdu(23, "00AB").Text, "AT+CMGS=23" },
        { new SendText("+1555", "hi").Text, "AT+CMGS=\"+1555\"" },
        { new WritePdu(23, "00AB", MessageStat.StoredSent).Text, "AT+CMGW=23,3" },
        { new SendStored(3, "+1555").Text, "AT+CMSS=3,\"+1555\",145" },
        { new AcknowledgeMessage().Text, "AT+CNMA" },
        { new AcknowledgeMessage(1).Text, "AT+CNMA=1" },
        { new WriteMoreMessages(2).Text, "AT+CMMS=2" },
        { new WriteFunctionality(1, reset: true).Text, "AT+CFUN=1,1" },
        { new SendUssd("*100#", 15).Text, "AT+CUSD=1,\"*100#\",15" },
        { new CancelUssd().Text, "AT+CUSD=2" },
        { new WriteCallerIdentification(true).Text, "AT+CLIP=1" },
        { new ReadIccid(IccidVariant.HuaweiIccid).Text, "AT^ICCID?" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Commands_are_written_as_the_standards_say(string text, string expected) => Assert.Equal(expected, text);

    [Theory]
    [InlineData("AT+CPIN=\"1234\"", "AT+CPIN=***")]
    [InlineData("AT+CLCK=\"SC\",1,\"1234\"", "AT+CLCK=***")]
    [InlineData("AT+CMEE=1;+CPIN=\"1234\"", "AT+CMEE=***")]
    [InlineData("AT+CPIN?", "AT+CPIN?")]
    [InlineData("AT+CSQ", "AT+CSQ")]
    public void Secrets_are_masked_in_logs(string text, string log) => Assert.Equal(log, new RawCommand(text).LogText);

    [Fact]
    public void Pin_is_masked_everywhere_but_on_the_wire()
    {
        Assert.DoesNotContain("1234", new EnterPin("1234").LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", new EnterPin("1234").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CSQ")]
    [InlineData("AT+CSQ\rAT+CMGD=1")]
    [InlineData("AT\x1a")]
    [InlineData("ATé")]
    public void Raw_command_is_one_line_that_begins_with_AT(string text) => Assert.Throws<ArgumentException>(() => new RawCommand(text));

    [Fact]
    public void What_cannot_be_written_is_refused_where_it_is_said()
    {
        Assert.Throws<ArgumentException>(() => new EnterPin("12a4"));
        Assert.Throws<ArgumentException>(() => new SendPdu(23, "00A"));
        Assert.Throws<ArgumentException>(() => new SendPdu(23, "00AX"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SendPdu(0, "00"));
        Assert.Throws<ArgumentException>(() => new SendText("+1\"555", "hi"));
        Assert.Throws<ArgumentException>(() => new SendText("+1555", "hi\x1a"));
        Assert.Throws<ArgumentException>(() => new SendText("+1555", "€"));
        Assert.Throws<ArgumentException>(() => new SelectStorage("SM\r"));
        Assert.Throws<ArgumentException>(() => new SelectStorage("SM", null, "SM"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeleteMessage(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SetErrorReporting(3));
    }

    [Fact]
    public void Body_of_a_text_keeps_its_octets() => Assert.Equal([0x68, 0x00, 0xe9], new SendText("1", "h\0é").Body.ToArray());
}
