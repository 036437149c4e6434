using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class UserDataHeaderSpecs
{
    [Fact]
    public void Known_elements_are_read() // python-gsmmodem for the first four
    {
        Assert.Equal(new Concatenation(23, false, 3, 1), Header("0003170301").Concatenation);
        Assert.Equal(new Concatenation(384, true, 4, 2), Header("080401800402").Concatenation);
        Assert.Equal(new ApplicationPorts(100, 50, false), Header("04026432").Ports);
        Assert.Equal(new ApplicationPorts(1234, 5222, true), Header("050404D21466").Ports);
        Assert.Equal((byte)1, Header("240101").SingleShift);
        Assert.Equal((byte)13, Header("25010D").LockingShift);
    }

    [Fact]
    public void Elements_that_are_made_are_those_that_are_read()
    {
        Assert.Equal("00:170301", InformationElement.For(new Concatenation(23, false, 3, 1)).ToString());
        Assert.Equal("08:01800402", InformationElement.For(new Concatenation(384, true, 4, 2)).ToString());
        Assert.Equal("04:6432", InformationElement.For(new ApplicationPorts(100, 50, false)).ToString());
        Assert.Equal("05:04D21466", InformationElement.For(new ApplicationPorts(1234, 5222, true)).ToString());
        Assert.Equal("24:03", InformationElement.ForSingleShift(NationalLanguage.Portuguese).ToString());
        Assert.Equal("25:06", InformationElement.ForLockingShift(NationalLanguage.Hindi).ToString());
    }

    [Theory]
    [InlineData("0003170300")] // part zero
    [InlineData("0003170001")] // of none
    [InlineData("0003170304")] // four of three
    [InlineData("00021703")] // too short
    [InlineData("000417030100")] // too long
    [InlineData("0803018004")]
    public void Concatenation_with_impossible_numbers_or_length_is_ignored(string elements)
    {
        var header = Header(elements);

        Assert.Null(header.Concatenation);
        Assert.Single(header.Elements);
    }

    [Fact]
    public void Of_elements_that_exclude_each_other_the_last_counts()
    {
        Assert.Equal(new Concatenation(384, true, 4, 2), Header("0003170301" + "080401800402").Concatenation);
        Assert.Equal(new ApplicationPorts(100, 50, false), Header("050404D21466" + "04026432").Ports);
        Assert.Equal(new Concatenation(23, false, 3, 1), Header("0003170301" + "0003170300").Concatenation);
    }

    [Fact]
    public void Unknown_elements_are_kept_in_their_order()
    {
        const string hex = "0044038121F300F511101021436500" + "12" + "0F" + "0A03000410" + "0003170301" + "7000" + "2401FF" + "CAFE";

        var pdu = PduDecoder.Decode(hex, PduDirection.FromModem).Pdu;

        var userData = Assert.IsType<DeliverTpdu>(pdu?.Tpdu).UserData;
        Assert.Equal(["0A:000410", "00:170301", "70:", "24:FF"], userData.Header!.Elements.Select(element => element.ToString()));
        Assert.Equal("CAFE", Convert.ToHexString(userData.Octets.Span));
        Assert.Equal(hex, pdu!.ToHex());
    }

    [Fact]
    public void Elements_before_one_that_is_cut_short_are_kept()
    {
        var result = PduDecoder.Decode("0044038121F300F51110102143650009" + "07" + "0003170301" + "7005" + "CA", PduDirection.FromModem);

        var userData = Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu).UserData;
        Assert.Equal(new Concatenation(23, false, 3, 1), userData.Header!.Concatenation);
        Assert.Equal("CA", Convert.ToHexString(userData.Octets.Span));
        Assert.Single(result.Defects);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new UserDataHeader(new InformationElement(0x70, new byte[138])));
        var full = new UserDataHeader(new InformationElement(0x70, new byte[137]));
        Assert.Equal(140, full.Length);
        Assert.Throws<ArgumentException>(() => UserData.FromOctets(new byte[1], full));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationElement.For(new Concatenation(256, false, 3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationElement.For(new Concatenation(65536, true, 3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationElement.For(new Concatenation(1, false, 256, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationElement.For(new Concatenation(1, false, 2, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => InformationElement.For(new ApplicationPorts(256, 0, false)));
        Assert.Throws<ArgumentException>(() => UserData.FromText(new string('x', 161), SmsAlphabet.Gsm7));
        Assert.Throws<ArgumentException>(() => UserData.FromText(new string('x', 71), SmsAlphabet.Ucs2));
        Assert.Throws<ArgumentException>(() => UserData.FromText("ж", SmsAlphabet.Gsm7));
        Assert.Throws<ArgumentException>(() => UserData.FromText("x", SmsAlphabet.EightBit));
    }

    private static UserDataHeader Header(string elements)
    {
        var header = UserDataHeader.Read(Convert.FromHexString(elements), out var isWhole);
        Assert.True(isWhole);
        return header;
    }
}
