using System.Diagnostics;
using System.Text.Json;
using ModemActors.Relay;
using ModemActors.Settings;

namespace ModemActors.Tests.Relay;

/// <summary>Over real processes.</summary>
public sealed class ExecSenderSpecs
{
    private static readonly TimeSpan s_generous = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Program_gets_the_event_in_its_environment_and_on_its_standard_input()
    {
        var outcome = await RunAsync("""echo "$MODEM_ACTORS_EVENT_ID|$SMS_1_NUMBER|$MODEM_ACTORS_CONTENT|$1"; cat""", arguments: "an argument; with $signs");

        Assert.Equal((SendVerdict.Taken, 0), (outcome.Verdict, outcome.Code));
        var lines = outcome.Output!.Split('\n', 2);
        Assert.Equal("s-7-received|+1555|$(touch /tmp/never) `id` 'Grüße'|an argument; with $signs", lines[0]);
        var envelope = JsonSerializer.Deserialize<JsonElement>(lines[1]);
        Assert.Equal(("s-7-received", 7), (envelope.GetProperty("id").GetString(), envelope.GetProperty("data").GetProperty("id").GetInt32()));
        Assert.False(File.Exists("/tmp/never"));
    }

    [Fact]
    public async Task Exit_code_and_what_it_said_are_told()
    {
        var outcome = await RunAsync("echo out; echo err >&2; exit 3");

        Assert.Equal((SendVerdict.Refused, 3, "exit code 3"), (outcome.Verdict, outcome.Code, outcome.Error));
        Assert.Contains("out", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("err", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_that_does_not_read_its_input_may_be_content() =>
        Assert.Equal(SendVerdict.Taken, (await RunAsync("exec 0<&-; exit 0", content: new string('x', 200_000))).Verdict);

    [Fact]
    public async Task Endless_output_is_cut_and_does_not_stop_the_program()
    {
        var outcome = await RunAsync("head -c 1000000 /dev/zero | tr '\\0' 'x'");

        Assert.Equal((SendVerdict.Taken, 4_096), (outcome.Verdict, outcome.Output!.Length));
    }

    [Fact]
    public async Task Program_that_takes_too_long_is_killed_with_all_that_it_started()
    {
        var begun = Stopwatch.GetTimestamp();
        var outcome = await RunAsync("sleep 600 & echo $!; sleep 600");

        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(15));
        Assert.Equal((SendVerdict.Refused, "killed after 1 s"), (outcome.Verdict, outcome.Error));
        var child = outcome.Output!.Trim();
        Assert.True(SpinWait.SpinUntil(() => IsGone(child), s_generous));
    }

    [Fact]
    public async Task Child_left_behind_with_the_output_open_is_not_waited_for()
    {
        var begun = Stopwatch.GetTimestamp();
        var outcome = await RunAsync("sleep 30 & echo $!; exit 0", timeout: TimeSpan.FromSeconds(20));

        Assert.Equal(SendVerdict.Taken, outcome.Verdict);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        using var kill = Process.Start("kill", outcome.Output!.Trim());
        await kill.WaitForExitAsync();
    }

    [Fact]
    public async Task Program_that_is_not_there_is_an_answer()
    {
        using var sender = new ExecSender(new ExecSettings(["/nowhere/program"], [], s_generous, 1));

        var outcome = await sender.SendAsync(RelayPartsSpecs.Inbound("Hi"), 1, CancellationToken.None);

        Assert.Equal(SendVerdict.Unreachable, outcome.Verdict);
        Assert.StartsWith("/nowhere/program cannot be started", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_kills_it_and_says_nothing()
    {
        using var shutdown = new CancellationTokenSource();
        using var sender = new ExecSender(new ExecSettings(["sleep", "600"], [], TimeSpan.FromHours(1), 1));
        var running = sender.SendAsync(RelayPartsSpecs.Inbound("Hi"), 1, shutdown.Token);

        await shutdown.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(s_generous));
    }

    private static async Task<SendOutcome> RunAsync(
        string script, string content = "$(touch /tmp/never) `id` 'Grüße'", string arguments = "", TimeSpan? timeout = null)
    {
        using var sender = new ExecSender(new ExecSettings(["sh", "-c", script, "sh", arguments], [], timeout ?? TimeSpan.FromSeconds(script.Contains("600") ? 1 : 20), 1));
        return await sender.SendAsync(RelayPartsSpecs.Inbound(content), 1, CancellationToken.None).WaitAsync(s_generous);
    }

    private static bool IsGone(string processId) =>
        !Directory.Exists($"/proc/{processId}") || File.ReadAllText($"/proc/{processId}/stat").Contains(" Z ", StringComparison.Ordinal);
}
