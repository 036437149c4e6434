using ModemActors.Scenarios.Harness;

namespace ModemActors.Scenarios;

/// <summary>Names of ports move; each message still goes out by the modem, and with the SIM, that it was meant for.</summary>
public sealed class WhereaboutsScenarios
{
    [Fact]
    public async Task Two_modems_that_swap_names_are_both_found_and_no_message_goes_out_by_the_wrong_one()
    {
        await using var bench = await Bench.StartAsync(2);
        await bench.StatusBecomes(await bench.Service.SendAsync("+4915550100", "before", "modem1"), "sent");

        // the links change places while both are away, as names do after a hub's reset
        bench.Modem(1).HangUp("modem2");
        bench.Modem(2).HangUp("modem1");
        await StateBecomes(bench, "modem1", "closed");
        await StateBecomes(bench, "modem2", "closed");
        var first = await bench.Service.SendAsync("+4915550100", "by the first", "modem1");
        var second = await bench.Service.SendAsync("+4915550100", "by the second", "modem2");
        bench.Modem(1).Plug();
        bench.Modem(2).Plug();

        await bench.StatusBecomes(first, "sent");
        await bench.StatusBecomes(second, "sent");
        Assert.Equal(
            [("modem1", "before"), ("modem1", "by the first"), ("modem2", "by the second")],
            bench.OnAir.Select(message => (message.Modem, message.Text!)).Order());
        Assert.DoesNotContain("it takes the place", bench.Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modems_that_changed_places_while_the_service_was_down_are_told_apart_by_the_record()
    {
        await using var bench = await Bench.StartAsync(2);
        await StateBecomes(bench, "modem1", "ready");
        await StateBecomes(bench, "modem2", "ready");
        Assert.Equal(0, await bench.Service.StopAsync());
        bench.Modem(1).HangUp("modem2");
        bench.Modem(2).HangUp("modem1");
        bench.Modem(1).Plug();
        bench.Modem(2).Plug();

        await bench.Service.StartAgainAsync();
        await bench.StatusBecomes(await bench.Service.SendAsync("+4915550100", "by the first", "modem1"), "sent");
        await bench.StatusBecomes(await bench.Service.SendAsync("+4915550100", "by the second", "modem2"), "sent");

        Assert.Equal(
            [("modem1", "by the first"), ("modem2", "by the second")], bench.OnAir.Select(message => (message.Modem, message.Text!)));
    }

    [Fact]
    public async Task A_modem_that_comes_back_under_another_name_is_found_beside_the_old_one()
    {
        await using var bench = await Bench.StartAsync(1);
        await bench.StatusBecomes(await bench.Service.SendAsync("+4915550100", "before", "modem1"), "sent");

        bench.Modem(1).HangUp("renumbered");
        await StateBecomes(bench, "modem1", "closed");
        bench.Modem(1).Plug();

        await bench.StatusBecomes(await bench.Service.SendAsync("+4915550100", "after", "modem1"), "sent");
    }

    private static Task StateBecomes(Bench bench, string modem, string state) => Eventually.True(
        $"{modem} is {state}",
        async () => (await bench.Service.GetAsync($"/v1/modems/{modem}")).GetProperty("state").GetString() == state,
        () => bench.Service.Output);
}
