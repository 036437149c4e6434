using ModemActors.Simulator;

namespace ModemActors.Scenarios.Harness;

/// <summary>Simulated modems on pseudo-terminals in this process, and the real program that uses them. What the air recorded is the truth.</summary>
public sealed class Bench : IAsyncDisposable
{
    private readonly string _directory;

    private Bench(string directory, SimulatorHost modems)
    {
        _directory = directory;
        Modems = modems;
    }

    public SimulatorHost Modems { get; }

    public ServiceProcess Service { get; private set; } = null!;

    public ScriptStore Store { get; private set; } = null!;

    public Air Air => Modems.Air;

    public string Directory => _directory;

    /// <summary>What went on air, part by part, in order.</summary>
    public IReadOnlyList<AirMessage> OnAir => Air.Record;

    /// <param name="count">Modems: modem1 …, +15550000001 ….</param>
    /// <param name="sendLatency">The modem's own time for a message; null = 30 ms.</param>
    /// <param name="hocon">More settings below <c>modem-actors</c>.</param>
    /// <param name="modemKeys">More keys of each modem's entry.</param>
    /// <param name="options">What a modem is, by ordinal; null = as numbered.</param>
    public static async Task<Bench> StartAsync(
        int count, TimeSpan? sendLatency = null, string hocon = "", string modemKeys = "", Func<SimulatedModemOptions, SimulatedModemOptions>? options = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("modemactors-").FullName;
        var modems = SimulatorHost.Start(new SimulatorHostOptions
        {
            Count = count,
            Directory = Path.Combine(directory, "modems"),
            Modem = ordinal => (options ?? (same => same))(
                SimulatedModemOptions.Numbered(ordinal) with { SendLatency = sendLatency ?? TimeSpan.FromMilliseconds(30) }),
        });
        var bench = new Bench(directory, modems);
        var entries = modems.Ports.Select((port, index) => $"{{ id = modem{index + 1}, port = \"{port}\"{(modemKeys.Length > 0 ? ", " + modemKeys : "")} }}");
        bench.Service = await ServiceProcess.StartAsync(directory, $"modems = [ {string.Join(", ", entries)} ]\n{hocon}");
        bench.Store = new ScriptStore(Path.Combine(directory, "store.db"));
        return bench;
    }

    public static string Number(int ordinal) => SimulatedModemOptions.Numbered(ordinal).Number;

    public SimulatedModem Modem(int ordinal) => Modems.Modems[ordinal - 1];

    /// <summary>Messages on air whose first part has come, by text and receiver.</summary>
    public async Task StatusBecomes(long id, params string[] statuses) => await Eventually.True(
        $"message {id} becomes {string.Join(" or ", statuses)}", () => statuses.Contains(Store.StatusOf(id)), () => $"It is {Store.StatusOf(id)}. {Service.Output}");

    public async ValueTask DisposeAsync()
    {
        Store?.Dispose();
        if (Service is not null)
            await Service.DisposeAsync();
        await Modems.DisposeAsync();
        System.IO.Directory.Delete(_directory, true);
    }
}
