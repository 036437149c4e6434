using ModemActors.Outbox;

namespace ModemActors.Tests.Outbox;

public sealed class SendPaceSpecs
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_limits_nobody_waits()
    {
        var pace = new SendPace(TimeSpan.Zero, null);
        for (var i = 0; i < 1000; i++)
            pace.Sent(s_start);

        Assert.Equal(TimeSpan.Zero, pace.Wait(s_start));
    }

    [Fact]
    public void The_interval_counts_from_the_last_message()
    {
        var pace = new SendPace(TimeSpan.FromSeconds(10), null);
        Assert.Equal(TimeSpan.Zero, pace.Wait(s_start));
        pace.Sent(s_start);

        Assert.Equal(TimeSpan.FromSeconds(7), pace.Wait(s_start.AddSeconds(3)));
        Assert.Equal(TimeSpan.Zero, pace.Wait(s_start.AddSeconds(10)));
    }

    [Fact]
    public void The_daily_limit_holds_for_any_24_hours()
    {
        var pace = new SendPace(TimeSpan.Zero, 2);
        pace.Sent(s_start);
        pace.Sent(s_start.AddHours(20));

        Assert.Equal(TimeSpan.FromHours(3), pace.Wait(s_start.AddHours(21)));
        Assert.Equal(TimeSpan.Zero, pace.Wait(s_start.AddHours(24)));
        pace.Sent(s_start.AddHours(24));
        Assert.Equal(TimeSpan.FromHours(20), pace.Wait(s_start.AddHours(24)));
    }
}
