using System.Collections.Concurrent;
using ModemActors.Holding;
using ModemActors.Ports;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Holding;

public sealed class HoldingsSpecs : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private readonly string _directory = Directory.CreateTempSubdirectory("modem-actors-").FullName;
    private readonly ConcurrentQueue<CommandOutcome> _reports = new();

    private string State => Path.Combine(_directory, "state");

    private string Log => Path.Combine(_directory, "log");

    private string[] Logged => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    [Fact]
    public async Task Modems_with_the_same_commands_share_them()
    {
        var (holdings, commands) = (Of(), Commands());

        await holdings.BeginAsync("a", commands);
        await holdings.BeginAsync("b", commands);
        await holdings.EndAsync("a", commands);
        Assert.Equal(["stop"], Logged);
        await holdings.EndAsync("b", commands);

        Assert.Equal(["stop", "start"], Logged);
        Assert.Empty(Marks);
    }

    [Fact]
    public async Task They_never_overlap()
    {
        var holdings = Of();
        var slow = Commands($"echo begin >> {Log}; sleep 0.3; echo stopped >> {Log}", $"echo begin >> {Log}; sleep 0.3; echo started >> {Log}");

        var all = Enumerable.Range(0, 3).SelectMany(_ => (Task[])[holdings.BeginAsync("a", slow), holdings.EndAsync("a", slow)]);
        await Task.WhenAll(all);

        Assert.Equal(Enumerable.Repeat<string[]>(["begin", "stopped", "begin", "started"], 3).SelectMany(each => each), Logged);
    }

    [Fact]
    public async Task What_a_dead_process_held_is_ended_before_anything_begins()
    {
        await Of().BeginAsync("a", Commands());
        Assert.Single(Marks);

        var next = Of();
        var recovered = next.RecoverAsync();
        await next.BeginAsync("a", Commands());

        Assert.Null(Assert.Single(await recovered).Failure);
        Assert.Equal(["stop", "start", "stop"], Logged);
    }

    [Fact]
    public async Task What_failed_is_told_and_tried_again_later()
    {
        var failing = Commands("true", $"echo 'unit not found' >&2; test -e {_directory}/well && echo start >> {Log}");
        var holdings = Of();
        await holdings.BeginAsync("a", failing);
        await holdings.EndAsync("a", failing);

        Assert.Equal("it ended with 1: unit not found", _reports.Last().Failure);
        Assert.StartsWith("after-close = echo", _reports.Last().Command, StringComparison.Ordinal);
        Assert.Single(Marks);

        await File.WriteAllTextAsync(Path.Combine(_directory, "well"), "");
        await Of().RecoverAsync();
        Assert.Equal(["start"], Logged);
        Assert.Empty(Marks);
    }

    [Fact]
    public async Task A_command_that_never_ends_is_ended()
    {
        var hanging = new HoldingCommands("sleep 1000", null, TimeSpan.FromSeconds(0.3));

        var failure = await Of().BeginAsync("a", hanging);

        Assert.Equal("it was not done after 0.3 s and was ended", failure);
    }

    [Fact]
    public async Task A_daemon_that_a_command_starts_is_not_waited_for()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var pid = Path.Combine(_directory, "pid");

        var outcome = await ShellCommand.RunAsync($"sleep 1000 & echo $! > {pid}", new Dictionary<string, string>(), s_limit).WaitAsync(late.Token);

        Assert.Null(outcome.Failure);
        System.Diagnostics.Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pid, late.Token))).Kill();
    }

    [Fact]
    public async Task The_port_is_opened_though_before_open_failed_and_the_error_says_both()
    {
        var holding = new PortHolding(Of(), "a", Commands("exit 5"));

        var thrown = await Assert.ThrowsAsync<PortException>(() => holding.OpenAsync(
            _ => throw new PortException(PortFault.Busy, "/dev/ttyUSB2 is held by smsd (pid 7)"), CancellationToken.None));

        Assert.Equal(PortFault.Busy, thrown.Fault);
        Assert.Equal("/dev/ttyUSB2 is held by smsd (pid 7) (before-open = exit 5: it ended with 5)", thrown.Message);
    }

    [Fact]
    public async Task Opening_waits_until_the_last_holding_has_ended_with_its_close()
    {
        var holding = new PortHolding(Of(), "a", Commands());
        var port = new ScriptedPort(new Activity(), Modems.Usual);
        await holding.OpenAsync(_ => Task.FromResult<IModemPort>(port), CancellationToken.None);
        var closing = new TaskCompletionSource();

        var ending = holding.EndAsync(closing.Task);
        var opening = holding.OpenAsync(_ => Task.FromResult<IModemPort>(port), CancellationToken.None);
        Assert.Equal(["stop"], Logged);
        closing.SetResult();
        await Task.WhenAll(ending, opening);

        Assert.Equal(["stop", "start", "stop"], Logged);
    }

    [Fact]
    public async Task Where_no_mark_can_be_written_it_is_told_and_the_modem_works_on()
    {
        await File.WriteAllTextAsync(State, "a file where the directory should be");

        Assert.Null(await Of().BeginAsync("a", Commands()));

        Assert.Contains(_reports, report => report.Failure?.Contains("cannot be put on record", StringComparison.Ordinal) == true);
        Assert.Equal(["stop"], Logged);
    }

    [Fact]
    public async Task The_end_waits_for_what_is_held()
    {
        var holdings = Of();
        await holdings.BeginAsync("a", Commands());

        var ended = holdings.EndedAsync();
        Assert.False(ended.IsCompleted);
        await holdings.EndAsync("a", Commands());

        await ended.WaitAsync(s_limit);
        Assert.Equal(["stop", "start"], Logged);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string[] Marks => Directory.Exists(State) ? Directory.GetFiles(State) : [];

    private Holdings Of() => new(new HoldingMarks(State), _reports.Enqueue);

    private HoldingCommands Commands(string? before = null, string? after = null) =>
        new(before ?? $"echo stop >> {Log}", after ?? $"echo start >> {Log}", s_limit);
}
