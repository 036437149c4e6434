using ModemActors.Capacity;

namespace ModemActors.Tests.Capacity;

public sealed class StorageForecastSpecs
{
    private static readonly DateTimeOffset s_begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly StorageForecast _forecast = new();

    [Fact]
    public void What_lay_there_at_the_first_look_is_no_arrival()
    {
        Measure(0, 29);

        Assert.Equal(0, _forecast.ArrivalsPerHour);
        Assert.Null(FullAt(isEmptied: false));
    }

    [Fact]
    public void A_steady_rain_fills_it_when_the_free_slots_are_used_up()
    {
        for (var minute = 0; minute <= 60; minute += 2)
            Measure(minute, minute / 2);

        Assert.Equal(30, _forecast.ArrivalsPerHour, 1);
        Assert.Equal(At(60 + 40), FullAt(isEmptied: true));
    }

    [Fact]
    public void A_burst_counts_more_than_the_quiet_hour_before_it()
    {
        for (var minute = 0; minute <= 50; minute += 2)
            Measure(minute, 0);
        for (var minute = 52; minute <= 60; minute += 2)
            Measure(minute, minute - 50);

        Assert.Equal(60, _forecast.ArrivalsPerHour, 1);
    }

    [Fact]
    public void What_is_deleted_as_fast_as_it_comes_fills_nothing_but_would_if_nobody_deleted()
    {
        for (var minute = 0; minute <= 60; minute += 2)
        {
            Measure(minute, 5);
            _forecast.Freed(2);
        }

        Assert.Equal(60, _forecast.ArrivalsPerHour, 1);
        Assert.Null(FullAt(isEmptied: true));
        Assert.Equal(At(60 + 45), FullAt(isEmptied: false));
    }

    [Fact]
    public void Old_arrivals_are_forgotten()
    {
        Measure(0, 0);
        Measure(2, 20);
        Measure(70, 20);

        Assert.Equal(0, _forecast.ArrivalsPerHour);
    }

    [Fact]
    public void What_came_while_nobody_looked_is_spread_over_that_time()
    {
        Measure(0, 0);
        Measure(30, 15);

        Assert.Equal(30, _forecast.ArrivalsPerHour, 1);
    }

    [Fact]
    public void A_single_message_is_no_rate()
    {
        Measure(0, 0);
        Measure(2, 1);

        Assert.Null(FullAt(isEmptied: false));
    }

    [Fact]
    public void A_full_one_is_full_already()
    {
        Measure(0, 10);
        Measure(2, 50);

        Assert.Equal(At(2), FullAt(isEmptied: true));
    }

    [Fact]
    public void Slots_that_others_deleted_are_no_negative_arrivals()
    {
        Measure(0, 20);
        Measure(2, 0);
        Measure(4, 4);

        Assert.Equal(60, _forecast.ArrivalsPerHour, 1);
    }

    [Fact]
    public void Further_ahead_than_a_week_nothing_is_foretold()
    {
        Measure(0, 0, 500);
        Measure(60, 2, 500);

        Assert.Null(FullAt(isEmptied: true));
    }

    private static DateTimeOffset At(double minute) => s_begin.AddMinutes(minute);

    private void Measure(int minute, int used, int total = 50) => _forecast.Measured(used, total, At(minute));

    private DateTimeOffset? FullAt(bool isEmptied) =>
        _forecast.FullAt(isEmptied) is { } at ? new DateTimeOffset((long)Math.Round(at.Ticks / 1e7) * 10_000_000, TimeSpan.Zero) : null;
}
