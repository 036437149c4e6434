using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Upkeep;
using ModemActors.Simulator;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Upkeep;

public sealed class BackupScheduleSpecs : Scratch, IAsyncLifetime
{
    private readonly VirtualTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ActorSystem _system = ActorSystem.Create("backups");
    private readonly List<IModemActorsEvent> _events = [];
    private IMessageStore _store = null!;

    private string Backups => Path.Combine(Folder, "backups");

    public async Task InitializeAsync()
    {
        _store = await SqliteMessageStore.OpenAsync(new StoreOptions { ConnectionString = Path.Combine(Folder, "store.db") }, _time);
        var listener = _system.ActorOf(Props.Create(() => new Listener(_events)));
        _system.EventStream.Subscribe(listener, typeof(IModemActorsEvent));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await _system.Terminate();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Copies_are_made_the_command_gets_the_file_and_only_our_oldest_go()
    {
        Directory.CreateDirectory(Backups);
        string[] strangers = ["letter.txt", "modem-actors-other-20200101T000000Z.db", "modem-actors-here-20200101T000000Z.db.keep",
            "modem-actors-here-yesterday.db"];
        foreach (var stranger in strangers)
            File.WriteAllText(Path.Combine(Backups, stranger), "mine");
        var leftover = Path.Combine(Backups, "modem-actors-here-20260228T000000Z.db.0123.partial");
        File.WriteAllText(leftover, "half");
        File.SetLastWriteTimeUtc(leftover, new DateTime(2026, 2, 28, 0, 0, 0, DateTimeKind.Utc));
        using var schedule = Schedule($$"""keep = 2, after = "cp $BACKUP_FILE '{{Folder}}/elsewhere.db'" """);

        for (var day = 0; day < 4; day++)
        {
            await _store.EnqueueAsync(new NewMessage { PhoneNumber = "12345", Content = $"day {day}" });
            Assert.True(await schedule.MakeAsync(CancellationToken.None));
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            [.. strangers.Append("modem-actors-here-20260303T120000Z.db").Append("modem-actors-here-20260304T120000Z.db")
                .Order(StringComparer.Ordinal)],
            Directory.GetFiles(Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await using (var copy = await SqliteMessageStore.OpenAsync(
            new StoreOptions { ConnectionString = Path.Combine(Folder, "elsewhere.db") }, _time))
            Assert.Equal(4, (await copy.ListAsync(new MessageQuery())).Messages.Count);
        var records = await _store.Upkeep.ListBackupsAsync();
        Assert.Equal((4, null, new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero)), (records.Count, records[0].Error, records[0].At));
        await Deadline.UntilAsync(() => Task.FromResult(Heard().OfType<BackupMade>().Count() == 4), "four events");
    }

    [Theory]
    [InlineData("""after = "echo no route >&2; exit 3" """, "ended with 3: no route")]
    [InlineData("""after = "sleep 60", after-timeout = 1s""", "did not end within 1 s")]
    [InlineData("""directory = "/proc/nowhere" """, "/proc/nowhere")]
    public async Task Failure_is_an_event_and_on_record(string settings, string reason)
    {
        using var schedule = Schedule(settings);

        Assert.False(await schedule.MakeAsync(CancellationToken.None));

        Assert.Contains(reason, (await _store.Upkeep.ListBackupsAsync())[0].Error, StringComparison.Ordinal);
        await Deadline.UntilAsync(
            () => Task.FromResult(Heard() is [BackupFailed failed] && failed.Reason.Contains(reason, StringComparison.Ordinal)),
                "the event");
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("2026-03-01T11:00:00Z", 23 * 3600)]
    [InlineData("2026-02-20T11:00:00Z", 30)]
    [InlineData("2027-01-01T00:00:00Z", 30)]
    public void Machine_that_is_off_at_night_gets_its_copies_too(string? newest, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        BackupSchedule.FirstWait(newest is null ? null : DateTimeOffset.Parse(newest, null), TimeSpan.FromDays(1), _time.GetUtcNow()));

    [Fact]
    public async Task First_copy_comes_soon_after_the_start_and_the_next_after_the_interval()
    {
        using var schedule = Schedule("interval = 6h");
        await schedule.StartAsync(CancellationToken.None);
        await AdvanceUntilAsync(1, TimeSpan.FromSeconds(5));
        await AdvanceUntilAsync(2, TimeSpan.FromMinutes(10));
        await schedule.StopAsync(CancellationToken.None);

        var records = await _store.Upkeep.ListBackupsAsync();
        Assert.InRange(records[0].At - records[1].At, TimeSpan.FromHours(6), TimeSpan.FromHours(7));
    }

    /// <summary>In steps, since nobody knows when the schedule looks at the clock.</summary>
    private Task AdvanceUntilAsync(int copies, TimeSpan step) => Deadline.UntilAsync(
        async () =>
        {
            if ((await _store.Upkeep.ListBackupsAsync()).Count == copies)
                return true;
            _time.Advance(step);
            return false;
        },
        $"{copies} copies");

    private BackupSchedule Schedule(string settings)
    {
        var directory = settings.Contains("directory", StringComparison.Ordinal) ? "" : $"directory = \"{Backups}\", ";
        var file = Write("backup.conf", $$"""
            modem-actors { node = here, store.connection = "{{Path.Combine(Folder, "store.db")}}", backup { {{directory}}{{settings}} } }
            """);
        return new BackupSchedule(_store, ServiceConfiguration.Load(file), _system, _time, NullLogger<BackupSchedule>.Instance);
    }

    private List<IModemActorsEvent> Heard()
    {
        lock (_events)
            return [.. _events];
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<IModemActorsEvent> events) => Receive<IModemActorsEvent>(happened =>
        {
            lock (events)
                events.Add(happened);
        });
    }
}
