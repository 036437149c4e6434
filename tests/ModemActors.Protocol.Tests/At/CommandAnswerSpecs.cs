using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

/// <summary>Lines from ModemManager's tests, gammu's dumps, python-gsmmodem's fakemodems.py and the makers' manuals.</summary>
public sealed class CommandAnswerSpecs
{
    [Theory]
    [InlineData("+CPIN: READY", PinStatus.Ready)]
    [InlineData("+CPIN:READY", PinStatus.Ready)]
    [InlineData("+CPIN: \"SIM PIN\"", PinStatus.SimPin)]
    [InlineData("+CPIN: SIM PUK", PinStatus.SimPuk)]
    [InlineData("+CPIN: SIM PUK2", PinStatus.SimPuk2)]
    [InlineData("+CPIN: PH-NET PIN", PinStatus.Personalization)]
    [InlineData("+CPIN: PH-SIM PIN", PinStatus.PhoneToSimPin)]
    [InlineData("+CPIN: NOT INSERTED", PinStatus.NotInserted)]
    [InlineData("+CPIN: NOT READY", PinStatus.Busy)]
    [InlineData("+CPIN: whatever", PinStatus.Unknown)]
    public void Pin_status_is_read(string line, PinStatus status) =>
        Assert.Equal(status, Conversation.Answer(new ReadPinStatus(), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData("+CME ERROR: 10", PinStatus.NotInserted)]
    [InlineData("+CME ERROR: SIM not inserted", PinStatus.NotInserted)]
    [InlineData("+CME ERROR: 14", PinStatus.Busy)]
    [InlineData("+CMS ERROR: 310", PinStatus.NotInserted)]
    public void Missing_or_busy_SIM_is_a_status(string line, PinStatus status) =>
        Assert.Equal(status, Conversation.Answer(new ReadPinStatus(), $"\r\n{line}\r\n").Value);

    [Theory]
    [InlineData("+CSQ: 0,0", -113, 0, "none")]
    [InlineData("+CSQ: 1,99", -111, null, "weak")]
    [InlineData("+CSQ: 10,7", -93, 7, "fair")]
    [InlineData("+CSQ: 15,99", -83, null, "good")]
    [InlineData("+CSQ: 31,99", -51, null, "excellent")]
    [InlineData("+CSQ: 99,99", null, null, "none")]
    [InlineData("+CSQ: 146,99", -70, null, "excellent")]
    [InlineData("+CSQ: 199,99", null, null, "none")]
    [InlineData("+CSQ: 20", -73, null, "excellent")]
    public void Signal_is_read(string line, int? dbm, int? errors, string words)
    {
        var signal = Conversation.Answer(new ReadSignalQuality(), $"\r\n{line}\r\n\r\nOK\r\n").Value;

        Assert.Equal((dbm, errors, words), (signal.Dbm, signal.BitErrorRate, signal.Words));
    }

    [Theory]
    [InlineData("+COPS: 1,0,\"CHINA MOBILE\"", "CHINA MOBILE", null, OperatorSelection.Manual)]
    [InlineData("+COPS: 1,0,\"CHINA MOBILE\",7", "CHINA MOBILE", 7, OperatorSelection.Manual)]
    [InlineData("+COPS: 0,2,\"46000\",7", "46000", 7, OperatorSelection.Automatic)]
    [InlineData("+COPS: 0,0,\"0054002D004D006F00620069006C0065\",2", "T-Mobile", 2, OperatorSelection.Automatic)]
    [InlineData("+COPS: 0,0,\"06230648063106270646062C\"", "أورانج", null, OperatorSelection.Automatic)]
    [InlineData("+COPS: 0,0,\"O2, UK\",2", "O2, UK", 2, OperatorSelection.Automatic)]
    public void Operator_is_read(string line, string name, int? technology, OperatorSelection selection) =>
        Assert.Equal(
            new NetworkOperator(name, technology, selection), Conversation.Answer(new ReadOperator(), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData("+COPS: 0")]
    [InlineData("+COPS: 2,0,\"\"")]
    public void No_operator_is_null(string line)
    {
        var result = Conversation.Answer(new ReadOperator(), $"\r\n{line}\r\n\r\nOK\r\n");

        Assert.True(result.IsOk);
        Assert.Null(result.Value);
    }

    [Theory]
    [InlineData("+CNUM: \"something\",\"1234567890\",161", "1234567890")]
    [InlineData("+CNUM: ,\"1234567890\",161", "1234567890")]
    [InlineData("+CNUM: something,\"+34600000001\",145\r\n+CNUM: ,\"34600000002\",145", "+34600000001,+34600000002")]
    [InlineData("+CNUM: ,\"\",129", "")]
    public void Own_numbers_are_read(string lines, string expected) =>
        Assert.Equal(expected, string.Join(',', Conversation.Answer(new ReadOwnNumbers(), $"\r\n{lines}\r\n\r\nOK\r\n").Value));

    [Theory]
    [InlineData("861536030196001", "861536030196001")]
    [InlineData("+CGSN: \"861536030196001\"", "861536030196001")]
    [InlineData("IMEI: 861536030196001", "861536030196001")]
    [InlineData("867284035456789,80XXXXXX", "867284035456789")]
    public void Imei_is_read(string line, string imei) =>
        Assert.Equal(imei, Conversation.Answer(new ReadImei(), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData(IccidVariant.Ccid, "89860318640220133897", "89860318640220133897")]
    [InlineData(IccidVariant.Ccid, "+CCID: \"8949222074451242066F\"", "8949222074451242066")]
    [InlineData(IccidVariant.Qccid, "+QCCID: 89860025128306012474", "89860025128306012474")]
    [InlineData(IccidVariant.Ciccid, "+ICCID: 89860318640220133897", "89860318640220133897")]
    [InlineData(IccidVariant.HuaweiIccid, "^ICCID: 98681031462022103398", "98681031462022103398")]
    public void Iccid_is_read(IccidVariant variant, string line, string iccid) =>
        Assert.Equal(iccid, Conversation.Answer(new ReadIccid(variant), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData(" MULTIBAND  900E  1800", "MULTIBAND  900E  1800")]
    [InlineData("+CGMM: \"EC25\"", "EC25")]
    [InlineData("K3715", "K3715")]
    public void Model_is_read(string line, string model) =>
        Assert.Equal(model, Conversation.Answer(new ReadModel(), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Fact]
    public void Small_answers_are_read()
    {
        Assert.Equal("EC25EFAR02A09M4G", Conversation.Answer(new ReadRevision(), "\r\nRevision: EC25EFAR02A09M4G\r\n\r\nOK\r\n").Value);
        Assert.Equal("262011234567890", Conversation.Answer(new ReadImsi(), "\r\n262011234567890\r\n\r\nOK\r\n").Value);
        Assert.Equal("UCS2", Conversation.Answer(new ReadCharacterSet(), "\r\n+CSCS: \"0055004300530032\"\r\n\r\nOK\r\n").Value);
        Assert.Equal("GSM", Conversation.Answer(new ReadCharacterSet(), "\r\n+CSCS: \"GSM\"\r\n\r\nOK\r\n").Value);
        Assert.Equal(
            new SmsService(1, true, true, false), Conversation.Answer(new ReadSmsService(), "\r\n+CSMS: 1,1,1,0\r\n\r\nOK\r\n").Value);
        Assert.True(Conversation.Answer(new WriteSmsService(1), "\r\n+CSMS: 1,1,1\r\n\r\nOK\r\n").IsOk);
        Assert.Equal(MessageFormat.Pdu, Conversation.Answer(new ReadMessageFormat(), "\r\n+CMGF: 0\r\n\r\nOK\r\n").Value);
        Assert.Equal(4, Conversation.Answer(new ReadFunctionality(), "\r\n+CFUN: 4\r\n\r\nOK\r\n").Value);
        Assert.Equal(["a", "b"], Conversation.Answer(new ReadModuleIdentity(), "\r\na\r\nb\r\n\r\nOK\r\n").Value);
    }

    [Fact]
    public void Restart_that_was_asked_for_is_success()
    {
        Assert.True(Conversation.Answer(new WriteFunctionality(1, reset: true), "\r\nRDY\r\n").IsOk);
        Assert.False(Conversation.Answer(new WriteFunctionality(1), "\r\nRDY\r\n").IsOk);
    }

    [Fact]
    public void List_of_commands_keeps_lines_that_look_like_codes()
    {
        var wire = "\r\n&C\r\r\nA\r\r\n+CSQ\r\r\n+CMTI\r\r\n+CREG\r\r\n^BOOT\r\r\nRING\r\n\r\nOK\r\n";

        Assert.Equal(["&C", "A", "+CSQ", "+CMTI", "+CREG", "^BOOT"], Conversation.Answer(new RawCommand("AT+CLAC"), wire).Value);
    }

    [Fact]
    public void OK_without_the_line_that_was_asked_for_is_a_failure()
    {
        var result = Conversation.Answer(new ReadSignalQuality(), "\r\nOK\r\n");

        Assert.False(result.IsOk);
        Assert.Null(result.Failure!.Final);
        Assert.Throws<InvalidOperationException>(() => result.Value);
    }
}
