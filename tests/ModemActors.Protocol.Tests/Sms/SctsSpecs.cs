using System.Globalization;
using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class SctsSpecs
{
    [Theory]
    [InlineData("51117200000000", "2015-11-27T00:00:00+00:00", true)] // python-gsmmodem
    [InlineData("51117200000080", "2015-11-27T00:00:00+02:00", true)]
    [InlineData("70402132522423", "2007-04-12T23:25:42+08:00", true)]
    [InlineData("7040213252242B", "2007-04-12T23:25:42-08:00", true)]
    [InlineData("99202150750321", "1999-02-12T05:57:30+03:00", true)] // python-messaging
    [InlineData("99202150750329", "1999-02-12T05:57:30-03:00", true)]
    [InlineData("3130523210658A", "2013-03-25T23:01:56-07:00", true)] // Wikipedia, GSM 03.40
    [InlineData("7010711070410C", "2007-01-17T01:07:14-10:00", true)]
    [InlineData("70307040402222", "2007-03-07T04:04:22+05:30", true)] // gammu
    [InlineData("11101021436565", "2011-01-01T12:34:56+14:00", true)]
    [InlineData("11101021436575", "2011-01-01T12:34:56+00:00", false)] // 57 quarters are more than 14 hours
    // From Jakarta (python-gsmmodem 42): taken there for +8, but the same report's discharge time says 82, which is +7: a bit was set
    [InlineData("610103409544C2", "2016-10-30T04:59:44+00:00", false)]
    [InlineData("111010214365A1", "2011-01-01T12:34:56+00:00", false)] // no BCD
    [InlineData("111010214365FF", "2011-01-01T12:34:56+00:00", false)]
    [InlineData("00202280000040", "2000-02-22T08:00:00+01:00", true)]
    [InlineData("61216132959500", "2016-12-16T23:59:59+00:00", true)]
    [InlineData("61216132950600", "2016-12-16T23:59:59+00:00", true)] // a leap second
    [InlineData("00000000000000", "00000000000000", true)] // no date, as modems without clock say
    [InlineData("FFFFFFFFFFFFFF", "FFFFFFFFFFFFFF", false)]
    [InlineData("11203321436500", "11203321436500", true)] // 33 February
    [InlineData("11209221436500", "11209221436500", true)] // 29 February 2011
    [InlineData("11101042436500", "11101042436500", true)] // 24 hours
    [InlineData("1A101021436500", "1A101021436500", true)]
    public void Time_stamp_of_whatever_kind_is_kept_and_read_as_far_as_it_goes(string octets, string written, bool isZoneKnown)
    {
        var hex = "0004038121F30000" + octets + "00";

        var pdu = PduDecoder.Decode(hex, PduDirection.FromModem).Pdu;

        var scts = Assert.IsType<DeliverTpdu>(pdu?.Tpdu).ServiceCentreTimestamp;
        Assert.Equal(written, scts.ToString());
        Assert.Equal(written.Contains('-', StringComparison.Ordinal), scts.Time is not null);
        Assert.Equal(isZoneKnown, scts.IsZoneKnown);
        Assert.Equal(hex, pdu!.ToHex());
    }

    [Theory]
    [InlineData("2026-11-21T03:11:21+00:00")]
    [InlineData("1970-01-01T00:00:00+14:00")]
    [InlineData("2069-12-31T23:59:59-12:00")]
    [InlineData("2024-02-29T12:00:00+05:45")]
    [InlineData("2024-06-01T12:00:00-03:30")]
    public void Moment_becomes_a_time_stamp_and_back(string moment)
    {
        var time = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

        Assert.Equal(time, Scts.From(time).Time);
        Assert.Equal(time.Offset, Scts.From(time).Time!.Value.Offset);
    }

    [Fact]
    public void Zone_that_is_no_quarter_of_an_hour_keeps_the_moment()
    {
        var time = new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.FromMinutes(-217));

        Assert.Equal(time.UtcDateTime, Scts.From(time).Time!.Value.UtcDateTime);
        Assert.Equal(TimeSpan.FromMinutes(-210), Scts.From(time).Time!.Value.Offset);
    }
}
