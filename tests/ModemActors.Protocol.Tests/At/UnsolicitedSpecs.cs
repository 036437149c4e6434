using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class UnsolicitedSpecs
{
    [Theory]
    [InlineData("+CMTI: \"SM\",3", "SM", 3)]
    [InlineData("+CMTI:\"ME\", 0", "ME", 0)]
    [InlineData("+CMTI: \"SM\",-1", "SM", null)]
    [InlineData("+CMTI: ,3", null, 3)]
    [InlineData("+CMTI: 3", null, 3)]
    [InlineData("+CMTI: \"MT\"", "MT", null)]
    [InlineData("+CMTI:", null, null)]
    public void Stored_message_names_memory_and_slot_as_far_as_told(string line, string? storage, int? index) =>
        Assert.Equal(new MessageStored(line, storage, index), Heard($"\r\n{line}\r\n"));

    [Fact]
    public void Stored_report_names_memory_and_slot() =>
        Assert.Equal(new ReportStored("+CDSI: \"SR\",1", "SR", 1), Heard("\r\n+CDSI: \"SR\",1\r\n"));

    [Theory]
    [InlineData("+CMT: ,31")]
    [InlineData("+CMT: \"Bob\",31")]
    [InlineData("+CMT: 31")]
    [InlineData("+CMT: ,99")]
    public void Forwarded_message_takes_the_line_behind_it(string header) =>
        Assert.Equal(Transcripts.Pdu, Assert.IsType<MessageForwarded>(Heard($"\r\n{header}\r\n{Transcripts.Pdu}\r\n")).Pdu);

    [Fact]
    public void Forwarded_message_in_text_mode_takes_the_text_behind_it()
    {
        var message = Assert.IsType<MessageForwarded>(Heard("\r\n+CMT: \"+1555\",,\"24/01/01,00:00:00+00\"\r\nOK\r\n"));

        Assert.Equal((null, "OK"), (message.Pdu, message.Text));
    }

    [Fact]
    public void Forwarded_report_takes_the_line_behind_it_only_in_PDU_mode()
    {
        Assert.Equal(Transcripts.Report, Assert.IsType<ReportForwarded>(Heard($"\r\n+CDS: 26\r\n{Transcripts.Report}\r\n")).Pdu);
        Assert.Null(Assert.IsType<ReportForwarded>(
            Heard("\r\n+CDS: 6,12,\"+1\",145,\"24/01/01,00:00:00+00\",\"24/01/01,00:00:00+00\",0\r\n")).Pdu);
    }

    [Fact]
    public void Forwarded_broadcast_takes_the_line_behind_it() =>
        Assert.Equal("001000320111", Assert.IsType<BroadcastForwarded>(Heard("\r\n+CBM: 6\r\n001000320111\r\n")).Pdu);

    [Fact]
    public void Header_whose_PDU_never_comes_is_stray_when_the_next_one_comes()
    {
        var conversation = new Conversation().Receive($"\r\n+CMT: ,31\r\n\r\n+CMT: ,31\r\n{Transcripts.Pdu}\r\n");

        Assert.Equal(["+CMT: ,31"], conversation.Strays);
        Assert.Single(conversation.Unsolicited);
    }

    [Theory]
    [InlineData("+CUSD: 0,\"Balance: 3 EUR\",15", 0, "Balance: 3 EUR", 15)]
    [InlineData("+CUSD: 1,\"Kontostand: 3.00 EUR Bitte w{hlen Sie: 1\"", 1, "Kontostand: 3.00 EUR Bitte w{hlen Sie: 1", null)]
    [InlineData("+CUSD: 0, 49B41C74ACD3D16171D90D66", 0, "49B41C74ACD3D16171D90D66", null)]
    [InlineData("+CUSD: 1,\"Menu\r\n1. Balance\r\n\r\n2. Top up, now\",15", 1, "Menu\n1. Balance\n\n2. Top up, now", 15)]
    [InlineData("+CUSD: 2", 2, null, null)]
    public void Ussd_text_may_have_many_lines(string lines, int status, string? text, int? dcs)
    {
        var ussd = Assert.IsType<UssdReceived>(Heard($"\r\n{lines}\r\n"));

        Assert.Equal((status, text, dcs), (ussd.Status, ussd.Text, ussd.Dcs));
    }

    [Fact]
    public void Ussd_text_that_is_never_closed_swallows_no_answer()
    {
        var conversation = new Conversation().Begin(new ReadSignalQuality())
            .Receive("\r\n+CUSD: 1,\"Menu\r\n1. Balance\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n");

        Assert.Equal("Menu\n1. Balance", Assert.IsType<UssdReceived>(Assert.Single(conversation.Unsolicited)).Text);
        Assert.Equal(["AT+CSQ Ok  [+CSQ: 20,99] False"], conversation.Solicited);
    }

    [Theory]
    [InlineData("RING", null)]
    [InlineData("+CRING: VOICE", null)]
    [InlineData("+CLIP: \"+15551234567\",145,,,,0", "+15551234567")]
    [InlineData("+CLIP: \"\",128", null)]
    public void Call_is_reported(string line, string? number) => Assert.Equal(new CallIncoming(line, number), Heard($"\r\n{line}\r\n"));

    [Theory]
    [InlineData("NO CARRIER")]
    [InlineData("^CEND:1,0,29,16")]
    [InlineData("MISSED_CALL: 11:01AM 07712345678")]
    public void End_of_a_call_is_reported(string line) => Assert.Equal(new CallEnded(line), Heard($"\r\n{line}\r\n"));

    [Theory]
    [InlineData("RDY", true)]
    [InlineData("START", true)]
    [InlineData("^SYSSTART", true)]
    [InlineData("NORMAL POWER DOWN", true)]
    [InlineData("SMS DONE", false)]
    [InlineData("PB DONE", false)]
    [InlineData("Call Ready", false)]
    [InlineData("+CFUN: 1", false)]
    [InlineData("+QIND: SMS DONE", false)]
    public void Boot_marks_tell_how_certain_they_are(string line, bool certain) =>
        Assert.Equal(new ModemBooted(line, certain), Heard($"\0\xff\r\n{line}\r\n"));

    [Theory]
    [InlineData("^SMMEMFULL: \"SM\"", "SM")]
    [InlineData("+CIEV: \"smsfull\",1", null)]
    [InlineData("+CIEV: \"SMSFULL\",\"SM\"", "SM")]
    [InlineData("+QIND: \"smsfull\",\"ME\"", "ME")]
    public void Full_memory_is_reported(string line, string? storage) =>
        Assert.Equal(new StorageFull(line, storage), Heard($"\r\n{line}\r\n"));

    [Theory]
    [InlineData("^RSSI:20", -73)]
    [InlineData("+CSQ: 20,99", -73)]
    [InlineData("+QIND: \"csq\",20,99", -73)]
    public void Signal_is_reported(string line, int dbm) =>
        Assert.Equal(dbm, Assert.IsType<SignalChanged>(Heard($"\r\n{line}\r\n")).Signal!.Dbm);

    [Theory]
    [InlineData("^BOOT:20329251,0,0,0,75")]
    [InlineData("^MODE:5,4")]
    [InlineData("+CIEV: 8,1")]
    [InlineData("*PSUTTZ: 2024,1,1")]
    [InlineData("+UUSIMSTAT: 1")]
    public void Other_codes_are_known_as_such(string line) => Assert.Equal(new OtherUnsolicited(line), Heard($"\r\n{line}\r\n"));

    [Fact]
    public void Locked_SIM_is_reported()
    {
        Assert.Equal(new PinReady("+CPIN: READY"), Heard("\r\n+CPIN: READY\r\n"));
        Assert.Equal(new PinRequired("+CPIN: NOT INSERTED", PinStatus.NotInserted), Heard("\r\n+CPIN: NOT INSERTED\r\n"));
    }

    [Theory]
    [InlineData("+CMGS: 12")]
    [InlineData("OK")]
    [InlineData("hello")]
    public void Anything_else_is_stray(string line) => Assert.Equal([line], new Conversation().Receive($"\r\n{line}\r\n").Strays);

    [Fact]
    public void Profile_adds_codes_of_its_own()
    {
        var table = UnsolicitedTable.Standard.With(["+XYZ:", "HELLO WORLD", "RING"]);

        Assert.Equal(new OtherUnsolicited("+XYZ: 1"), table.Match("+XYZ: 1"));
        Assert.Equal(new OtherUnsolicited("HELLO WORLD"), table.Match("HELLO WORLD"));
        Assert.Equal(new CallIncoming("RING", null), table.Match("RING"));
        Assert.Null(UnsolicitedTable.Standard.Match("+XYZ: 1"));
    }

    [Fact]
    public void Flood_changes_nothing_and_is_reported_whole()
    {
        var conversation = new Conversation().Begin(new SendPdu(23, "00AB"));
        var flood = string.Concat(Enumerable.Repeat("\r\n^RSSI:3\r\n\r\n^BOOT:1,0\r\n", 5_000));

        conversation.Receive(flood + "\r\n> " + flood + "\r\n+CMGS: 12\r\n" + flood + "\r\nOK\r\n");

        Assert.Equal(["prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"], conversation.Solicited);
        Assert.Equal(30_000, conversation.Unsolicited.Count);
    }

    private static UnsolicitedCode Heard(string wire)
    {
        var conversation = new Conversation().Receive(wire);
        Assert.Empty(conversation.Strays);
        return Assert.Single(conversation.Unsolicited);
    }
}
