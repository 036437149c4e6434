namespace ModemActors.Benchmarks.Service;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The figure, for a person.</param>
/// <param name="Wanted">What SPEC.md §8 wants.</param>
/// <param name="Holds">Whether it does.</param>
internal sealed record Figure(string What, string Measured, string Wanted, bool Holds);

/// <summary>
/// SPEC.md §8: the real program over simulated modems on pseudo-terminals; what went on air is taken from the simulator's record. The simulator runs on the same
/// processor cores, so figures are on the low side.
/// </summary>
internal static class ServiceBenchmark
{
    private static readonly (string Name, Func<Task<IEnumerable<Figure>>> Run)[] s_benchmarks =
    [
        ("one", Throughput.OneModemAsync),
        ("eight", Throughput.EightModemsAsync),
        ("http", () => Latency.QueuedToAirAsync(byScript: false)),
        ("sql", () => Latency.QueuedToAirAsync(byScript: true)),
        ("arrival", Latency.ArrivalToRowAsync),
        ("enqueue", Throughput.EnqueueAsync),
        ("idle", Footprint.EightIdleModemsAsync),
        ("gone", Healing.PortGoneAsync),
        ("hung", Healing.ModemHungAsync),
        ("full", Healing.SimFullAsync),
        ("many", Footprint.ManyModemsAsync),
    ];

    public static async Task RunAsync(IReadOnlyList<string> only)
    {
        Console.WriteLine($"{"what",-58} {"measured",-34} {"wanted",-26}");
        foreach (var (name, run) in s_benchmarks.Where(benchmark => only.Count == 0 || only.Contains(benchmark.Name)))
        {
            foreach (var figure in await run())
                Console.WriteLine($"{figure.What,-58} {figure.Measured,-34} {figure.Wanted,-26} {(figure.Holds ? "ok" : $"MISSED ({name})")}");
        }
    }
}
