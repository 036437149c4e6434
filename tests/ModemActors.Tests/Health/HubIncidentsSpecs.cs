using ModemActors.Health;

namespace ModemActors.Tests.Health;

public sealed class HubIncidentsSpecs
{
    private readonly HubIncidents _incidents = new();
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HubIncidentsSpecs()
    {
        _incidents.Locate("a", "1-1.1");
        _incidents.Locate("b", "1-1.2");
        _incidents.Locate("c", "1-2");
    }

    [Fact]
    public void All_modems_of_a_hub_that_fail_together_are_the_hub_s()
    {
        _incidents.Set("a", true, _now);
        Pass(20);
        _incidents.Set("b", true, _now);

        Assert.Equal("1-1", _incidents.HubInstead("1-1.1", _now));
    }

    [Fact]
    public void A_modem_that_fails_while_its_neighbour_works_is_its_own_trouble()
    {
        _incidents.Set("a", true, _now);
        Assert.Null(_incidents.HubInstead("1-1.1", _now));

        _incidents.Set("b", true, _now);
        _incidents.Set("b", false, _now);
        Assert.Null(_incidents.HubInstead("1-1.1", _now));
    }

    [Fact]
    public void Modems_that_fail_long_after_each_other_do_so_each_for_its_own_reason()
    {
        _incidents.Set("a", true, _now);
        Pass(300);
        _incidents.Set("b", true, _now);

        Assert.Null(_incidents.HubInstead("1-1.1", _now));
    }

    [Fact]
    public void A_root_hub_and_a_modem_alone_on_its_hub_are_never_reset_as_hubs()
    {
        _incidents.Set("c", true, _now);
        _incidents.Locate("d", "1-3");
        _incidents.Set("d", true, _now);
        _incidents.Locate("e", "2-1.1");
        _incidents.Set("e", true, _now);

        Assert.Null(_incidents.HubInstead("1-2", _now));
        Assert.Null(_incidents.HubInstead("2-1.1", _now));
    }

    [Fact]
    public void A_hub_is_not_reset_again_and_again()
    {
        _incidents.Set("a", true, _now);
        _incidents.Set("b", true, _now);
        _incidents.HubWasReset("1-1", _now);
        Pass(599);
        Assert.Null(_incidents.HubInstead("1-1.1", _now));

        Pass(1);
        Assert.Equal("1-1", _incidents.HubInstead("1-1.1", _now));
    }

    [Fact]
    public void It_is_worth_waiting_for_neighbours_only_where_there_are_some()
    {
        Assert.True(_incidents.HasNeighbours("1-1.1"));
        Assert.False(_incidents.HasNeighbours("1-2"));
    }

    private void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
