using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class ReportSpecs
{
    private static readonly SmsAddress s_destination = new("491720000", TypeOfNumber.International, NumberingPlan.Isdn);

    [Theory]
    [InlineData("07914356060013F1065A098136397339F7219011700463802190117004638030", "+34656000311", "639337937", 90, 0x30,
        "2012-09-11T07:40:36+02:00", "2012-09-11T07:40:36+02:00")] // ModemManager not_stored
    [InlineData("0791538375000075061805810531F1019082416500400190824165004000", "+353857000057", "50131", 24, 0x00,
        "2010-09-28T14:56:00+01:00", "2010-09-28T14:56:00+01:00")] // python-messaging
    [InlineData("00060505810531F1010150610000400101506100004000", null, "50131", 5, 0x00,
        "2010-10-05T16:00:00+01:00", "2010-10-05T16:00:00+01:00")]
    // python-messaging doubts this recipient and would have the prefix turned round; 34 26 56 57 11 F7 is +43 626575117
    [InlineData("07914306073011F006270B913426565711F7012081111345400120811174054043", "+34607003110", "+43626575117", 39, 0x43,
        "2010-02-18T11:31:54+01:00", "2010-02-18T11:47:50+01:00")]
    [InlineData("079103962491000006710C91039647995935805032227020218050322270502100", "+306942190000", "+306974999553", 113, 0x00,
        "2008-05-23T22:07:02+03:00", "2008-05-23T22:07:05+03:00")] // smslib
    // A ZTE's report with a reference of more than one octet, from python-gsmmodem, which reads hexadecimal digits where *#abc are
    [InlineData("0297F1061C0F910B487228297020F5317062419272803170624192138000", "+1", "+#08427829207025", 28, 0x00,
        "2013-07-26T14:29:27+02:00", "2013-07-26T14:29:31+02:00")]
    public void Status_report_decodes(
        string hex, string? smsc, string recipient, byte reference, byte status, string sent, string discharged)
    {
        var result = PduDecoder.Decode(hex, PduDirection.FromModem);

        var report = Assert.IsType<StatusReportTpdu>(result.Pdu?.Tpdu);
        Assert.Equal(smsc, result.Pdu!.Smsc?.ToString());
        Assert.Equal(recipient, report.Recipient.ToString());
        Assert.Equal(reference, report.MessageReference);
        Assert.Equal(new DeliveryStatus(status), report.Status);
        Assert.Equal(sent, report.ServiceCentreTimestamp.ToString());
        Assert.Equal(discharged, report.DischargeTime.ToString());
        Assert.Equal(hex, result.Pdu.ToHex());
        Assert.Empty(result.Defects);
    }

    [Theory]
    [InlineData(0x00, DeliveryOutcome.Delivered, "received by the SME")]
    [InlineData(0x01, DeliveryOutcome.Delivered, "unable to confirm delivery")]
    [InlineData(0x02, DeliveryOutcome.Delivered, "replaced")]
    [InlineData(0x03, DeliveryOutcome.Failed, "reserved status 0x03")]
    [InlineData(0x11, DeliveryOutcome.Delivered, "specific to the SC")]
    [InlineData(0x20, DeliveryOutcome.StillTrying, "congestion")]
    [InlineData(0x25, DeliveryOutcome.StillTrying, "error in SME")]
    [InlineData(0x26, DeliveryOutcome.Failed, "reserved status 0x26")]
    [InlineData(0x30, DeliveryOutcome.StillTrying, "specific to the SC")]
    [InlineData(0x40, DeliveryOutcome.Failed, "remote procedure error")]
    [InlineData(0x46, DeliveryOutcome.Failed, "validity period expired")]
    [InlineData(0x50, DeliveryOutcome.Failed, "specific to the SC")]
    [InlineData(0x60, DeliveryOutcome.Failed, "congestion")]
    [InlineData(0x70, DeliveryOutcome.Failed, "tries no more")]
    [InlineData(0xFF, DeliveryOutcome.Failed, "reserved status 0xFF")]
    public void Status_has_an_outcome_and_the_words_of_the_standard(byte value, DeliveryOutcome outcome, string words)
    {
        var status = new DeliveryStatus(value);

        Assert.Equal(outcome, status.Outcome);
        Assert.Contains(words, status.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_report_with_all_fields_goes_both_ways()
    {
        var report = new StatusReportTpdu
        {
            Recipient = s_destination,
            MessageReference = 0x17,
            Status = new DeliveryStatus(0x46),
            ServiceCentreTimestamp = Scts.From(new DateTimeOffset(2026, 11, 21, 3, 11, 21, TimeSpan.FromHours(1))),
            DischargeTime = Scts.From(new DateTimeOffset(2026, 11, 22, 3, 11, 21, TimeSpan.FromHours(1))),
            MoreMessagesToSend = true,
            LoopPrevention = true,
            StatusReportQualifier = true,
            ProtocolIdentifier = 0x40,
            DataCoding = new DataCoding(0x08),
            UserData = UserData.FromText("ж", SmsAlphabet.Ucs2, new UserDataHeader(new InformationElement(0x70, new byte[] { 1 }))),
        };

        BothWays(report, PduDirection.FromModem,
            "6A17" + "099194710200F0" + "62111230111240" + "62112230111240" + "46" + "07" + "40" + "08" + "06" + "03700101" + "0436");
    }

    [Theory]
    [InlineData(null, "0100" + "62111230111240")]
    [InlineData((byte)0xC5, "01C500" + "62111230111240")]
    public void Submit_report_of_both_forms_goes_both_ways(byte? cause, string tpdu) => BothWays(
        new SubmitReportTpdu
        {
            FailureCause = cause is { } value ? new FailureCause(value) : null,
            ServiceCentreTimestamp = Scts.From(new DateTimeOffset(2026, 11, 21, 3, 11, 21, TimeSpan.FromHours(1))),
        },
        PduDirection.FromModem,
        tpdu);

    [Theory]
    [InlineData(null, "0000")]
    [InlineData((byte)0xD3, "00D300")]
    public void Deliver_report_of_both_forms_goes_both_ways(byte? cause, string tpdu) => BothWays(
        new DeliverReportTpdu { FailureCause = cause is { } value ? new FailureCause(value) : null },
        PduDirection.FromNetworkSide,
        tpdu);

    [Fact]
    public void Deliver_report_with_all_fields_goes_both_ways() => BothWays(
        new DeliverReportTpdu
        {
            FailureCause = new FailureCause(0xD5),
            ProtocolIdentifier = 0x7F,
            DataCoding = new DataCoding(0xF6),
            UserData = UserData.FromOctets(new byte[] { 0xCA, 0xFE }),
        },
        PduDirection.FromNetworkSide,
        "00D5077FF602CAFE");

    [Fact]
    public void Command_goes_both_ways() => BothWays(
        new CommandTpdu
        {
            Destination = s_destination,
            MessageReference = 3,
            StatusReportRequest = true,
            CommandType = CommandType.DeletePreviouslySubmitted,
            MessageNumber = 0x5A,
            CommandData = new byte[] { 1, 2, 3 },
        },
        PduDirection.FromNetworkSide,
        "2203" + "00" + "02" + "5A" + "099194710200F0" + "03010203");

    [Fact]
    public void Indicator_that_promises_more_than_there_is_leaves_the_rest_of_the_report()
    {
        var result = PduDecoder.Decode("07914356060013F1065A098136397339F721901170046380219011700463803007", PduDirection.FromModem);

        Assert.Equal(90, Assert.IsType<StatusReportTpdu>(result.Pdu?.Tpdu).MessageReference);
        Assert.Equal(3, result.Defects.Count);
    }

    [Fact]
    public void Failure_causes_have_the_words_of_the_standard()
    {
        Assert.Equal("memory capacity exceeded (0xD3)", new FailureCause(0xD3).ToString());
        Assert.Equal("value specific to an application", new FailureCause(0xE1).Meaning);
        Assert.Equal("reserved", new FailureCause(0x93).Meaning);
    }

    private static void BothWays(Tpdu tpdu, PduDirection direction, string hex)
    {
        var pdu = new Pdu(null, tpdu);

        Assert.Equal("00" + hex, pdu.ToHex());
        var result = PduDecoder.Decode("00" + hex, direction);
        Assert.Equal(pdu, result.Pdu);
        Assert.Equal(pdu.GetHashCode(), result.Pdu!.GetHashCode());
        Assert.Empty(result.Defects);
    }
}
