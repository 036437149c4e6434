using ModemActors.Service.Views;

namespace ModemActors.Service.Tests.Views;

public sealed class TimeTextSpecs
{
    [Theory]
    [InlineData("2026-01-31T08:00Z", "2026-01-31T08:00:00+00:00")]
    [InlineData("2026-01-31 08:00:05", "2026-01-31T08:00:05+00:00")]
    [InlineData("2026-01-31", "2026-01-31T00:00:00+00:00")]
    [InlineData("2026-01-31T08:00:00.25+05:30", "2026-01-31T02:30:00.25+00:00")]
    public void Iso_times_are_read(string text, string expected)
    {
        Assert.True(TimeText.TryTime(text, out var time, utc: true));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("1/2/2026")]
    [InlineData("2026-13-01")]
    [InlineData("")]
    public void Anything_else_is_no_time(string text) => Assert.False(TimeText.TryTime(text, out _, utc: true));

    [Theory]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("2 d", 172800)]
    public void Durations_are_read(string text, int seconds)
    {
        Assert.True(TimeText.TryDuration(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999d")]
    public void Anything_else_is_no_duration(string text) => Assert.False(TimeText.TryDuration(text, out _));
}
