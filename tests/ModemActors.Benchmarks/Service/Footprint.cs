using System.Diagnostics;
using ModemActors.Scenarios.Harness;

namespace ModemActors.Benchmarks.Service;

/// <summary>What it costs to have modems.</summary>
internal static class Footprint
{
    public static async Task<IEnumerable<Figure>> EightIdleModemsAsync()
    {
        await using var bench = await Bench.StartAsync(8);
        // until the just-in-time compiler is done with what idling needs
        await Task.Delay(TimeSpan.FromSeconds(75));
        var before = bench.Service.Usage.Processor;
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(30));
        var (processor, memory) = bench.Service.Usage;
        var share = (processor - before) / clock.Elapsed * 100;
        var megabytes = memory / 1024d / 1024d;
        return [new Figure("idle, eight modems: processor / memory", $"{share:0.00} % / {megabytes:0} MB", "0.2 % / 120 MB", share <= 0.2 && megabytes <= 120)];
    }

    public static async Task<IEnumerable<Figure>> ManyModemsAsync()
    {
        const int Modems = 256, Messages = 12_000;
        await using var bench = await Bench.StartAsync(Modems, TimeSpan.FromMilliseconds(300));
        bench.Store.Execute("BEGIN");
        for (var i = 0; i < Messages; i++)
            bench.Store.Queue("+4915550100", $"message {i}");
        bench.Store.Execute("COMMIT");
        await Eventually.True("all are on air", () => bench.OnAir.Count >= Messages, () => bench.Service.Output);
        var record = bench.OnAir;
        var rate = (Messages - Modems) / (record[^1].At - record[0].At).TotalSeconds;
        var megabytes = bench.Service.Usage.Memory / 1024d / 1024d;
        return [new Figure("256 modems: memory / messages/s (limit 853)", $"{megabytes:0} MB / {rate:0}", "200 MB / 800", megabytes <= 200 && rate >= 800)];
    }
}
