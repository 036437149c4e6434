using System.Diagnostics;
using System.Net.Http.Json;
using ModemActors.Scenarios.Harness;

namespace ModemActors.Benchmarks.Service;

/// <summary>How many messages a second.</summary>
internal static class Throughput
{
    private static readonly TimeSpan s_modemTime = TimeSpan.FromMilliseconds(300);

    public static async Task<IEnumerable<Figure>> OneModemAsync()
    {
        await using var bench = await Bench.StartAsync(1, s_modemTime);
        var rate = await SendAllAsync(bench, 60);
        return [new Figure("one modem, 300 ms per send, messages/s (limit 3.33)", $"{rate:0.00}", "at least 3.2", rate >= 3.2)];
    }

    public static async Task<IEnumerable<Figure>> EightModemsAsync()
    {
        const int Messages = 400;
        await using var bench = await Bench.StartAsync(8, s_modemTime);
        var rate = await SendAllAsync(bench, Messages);
        var perMessage = await ProcessorTimeAsync(bench, Messages);
        var first = bench.OnAir.Take(Messages).ToArray();
        var shares = first.GroupBy(message => message.Modem).Select(group => group.Count()).Order().ToArray();
        var distinct = first.Select(message => message.Text).Distinct().Count();
        return
        [
            new Figure("eight modems, 400 messages, messages/s (limit 26.7)", $"{rate:0.0}", "at least 25.9", rate >= 25.9),
            new Figure("  spread, smallest and largest share", $"{shares[0]} to {shares[^1]}", "even (50)", shares[0] >= 45 && shares[^1] <= 55),
            new Figure("  lost / doubled", $"{Messages - distinct} / {bench.OnAir.Count - 2 * Messages}", "0 / 0", distinct == Messages && bench.OnAir.Count == 2 * Messages),
            new Figure("  processor time per message", $"{perMessage:0.00} ms", "below 1.0 ms", perMessage < 1.0),
        ];
    }

    /// <summary>Durable enqueueing over HTTP, with nobody to send.</summary>
    public static async Task<IEnumerable<Figure>> EnqueueAsync()
    {
        const int Callers = 64, Each = 150;
        await using var bench = await Bench.StartAsync(1, s_modemTime, modemKeys: "enabled = off");
        await EnqueueFromAsync(bench, Callers, 20, "warm");
        var clock = Stopwatch.StartNew();
        await EnqueueFromAsync(bench, Callers, Each, "run");
        var rate = Callers * Each / clock.Elapsed.TotalSeconds;
        return [new Figure("durable enqueue over HTTP, messages/s", $"{rate:0}", "3000", rate >= 3000)];
    }

    private static Task EnqueueFromAsync(Bench bench, int callers, int each, string name) => Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
    {
        for (var i = 0; i < each; i++)
        {
            using var answer = await bench.Service.Http.PostAsJsonAsync("/v1/messages", new { phone_number = "+4915550100", content = $"{name} {caller} {i}" });
            answer.EnsureSuccessStatusCode();
        }
    }));

    /// <summary>Milliseconds of processor time a message, once the program is warm.</summary>
    private static async Task<double> ProcessorTimeAsync(Bench bench, int count)
    {
        var before = bench.Service.Usage.Processor;
        await SendAllAsync(bench, count, "warm ");
        return (bench.Service.Usage.Processor - before).TotalMilliseconds / count;
    }

    /// <summary>Messages a second on air, from the first to the last.</summary>
    private static async Task<double> SendAllAsync(Bench bench, int count, string name = "")
    {
        var before = bench.OnAir.Count;
        for (var i = 0; i < count; i++)
            bench.Store.Queue("+4915550100", $"{name}message {i}");
        await Eventually.True("all are on air", () => bench.OnAir.Count >= before + count, () => bench.Service.Output);
        await Eventually.True("all are sent", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE status != 'sent'") == 0);
        var record = bench.OnAir;
        var modems = record.GroupBy(message => message.Modem).Count();
        return (count - modems) / (record[^1].At - record[0].At).TotalSeconds;
    }
}
