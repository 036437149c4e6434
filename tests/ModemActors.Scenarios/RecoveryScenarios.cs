using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Scenarios;

/// <summary>Crashes, pulled plugs and lost answers: nothing is lost, and nothing is sent twice in silence.</summary>
public sealed class RecoveryScenarios
{
    [Fact]
    public async Task An_answer_lost_leaves_the_message_indeterminate_and_never_sends_it_again()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "send-timeout = 5s");
        bench.Modem(1).Faults.Arm(Fault.LoseAnswer());

        var lost = bench.Store.Queue("+4915550100", "whose answer is lost");
        await bench.StatusBecomes(lost, "indeterminate");
        var next = bench.Store.Queue("+4915550100", "the next one");

        await bench.StatusBecomes(next, "sent");
        Assert.Equal("indeterminate", bench.Store.StatusOf(lost));
        Assert.Equal(["whose answer is lost", "the next one"], bench.OnAir.Select(message => message.Text));
    }

    [Fact]
    public async Task A_port_that_vanishes_and_comes_back_is_used_again()
    {
        await using var bench = await Bench.StartAsync(1);
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "before"), "sent");

        bench.Modem(1).Unplug();
        await Eventually.True("the loss is noticed", async () => (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("state").GetString() == "closed");
        var waiting = bench.Store.Queue("+4915550100", "meanwhile");
        bench.Modem(1).Plug();

        await bench.StatusBecomes(waiting, "sent");
        Assert.Equal(["before", "meanwhile"], bench.OnAir.Select(message => message.Text));
    }

    [Fact]
    public async Task Killed_under_load_again_and_again_nothing_is_doubled_and_nothing_missing_but_what_says_so()
    {
        await using var bench = await Bench.StartAsync(3, TimeSpan.FromMilliseconds(40), "outbox { max-attempts = 5, retry-delay = 1s }");
        var texts = Enumerable.Range(1, 120).Select(number => $"message {number}").ToArray();
        foreach (var text in texts)
            bench.Store.Queue("+4915550100", text);

        for (var kill = 1; kill <= 4; kill++)
        {
            var seen = bench.OnAir.Count;
            await Eventually.True("some more went out", () => bench.OnAir.Count >= seen + 7, () => bench.Service.Output);
            await bench.Service.KillAsync();
            await bench.Service.StartAgainAsync();
        }

        await Eventually.True(
            "all are settled",
            () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE status NOT IN ('sent', 'indeterminate')") == 0,
            () => bench.Service.Output);
        var onAir = bench.OnAir.Select(message => message.Text!).ToArray();
        Assert.Equal(onAir.Distinct().Count(), onAir.Length);
        var sent = bench.Store.Rows("SELECT content FROM messages WHERE status = 'sent'").Select(row => (string)row[0]!).ToHashSet();
        var indeterminate = bench.Store.Rows("SELECT content FROM messages WHERE status = 'indeterminate'").Select(row => (string)row[0]!).ToHashSet();
        Assert.Empty(sent.Except(onAir));
        Assert.Empty(onAir.Except(sent).Except(indeterminate));
        Assert.InRange(indeterminate.Count, 0, 4 * 3);
    }

    [Fact]
    public async Task The_port_is_held_alone_and_a_second_service_is_told_by_whom()
    {
        await using var bench = await Bench.StartAsync(1);
        var other = Path.Combine(bench.Directory, "other");
        Directory.CreateDirectory(other);

        await using var second = await ServiceProcess.StartAsync(other, $"modems = [ {{ id = same, port = \"{bench.Modems.Ports[0]}\" }} ]");

        var modem = await second.GetAsync("/v1/modems/same");
        Assert.Equal("closed", modem.GetProperty("state").GetString());
        Assert.Contains($"pid {bench.Service.ProcessId}", modem.GetProperty("last_error").GetString(), StringComparison.Ordinal);
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "undisturbed"), "sent");
    }

    [Fact]
    public async Task Stopping_finishes_what_is_on_its_way_and_exits_with_0()
    {
        await using var bench = await Bench.StartAsync(1, TimeSpan.FromMilliseconds(500));
        var id = bench.Store.Queue("+4915550100", "on its way");
        await bench.StatusBecomes(id, "sending");

        Assert.Equal(0, await bench.Service.StopAsync());

        Assert.Equal("sent", bench.Store.StatusOf(id));
        Assert.Single(bench.OnAir);
    }
}
