using System.Diagnostics;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Benchmarks.Service;

/// <summary>How soon it goes on after trouble.</summary>
internal static class Healing
{
    public static async Task<IEnumerable<Figure>> PortGoneAsync()
    {
        await using var bench = await Bench.StartAsync(1, TimeSpan.Zero, options: options => options with { BootLatency = TimeSpan.Zero, SimLatency = TimeSpan.Zero });
        bench.Modem(1).Unplug();
        bench.Store.Queue("+4915550100", "after the port was gone");
        await Task.Delay(TimeSpan.FromSeconds(5));
        bench.Modem(1).Plug();
        return [await FirstMessageAsync(bench, "port gone for 5 s: first message after it is back", 2)];
    }

    public static async Task<IEnumerable<Figure>> ModemHungAsync()
    {
        await using var bench = await Bench.StartAsync(1, TimeSpan.Zero, modemKeys: "command-timeout = 2s");
        bench.Modem(1).Faults.Arm(Fault.Hang(TimeSpan.FromSeconds(30)));
        var clock = Stopwatch.StartNew();
        bench.Store.Queue("+4915550100", "after the modem hung");
        await Eventually.True("it answers again", () => !bench.Modem(1).Faults.IsHung);
        return [await FirstMessageAsync(bench, $"modem hung for {clock.Elapsed.TotalSeconds:0} s: first message after it answers", 1)];
    }

    public static async Task<IEnumerable<Figure>> SimFullAsync()
    {
        await using var bench = await Bench.StartAsync(1, TimeSpan.FromMilliseconds(300), options: options => options with { StorageSize = 30 });
        for (var i = 0; i < 40; i++)
            bench.Store.Queue("+4915550100", $"out {i}");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 35; i++)
            bench.Modem(1).Receive("+4915550101", $"in {i}");
        await Eventually.True("all are read", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'") == 35, () => bench.Service.Output);
        var seconds = clock.Elapsed.TotalSeconds;
        var sent = bench.OnAir.Count;
        return [new Figure("SIM full (30) with 5 more waiting: all read / sent meanwhile", $"{seconds:0.0} s / {sent}", "5 s / sending goes on", seconds <= 5 && sent > 0)];
    }

    private static async Task<Figure> FirstMessageAsync(Bench bench, string what, double wanted)
    {
        var clock = Stopwatch.StartNew();
        await Eventually.True("the message is on air", () => bench.OnAir.Count > 0, () => bench.Service.Output);
        var seconds = clock.Elapsed.TotalSeconds;
        return new Figure(what, $"{seconds:0.0} s", $"{wanted} s", seconds <= wanted);
    }
}
