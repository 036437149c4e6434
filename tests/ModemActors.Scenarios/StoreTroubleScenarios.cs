using System.Diagnostics;
using System.Net.Http.Json;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Scenarios;

/// <summary>A script at full speed on the same file, and a store that takes nothing for a while: clear state, nothing lost, and it goes on by itself.</summary>
public sealed class StoreTroubleScenarios
{
    private const string Outside = "+4915550100";

    [Fact]
    public async Task A_script_and_the_service_write_at_full_speed_and_neither_is_ever_locked_out()
    {
        await using var bench = await Bench.StartAsync(4, TimeSpan.FromMilliseconds(10));
        var written = 0;
        var clock = Stopwatch.StartNew();
        var script = Task.Run(() =>
        {
            using var store = new ScriptStore(Path.Combine(bench.Directory, "store.db"));
            for (; clock.Elapsed < TimeSpan.FromSeconds(3); written++)
                store.Queue(Outside, $"message {written}");
        });
        for (var number = 1; number <= 40; number++)
        {
            bench.Modem(1 + number % 4).Receive(Outside, $"message {number}");
            await Task.Delay(50);
        }

        await script;
        bench.Store.Execute("UPDATE messages SET status = 'cancelled' WHERE status = 'queued' AND id > (SELECT min(id) + 150 FROM messages WHERE status = 'queued')");
        await Eventually.True(
            "all is done", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE status IN ('queued', 'sending')") == 0, () => bench.Service.Output);

        Assert.True(written > 200, $"{written} rows in 3 s");
        Assert.DoesNotContain("locked", bench.Service.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(40, bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'"));
        Assert.Equal(bench.OnAir.Count, bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE status = 'sent'"));
        Assert.Equal(bench.OnAir.Count, bench.OnAir.Select(message => message.Text).Distinct().Count());
    }

    [Fact]
    public async Task A_store_that_takes_nothing_is_told_of_and_receiving_goes_on_by_itself()
    {
        await using var bench = await Bench.StartAsync(1, options: options => options with { StorageSize = 10 });
        bench.Store.Execute("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE");
        for (var number = 1; number <= 5; number++)
            bench.Modem(1).Receive(Outside, $"message {number}");

        await Eventually.True("ready says so", async () => !(await bench.Service.Http.GetAsync("/health/ready")).IsSuccessStatusCode, () => bench.Service.Output);
        Assert.Equal(5, bench.Modem(1).Slots.Count);
        bench.Store.Execute("ROLLBACK");

        await Eventually.True("ready again", async () => (await bench.Service.Http.GetAsync("/health/ready")).IsSuccessStatusCode, () => bench.Service.Output);
        await Eventually.True(
            "all came in", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'") == 5, () => bench.Service.Output);
        await bench.StatusBecomes(bench.Store.Queue(Outside, "sending goes on too"), "sent");
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("read-only")]
    [InlineData("damaged")]
    public async Task A_file_in_trouble_is_told_of_what_came_in_stays_on_the_SIM_and_everything_goes_on_by_itself(string trouble)
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "poll-interval = 1s");
        var (file, aside) = (Path.Combine(bench.Directory, "store.db"), Path.Combine(bench.Directory, "aside.db"));
        var sent = bench.Store.Queue(Outside, "before");
        await bench.StatusBecomes(sent, "sent");
        bench.Store.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        bench.Store.Execute($"VACUUM INTO '{aside}'");
        bench.Store.Dispose();

        switch (trouble)
        {
            case "removed":
                File.Move(file, aside, overwrite: true);
                break;
            case "read-only":
                File.SetAttributes(file, FileAttributes.ReadOnly);
                break;
            default:
                await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                    stream.Write(new byte[stream.Length]);
                break;
        }

        await Eventually.True("ready says so", async () => (await Ready(bench)).Contains(trouble == "damaged" ? file : $"is {trouble}".Replace("is removed", "was removed"), StringComparison.Ordinal)
            && !(await bench.Service.Http.GetAsync("/health/ready")).IsSuccessStatusCode, () => bench.Service.Output);
        bench.Modem(1).Receive(Outside, "meanwhile");
        Assert.False((await bench.Service.Http.PostAsJsonAsync("/v1/messages", new { phone_number = Outside, content = "in vain" })).IsSuccessStatusCode);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Single(bench.Modem(1).Slots);

        if (trouble == "read-only")
            File.SetAttributes(file, FileAttributes.Normal);
        else
            File.Move(aside, file, overwrite: true);

        await Eventually.True("ready again", async () => (await bench.Service.Http.GetAsync("/health/ready")).IsSuccessStatusCode, () => bench.Service.Output);
        using var store = new ScriptStore(file);
        await Eventually.True("it came in", () => store.Scalar<int>("SELECT count(*) FROM messages WHERE content = 'meanwhile'") == 1, () => bench.Service.Output);
        Assert.Equal("sent", store.StatusOf(sent));
        var id = await bench.Service.SendAsync(Outside, "after");
        await Eventually.True("sending goes on too", () => store.StatusOf(id) == "sent", () => bench.Service.Output);
        Assert.Equal("ok", store.Scalar<string>("PRAGMA integrity_check"));
    }

    private static async Task<string> Ready(Bench bench) => await (await bench.Service.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync();
}
