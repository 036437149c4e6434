using System.Diagnostics;
using ModemActors.Protocol.Sms;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Scenarios.Proof;

/// <summary>Messages both ways, faults of every class, kill -9 at random moments; then quiet, so that everything can settle.</summary>
internal sealed class ProofRun : IAsyncDisposable
{
    private const string Outside = "+4915550100";

    private readonly string _directory = Directory.CreateTempSubdirectory("modemactors-proof-").FullName;
    private readonly Random _random;
    private readonly List<string> _diary = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SimulatorHost _modems;
    private readonly HashSet<string> _injected = [];
    private readonly ProofFaults _faults;
    private ServiceProcess _service = null!;
    private int _queued;
    private int _armed;

    private ProofRun(int seed)
    {
        _random = new Random(seed);
        _faults = new ProofFaults(_random);
        _modems = SimulatorHost.Start(new SimulatorHostOptions
        {
            Count = Keys.Length,
            Directory = Path.Combine(_directory, "modems"),
            Air = new AirOptions { RetryDelay = TimeSpan.FromSeconds(1), RecordLimit = int.MaxValue },
            Modem = ordinal => SimulatedModemOptions.Numbered(ordinal) with
            {
                SendLatency = TimeSpan.FromMilliseconds(40),
                BootLatency = TimeSpan.FromMilliseconds(600),
                SimLatency = TimeSpan.FromMilliseconds(400),
                StorageSize = 20,
                Profile = ordinal switch { 2 => SimulatedProfile.Huawei, 3 => SimulatedProfile.Quectel, _ => SimulatedProfile.Sim7600 },
            },
        });
    }

    /// <summary>What each modem's entry says beside its port.</summary>
    private static string[] Keys =>
        ["delivery-report = on", "", "delivery-report = on, storage = ME, send-mode = stored", "send-mode = stored"];

    /// <summary>The modems that send from the SIM.</summary>
    public static IReadOnlySet<string> Witnesses { get; } =
        Keys.Index().Where(key => key.Item.Contains("stored", StringComparison.Ordinal)).Select(key => $"modem{key.Index + 1}").ToHashSet();

    public ProofFaults Faults => _faults;

    public Air Air => _modems.Air;

    public IReadOnlyList<SimulatedModem> Modems => _modems.Modems;

    public ScriptStore Store { get; private set; } = null!;

    /// <summary>Texts that were given to the network for a modem.</summary>
    public IReadOnlySet<string> Injected => _injected;

    /// <summary>What was done, and what the program said last.</summary>
    public string Story => $"{string.Join(Environment.NewLine, _diary)}{Environment.NewLine}{_service.Output}";

    public int Kills { get; private set; }

    /// <summary>How it stands, in a line.</summary>
    public string Summary => $"{Kills} kills, {_armed} faults, {Air.Record.Count} parts on air, {Air.Deliveries.Count} brought, "
        + string.Join(", ", Store.Rows("SELECT direction || ' ' || status || ' ' || count(*) FROM messages GROUP BY direction, status").Select(row => row[0]));

    public static async Task<ProofRun> StartAsync(int seed)
    {
        var run = new ProofRun(seed);
        run._service = await ServiceProcess.StartAsync(run._directory, run.Configuration(resend: false));
        run.Store = new ScriptStore(Path.Combine(run._directory, "store.db"));
        run.Store.Execute("CREATE TABLE proof_states (message_id INTEGER, before TEXT, after TEXT)");
        run.Store.Execute("CREATE TABLE proof_stored (message_id INTEGER, number INTEGER, attempts INTEGER)");
        foreach (var change in (string[])["INSERT", "UPDATE"])
        {
            run.Store.Execute(
                $"CREATE TRIGGER proof_stored_{change} AFTER {change} ON message_parts WHEN new.stored_at IS NOT NULL BEGIN INSERT INTO proof_stored "
                + "SELECT new.message_id, new.number, attempts FROM messages WHERE id = new.message_id; END");
        }

        run.Store.Execute(
            "CREATE TRIGGER proof_states_kept AFTER UPDATE OF status ON messages WHEN old.status <> new.status "
            + "BEGIN INSERT INTO proof_states VALUES (new.id, old.status, new.status); END");
        return run;
    }

    private string Configuration(bool resend)
    {
        var entries = _modems.Ports.Select((port, index) =>
            $"{{ id = modem{index + 1}, port = \"{port}\", send-timeout = 5s, command-timeout = 1500ms, poll-interval = 2s"
            + (Keys[index].Length > 0 ? $", {Keys[index]} }}" : " }"));
        return $$"""
            modems = [ {{string.Join(", ", entries)}} ]
            outbox { max-attempts = 100, retry-delay = 500ms, on-indeterminate = {{(resend ? "resend" : "hold")}} }
            health { check-interval = 2s }
            """;
    }

