using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class ValidityPeriodSpecs
{
    public static TheoryData<string, ValidityPeriod?, string> Formats => new()
    {
        { "none", null, "01000381" + "21F3" + "0000" + "00" },
        { "relative", new RelativeValidity(0xAA), "11000381" + "21F3" + "0000" + "AA" + "00" },
        // python-gsmmodem: 10 July 2013, 13:39, two hours east of Greenwich
        {
            "absolute", new AbsoluteValidity(Scts.From(new DateTimeOffset(2013, 7, 10, 13, 39, 0, TimeSpan.FromHours(2)))),
            "19000381" + "21F3" + "0000" + "31700131930080" + "00"
        },
        { "enhanced: none", EnhancedValidity.For(null), "09000381" + "21F3" + "0000" + "00000000000000" + "00" },
        { "enhanced: once", EnhancedValidity.For(null, isSingleShot: true), "09000381" + "21F3" + "0000" + "40000000000000" + "00" },
        { "enhanced: seconds", EnhancedValidity.For(TimeSpan.FromSeconds(90)), "09000381" + "21F3" + "0000" + "025A0000000000" + "00" },
        {
            "enhanced: hours, minutes, seconds", EnhancedValidity.For(new TimeSpan(26, 15, 7)),
            "09000381" + "21F3" + "0000" + "03625170000000" + "00"
        },
        { "enhanced: as relative", EnhancedValidity.For(TimeSpan.FromDays(14)), "09000381" + "21F3" + "0000" + "01B40000000000" + "00" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_goes_both_ways(string name, ValidityPeriod? validity, string tpdu)
    {
        var destination = new SmsAddress("123", TypeOfNumber.Unknown, NumberingPlan.Isdn);
        var pdu = new Pdu(null, new SubmitTpdu { Destination = destination, ValidityPeriod = validity });

        Assert.True("00" + tpdu == pdu.ToHex(), name);
        Assert.Equal(pdu, PduDecoder.Decode("00" + tpdu, PduDirection.FromNetworkSide).Pdu);
        Assert.Equal(tpdu.Length / 2, pdu.TpduLength);
    }

    // python-gsmmodem and python-messaging
    [Theory]
    [InlineData(5, 0)]
    [InlineData(10, 1)]
    [InlineData(30, 5)]
    [InlineData(12 * 60, 143)]
    [InlineData(13 * 60, 145)]
    [InlineData(16 * 60, 151)]
    [InlineData(24 * 60, 167)]
    [InlineData(2 * 1440, 168)]
    [InlineData(3 * 1440, 169)]
    [InlineData(30 * 1440, 196)]
    [InlineData(35 * 1440, 197)]
    [InlineData(63 * 7 * 1440, 255)]
    public void Relative_period_is_what_the_table_says(int minutes, byte value)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), new RelativeValidity(value).Duration);
        Assert.Equal(value, RelativeValidity.For(TimeSpan.FromMinutes(minutes)).Value);
    }

    [Fact]
    public void Every_relative_value_is_the_shortest_that_lasts_long_enough()
    {
        for (var value = 0; value < 256; value++)
        {
            var duration = new RelativeValidity((byte)value).Duration;
            Assert.Equal(value, RelativeValidity.For(duration).Value);
            Assert.Equal(Math.Min(value + 1, 255), RelativeValidity.For(duration + TimeSpan.FromSeconds(1)).Value);
        }

        Assert.Equal(0, RelativeValidity.For(TimeSpan.FromHours(-1)).Value);
        Assert.Equal(255, RelativeValidity.For(TimeSpan.MaxValue).Value);
    }

    [Theory]
    [InlineData("00000000000000", null, false)]
    [InlineData("40000000000000", null, true)]
    [InlineData("01AA0000000000", 4 * 86400, false)]
    [InlineData("02FF0000000000", 255, false)]
    [InlineData("02000000000000", null, false)] // zero seconds are reserved
    [InlineData("43215300000000", 12 * 3600 + 35 * 60, true)]
    [InlineData("03FA5300000000", null, false)] // not BCD
    [InlineData("05000000000000", null, false)] // reserved format
    public void Enhanced_period_says_how_long(string octets, int? seconds, bool isSingleShot)
    {
        var hex = "000900038121F30000" + octets + "00";

        var pdu = PduDecoder.Decode(hex, PduDirection.FromNetworkSide).Pdu;

        var validity = Assert.IsType<EnhancedValidity>(Assert.IsType<SubmitTpdu>(pdu?.Tpdu).ValidityPeriod);
        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), validity.Duration);
        Assert.Equal(isSingleShot, validity.IsSingleShot);
        Assert.Equal(hex, pdu!.ToHex());
    }
}
