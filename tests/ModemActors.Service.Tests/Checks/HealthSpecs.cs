using System.Text.Json;
using ModemActors.Ports;
using ModemActors.Service.Checks;
using ModemActors.Service.Configuration;
using ModemActors.Service.Upkeep;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Checks;

public sealed class HealthSpecs : Scratch
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly BackupSettings s_daily = new(TimeSpan.FromDays(1), "backups", 14, "", TimeSpan.FromMinutes(1));

    [Fact]
    public void Disk_that_is_full_or_nearly()
    {
        Expect(Verdict.Unhealthy, "cannot grow", Disk(10));
        Expect(Verdict.Degraded, "only 100 MiB free", Disk(100));
        Expect(Verdict.Healthy, "1000 MiB free", Disk(1000));

        static HealthCheck Disk(long mebibytes) => StoreChecks.Space(new StoreHealth(true, null, "/x/store.db", 1, mebibytes << 20));
    }

    [Fact]
    public void Clock_that_cannot_be_or_is_behind_the_messages()
    {
        Expect(Verdict.Unhealthy, "which cannot be", StoreChecks.Clock(DateTimeOffset.UnixEpoch.AddDays(3), null));
        Expect(Verdict.Degraded, "the newest message is of 2026-03-01 14:00", StoreChecks.Clock(s_now, s_now.AddHours(2)));
        Expect(Verdict.Healthy, "2026-03-01 12:00", StoreChecks.Clock(s_now, s_now.AddMinutes(5)));
    }

    [Fact]
    public void Queue_that_waits_and_messages_that_nobody_knows_of()
    {
        var waiting = new StoreStatistics(
            [new StatusCount("outbound", "queued", 7), new StatusCount("outbound", "indeterminate", 2)], TimeSpan.FromHours(3), 0, 1, 0);

        var checks = StoreChecks.Waiting(waiting).ToList();

        Expect(Verdict.Degraded, "7 messages wait, the oldest for 3 h", checks[0]);
        Expect(Verdict.Degraded, "of 2 messages nobody can know", checks[1]);
        Assert.Contains("resolve ID", checks[1].Advice, StringComparison.Ordinal);
        Expect(Verdict.Healthy, "1 received PDUs", checks[2]);
    }

    [Fact]
    public void Backups_that_fail_are_late_or_are_well()
    {
        var good = new BackupRecord(s_now.AddHours(-20), "/b/1.db", 1, TimeSpan.Zero, null);

        Expect(Verdict.Healthy, "none yet", Backup());
        Expect(Verdict.Healthy, "/b/1.db", Backup(good));
        Expect(Verdict.Degraded, "the last one is of 2026-02-26", Backup(good with { At = s_now.AddDays(-3) }));
        var failed = Backup(good with { At = s_now, File = null, Error = "disk full" }, good);
        Expect(Verdict.Degraded, "failed: disk full", failed);
        Assert.Contains("/b/1.db of 2026-02-28 16:00", failed.Advice, StringComparison.Ordinal);
        Expect(Verdict.Healthy, "switched off", Assert.Single(StoreChecks.Backups(s_daily with { Interval = TimeSpan.Zero }, [], s_now)));

        HealthCheck Backup(params BackupRecord[] records) => Assert.Single(StoreChecks.Backups(s_daily, records, s_now));
    }

    [Theory]
    [InlineData("the SIM wants its PIN; set modem.pin", "pin = \"1234\"")]
    [InlineData("the SIM waits for its PUK", "enter the PUK")]
    [InlineData("/dev/ttyUSB2 is busy: ModemManager (812) has it", "mask --now ModemManager")]
    [InlineData("no SIM", "put a SIM into it")]
    [InlineData(null, "identify m1")]
    public void Sick_modem_says_what_to_do(string? error, string advice)
    {
        var check = ServiceChecks.Check(Modem("closed") with { LastError = error });

        Assert.Equal(Verdict.Degraded, check.Verdict);
        Assert.Contains(advice, check.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Modem_that_is_ready_may_still_be_unwell()
    {
        Expect(Verdict.Healthy, "ready, -70 dBm, Air", ServiceChecks.Check(Modem("ready") with { SignalDbm = -70, Operator = "Air" }));
        Expect(Verdict.Degraded, "signal is weak", ServiceChecks.Check(Modem("ready") with { SignalDbm = -110 }));
        Expect(Verdict.Degraded, "memory is full (30 of 30)",
            ServiceChecks.Check(Modem("ready") with { StorageUsed = 30, StorageTotal = 30 }));
        Expect(Verdict.Degraded, "has not taken it in", ServiceChecks.Check(Modem("ready") with { Registration = "denied" }));
        Expect(Verdict.Healthy, "in other hands", ServiceChecks.Check(Modem("leased")));
    }

    [Theory]
    [InlineData("ModemManager", "systemctl mask --now ModemManager")]
    [InlineData("gammu-smsd", "disable --now gammu-smsd")]
    [InlineData("minicom", "'ps 812'")]
    public void Program_that_has_the_port_is_named_with_the_way_out(string program, string advice)
    {
        var check = PortChecks.Held("port of m1", "/dev/ttyUSB2", new PortHolder(812, program))!;

        Expect(Verdict.Degraded, program, check);
        Assert.Contains(advice, check.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_is_not_there_or_is_held_is_seen_without_opening_it()
    {
        using var terminal = PseudoTerminal.Open();
        var settings = ServiceConfiguration.Load(Write("ports.conf", $$"""
            modem-actors.modems = [ { id = gone, port = "/dev/ttyNOWHERE" }, { id = free, port = "{{terminal.SlavePath}}" },
                { id = usb, port = "usb:1e0e:9001:02" } ]
            """)).Settings;

        Expect(Verdict.Degraded, "/dev/ttyNOWHERE is not there", PortChecks.Of(settings.Modems[0], [])!);
        Assert.Null(PortChecks.Of(settings.Modems[1], []));
        var ports = new[] { new SerialPortDescription("/dev/ttyS0", null, null, null) };
        Assert.Contains("there are /dev/ttyS0", PortChecks.Of(settings.Modems[2], ports)!.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_with_its_remedy_and_the_exit_code()
    {
        var file = Write("sick.conf", $$"""
            modem-actors {
              modems = [ { id = gone, port = "/dev/ttyNOWHERE", pin = "1234" } ]
              store.connection = "{{Path.Combine(Folder, "store.db")}}"
              log.directory = ""
              api.urls = "http://127.0.0.1:1"
            }
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        await RunAsync("send", "12345", "x", "-c", file);

        var outcome = await RunAsync("health", "-c", file);
        var json = JsonDocument.Parse((await RunAsync("health", "--json", "-c", file)).Output).RootElement;

        Assert.Equal(2, outcome.Code);
        Assert.Contains($"→ sudo chmod o-r {file}", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("/dev/ttyNOWHERE is not there", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("'sudo modemactors install'", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("unhealthy", json.GetProperty("verdict").GetString());
        Assert.Equal(
            ["configuration", "secrets", "store", "disk", "clock", "queue", "backup", "service", "port of gone"],
            json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.DoesNotContain("1234", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_is_not_there_yet_is_not_made_by_looking()
    {
        var outcome = await RunAsync("health", "-c", Configure());

        Assert.Contains("the service makes it at its first start", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "*.db*"));
    }

    [Fact]
    public async Task Wrong_configuration_is_explained()
    {
        var outcome = await RunAsync("health", "-c", Write("wrong.conf", "modem-actors.outbox.max-attemps = 3"));

        Assert.Equal(2, outcome.Code);
        Assert.Contains("did you mean max-attempts?", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("config --check", outcome.Output, StringComparison.Ordinal);
    }

    private static void Expect(Verdict verdict, string detail, HealthCheck check)
    {
        Assert.Equal(verdict, check.Verdict);
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
        Assert.Equal(verdict == Verdict.Healthy, check.Advice is null);
    }

    private static ModemView Modem(string state) => ModemView.Of(new ModemSnapshot { Id = "m1", State = state });
}