    /// <summary>Lets everything happen at once.</summary>
    public async Task RageAsync(TimeSpan time)
    {
        var end = _clock.Elapsed + time;
        var nextKill = NextKill();
        while (_clock.Elapsed < end)
        {
            switch (_random.Next(10))
            {
                case < 4:
                    Queue();
                    break;
                case < 6:
                    Inject();
                    break;
                case < 8:
                    _armed++;
                    Note(_faults.ArmOne(Any()));
                    break;
                case 8:
                    Store.Execute("UPDATE messages SET status = 'read' WHERE direction = 'inbound' AND id % 3 = $rest", ("$rest", _random.Next(3)));
                    break;
                default:
                    Any().SetRegistration(_random.Next(3) == 0 ? 2 : 1);
                    break;
            }

            foreach (var cured in _faults.Cure())
                Note(cured);

            // the queue shall neither run dry nor outlast the test by far
            await Task.Delay(_random.Next(20, 140));
            while (Store.Scalar<int>("SELECT count(*) FROM messages WHERE status IN ('queued', 'sending')") > 60 && _clock.Elapsed < end)
            {
                await Task.Delay(100);
                foreach (var cured in _faults.Cure())
                    Note(cured);
                if (_clock.Elapsed > nextKill)
                    break;
            }

            if (_clock.Elapsed > nextKill)
            {
                await KillAsync();
                nextKill = NextKill();
            }
        }
    }

    /// <summary>Heals everything, and waits until nothing changes any more that should.</summary>
    public async Task SettleAsync()
    {
        Note("healed");
        foreach (var cured in _faults.Cure(all: true))
            Note(cured);
        foreach (var modem in Modems)
            _faults.Heal(modem);
        await Eventually.True(
            "all that was queued is settled",
            () => Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'outbound' AND status IN ('queued', 'sending')") == 0,
            () => Story);
        await Eventually.True("the air is empty", () => Air.Waiting == 0, () => $"{Air.Waiting} wait. {Story}");
        Store.Execute("UPDATE messages SET status = 'read' WHERE direction = 'inbound'");
        await Eventually.True(
            "every slot is read and free",
            () =>
            {
                Store.Execute("UPDATE messages SET status = 'read' WHERE direction = 'inbound' AND status = 'unread'");
                return SlotsInUse().Count == 0 && Store.Scalar<int>("SELECT count(*) FROM messages WHERE status = 'unread'") == 0;
            },
            () => $"There are {string.Join("; ", SlotsInUse())}. {Story}");
    }

    /// <summary>Slots that should be free; not those with parts of messages of which the rest never went on air.</summary>
    private List<string> SlotsInUse()
    {
        var waiting = Store.Rows("SELECT hex FROM inbound_parts WHERE message_id IS NULL").Select(row => (string)row[0]!).ToHashSet();
        return [.. Modems.SelectMany(modem => modem.Slots.Where(slot => !waiting.Contains(slot.Hex)).Select(slot => $"{modem.Options.Id} {slot}"))];
    }

    public async ValueTask DisposeAsync()
    {
        Store?.Dispose();
        if (_service is not null)
            await _service.DisposeAsync();
        await _modems.DisposeAsync();
        Directory.Delete(_directory, true);
    }

    private void Queue()
    {
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            var to = _random.Next(2) == 0 ? Outside : Any().Options.Number;
            Store.Queue(to, Text($"o{++_queued}~"));
        }
    }

    private void Inject()
    {
        var text = Text($"i{_injected.Count + 1}~");
        _injected.Add(text);
        Any().Receive("+4917755555", text);
    }

    /// <summary>A text in which every part says whose it is.</summary>
    private string Text(string token)
    {
        var repeats = _random.Next(3) == 0 ? _random.Next(20, 90) : 1;
        var text = (_random.Next(4) == 0 ? "Ж😀" : "€") + string.Concat(Enumerable.Repeat(token, repeats));
        while (SmsComposer.Segment(text).Any(part => !part.UserData.Text!.Contains(token, StringComparison.Ordinal)))
            text += token;
        return text;
    }

    private SimulatedModem Any() => Modems[_random.Next(Modems.Count)];

    private TimeSpan NextKill() => _clock.Elapsed + TimeSpan.FromSeconds(2 + _random.NextDouble() * 6);

    private async Task KillAsync()
    {
        Note("kill -9");
        Kills++;
        await _service.KillAsync();
        var resend = _random.Next(5) == 0;
        if (resend)
            Note("on-indeterminate = resend");
        await _service.ConfigureAsync(Configuration(resend));
        await _service.StartAgainAsync();
    }

    private void Note(string what) => _diary.Add($"{_clock.Elapsed.TotalSeconds,8:0.000} {what}");
}
