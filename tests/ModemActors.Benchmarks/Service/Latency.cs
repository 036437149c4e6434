using System.Diagnostics;
using ModemActors.Scenarios.Harness;

namespace ModemActors.Benchmarks.Service;

/// <summary>How long one message takes, the modem's own time aside.</summary>
internal static class Latency
{
    private const int Messages = 60;

    public static async Task<IEnumerable<Figure>> QueuedToAirAsync(bool byScript)
    {
        await using var bench = await Bench.StartAsync(1, TimeSpan.Zero);
        var times = new List<double>();
        for (var i = 0; i < Messages + 10; i++)
        {
            var count = bench.OnAir.Count;
            var queued = DateTimeOffset.UtcNow;
            if (byScript)
                bench.Store.Queue("+4915550100", $"message {i}");
            else
                await bench.Service.SendAsync("+4915550100", $"message {i}");
            await Eventually.True("it is on air", () => bench.OnAir.Count > count, () => bench.Service.Output);
            if (i >= 10)
                times.Add((bench.OnAir[^1].At - queued).TotalMilliseconds);

            // idle again before the next, and not in step with anything that runs in intervals
            await Task.Delay(120 + i % 7 * 13);
        }

        var (what, median, max) = byScript ? ("a foreign SQL INSERT", 150, 350) : ("HTTP", 20, 100);
        return [FigureOf($"queued → on air, idle, through {what}: median / max", times, median, max)];
    }

    public static async Task<IEnumerable<Figure>> ArrivalToRowAsync()
    {
        await using var bench = await Bench.StartAsync(1, TimeSpan.Zero, "inbox { delete = immediately }");
        var times = new List<double>();
        for (var i = 1; i <= Messages + 10; i++)
        {
            var clock = Stopwatch.StartNew();
            bench.Modem(1).Receive("+4915550100", $"message {i}");
            await Eventually.True("the row is there", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages") >= i, () => bench.Service.Output);
            if (i > 10)
                times.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(100 + i % 7 * 13);
        }

        // looking every 10 ms adds 5 ms to the median on average
        return [FigureOf("arrival (+CMTI) → committed row: median / max", times, 17, 33)];
    }

    private static Figure FigureOf(string what, List<double> times, double median, double max)
    {
        times.Sort();
        return new Figure(
            what, $"{times[times.Count / 2]:0.0} ms / {times[^1]:0.0} ms", $"{median} ms / {max} ms", times[times.Count / 2] <= median && times[^1] <= max);
    }
}
