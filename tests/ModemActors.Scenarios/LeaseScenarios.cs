using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ModemActors.Scenarios.Harness;

namespace ModemActors.Scenarios;

/// <summary>The port in other hands: lent, suspended, shared; and the programs that are stopped for us.</summary>
public sealed class LeaseScenarios
{
    /// <summary>Asks the modem for its model over the port and leaves what it said in ./said; fails with 9 if it says nothing.</summary>
    private const string Talk = """
        exec 3<>"$MODEM_PORT" && stty raw -echo <&3 && printf 'AT+CGMM\r' >&3
        timeout 20 grep -m1 SIM7600 <&3 > said || exit 9
        """;

    [Fact]
    public async Task A_program_has_the_modem_for_itself_and_its_exit_code_is_passed_on()
    {
        await using var bench = await Bench.StartAsync(1);
        var seen = Path.Combine(bench.Directory, "seen");

        using var lease = Lease(bench, "--for", "1m", "--", "sh", "-c", Talk + "\necho \"$MODEM_ID $MODEM_BAUD\"; until [ -e '" + seen + "' ]; do sleep 0.1; done; exit 7");
        await StateBecomes(bench, "leased");
        var waiting = bench.Store.Queue("+4915550100", "queued meanwhile");
        bench.Modem(1).Receive("+15551112222", "came meanwhile");
        var shown = (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("lease");
        await File.WriteAllTextAsync(seen, "");
        await lease.WaitForExitAsync();

        Assert.Equal(7, lease.ExitCode);
        Assert.Contains("SIM7600", await File.ReadAllTextAsync(Path.Combine(bench.Directory, "said")), StringComparison.Ordinal);
        Assert.Equal("modem1 115200", (await lease.StandardOutput.ReadToEndAsync()).Trim());
        Assert.StartsWith("sh (pid ", shown.GetProperty("holder").GetString(), StringComparison.Ordinal);
        await bench.StatusBecomes(waiting, "sent");
        await Eventually.True("what came meanwhile is read", () => Inbound(bench, "came meanwhile") == 1);
        Assert.Equal(JsonValueKind.Null, (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("lease").ValueKind);
    }

    [Fact]
    public async Task A_holder_that_is_killed_gives_the_port_back()
    {
        await using var bench = await Bench.StartAsync(1);
        using var lease = Lease(bench, "--for", "1h", "--", "sleep", "1000");
        await StateBecomes(bench, "leased");
        using var child = await ChildOfAsync(lease);

        var clock = Stopwatch.StartNew();
        lease.Kill();
        var waiting = bench.Store.Queue("+4915550100", "after the crash");
        await bench.StatusBecomes(waiting, "sent");

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        child.Kill();
    }

    [Fact]
    public async Task A_holder_that_overruns_is_ended_with_all_that_it_started()
    {
        await using var bench = await Bench.StartAsync(1);

        using var lease = Lease(bench, "--for", "2s", "--", "sh", "-c", "exec 3<>\"$MODEM_PORT\"; sleep 1000; sleep 1000");
        await StateBecomes(bench, "leased");
        await lease.WaitForExitAsync();

        Assert.Equal(124, lease.ExitCode);
        Assert.Contains("is over after 2 s", await lease.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "after the overrun"), "sent");
    }

    [Fact]
    public async Task Ctrl_C_ends_the_program_and_gives_the_port_back()
    {
        await using var bench = await Bench.StartAsync(1);
        using var lease = Lease(bench, "--", "sleep", "1000");
        await StateBecomes(bench, "leased");
        using var child = await ChildOfAsync(lease);

        using var kill = Process.Start("kill", ["-INT", $"{lease.Id}"]);
        await lease.WaitForExitAsync();

        Assert.NotEqual(0, lease.ExitCode);
        Assert.True(child.WaitForExit(TimeSpan.FromSeconds(20)));
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "after Ctrl+C"), "sent");
    }

    [Fact]
    public async Task A_lease_over_HTTP_ends_by_its_time_and_whoever_holds_the_port_still_is_named()
    {
        await using var bench = await Bench.StartAsync(1);

        var created = await bench.Service.Http.PostAsJsonAsync("/v1/modems/modem1/leases", new { holder = "voice bot", @for = "2s" });
        var granted = await created.Content.ReadFromJsonAsync<JsonElement>();
        using var holder = Process.Start(new ProcessStartInfo("sh", ["-c", "exec 3<>\"$0\"; exec sleep 1000", granted.GetProperty("port").GetString()!]))!;

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!.ToString();
        Assert.Equal($"/v1/modems/modem1/leases/{granted.GetProperty("lease").GetString()}", location);
        Assert.Equal("voice bot", (await bench.Service.GetAsync(location)).GetProperty("holder").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await bench.Service.Http.PostAsJsonAsync("/v1/modems/modem1/leases", new { holder = "another" })).StatusCode);
        await StateBecomes(bench, "closed");
        Assert.Contains($"pid {holder.Id}", (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("last_error").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.Service.Http.DeleteAsync(location)).StatusCode);

        holder.Kill();
        var clock = Stopwatch.StartNew();
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "at last"), "sent");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));

        granted = await (await bench.Service.Http.PostAsJsonAsync("/v1/modems/modem1/leases", new { })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.OK, (await bench.Service.Http.DeleteAsync($"/v1/modems/modem1/leases/{granted.GetProperty("lease").GetString()}")).StatusCode);
        await StateBecomes(bench, "ready");
    }

    [Fact]
    public async Task A_service_killed_in_mid_lease_sends_again_within_5_s_of_its_restart()
    {
        await using var bench = await Bench.StartAsync(1);
        (await bench.Service.Http.PostAsJsonAsync("/v1/modems/modem1/leases", new { holder = "voice bot", @for = "1h" })).EnsureSuccessStatusCode();
        var waiting = bench.Store.Queue("+4915550100", "after the kill");

        await bench.Service.KillAsync();
        await bench.Service.StartAgainAsync();
        var clock = Stopwatch.StartNew();
        await bench.StatusBecomes(waiting, "sent");

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Without_a_service_the_verb_has_the_port_and_a_service_that_starts_waits_for_it()
    {
        await using var bench = await Bench.StartAsync(1);
        Assert.Equal(0, await bench.Service.StopAsync());

        using var lease = Lease(bench, "--", "sh", "-c", Talk + "\ntouch talked; while [ ! -e enough ]; do sleep 0.1; done; exit 5");
        await Eventually.True("the program talked", () => File.Exists(Path.Combine(bench.Directory, "talked")));
        await bench.Service.StartAgainAsync();
        var modem = await bench.Service.GetAsync("/v1/modems/modem1");
        await File.WriteAllTextAsync(Path.Combine(bench.Directory, "enough"), "");
        await lease.WaitForExitAsync();

        Assert.Equal("closed", modem.GetProperty("state").GetString());
        Assert.Contains("is held by", modem.GetProperty("last_error").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, lease.ExitCode);
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "afterwards"), "sent");
    }

    [Fact]
    public async Task While_suspend_file_exists_another_program_has_the_port()
    {
        var file = Path.Combine(Path.GetTempPath(), $"suspend-{Guid.NewGuid():N}");
        await using var bench = await Bench.StartAsync(1, modemKeys: $"suspend-file = \"{file}\"");

        await File.WriteAllTextAsync(file, "");
        await StateBecomes(bench, "suspended");
        Assert.Equal(0, await ShellAsync(bench, Talk));

        File.Delete(file);
        await StateBecomes(bench, "ready");
        await bench.StatusBecomes(bench.Store.Queue("+4915550100", "afterwards"), "sent");
    }

    [Fact]
    public async Task A_shared_port_is_another_program_s_between_cycles()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "access = shared, poll-interval = 2s");

        for (var turn = 1; turn <= 3; turn++)
        {
            await bench.StatusBecomes(bench.Store.Queue("+4915550100", $"message {turn}"), "sent");
            await Eventually.True("the port is free", async () => (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("opened_port").ValueKind == JsonValueKind.Null);
            bench.Modem(1).Receive("+15551112222", $"reply {turn}");
            await Eventually.True("the other program gets its turn", async () => await ShellAsync(bench, Talk) == 0, () => bench.Service.Output);
            await Eventually.True("the reply is read", () => Inbound(bench, $"reply {turn}") == 1, () => bench.Service.Output);
        }

        Assert.Equal(["message 1", "message 2", "message 3"], bench.OnAir.Where(message => message.To == "+4915550100").Select(message => message.Text));
    }

    [Fact]
    public async Task The_commands_around_our_holding_alternate_whatever_happens_to_us()
    {
        var log = Path.Combine(Path.GetTempPath(), $"holding-{Guid.NewGuid():N}");
        await using var bench = await Bench.StartAsync(2, modemKeys: $"before-open = \"echo stop >> {log}\", after-close = \"echo start >> {log}\"");
        Assert.Equal(["stop"], await File.ReadAllLinesAsync(log));

        await bench.Service.KillAsync();
        Assert.Equal(0, await RunAsync(bench, "release"));
        Assert.Equal(["stop", "start"], await File.ReadAllLinesAsync(log));
        Assert.Equal(0, await RunAsync(bench, "release"));

        await bench.Service.StartAgainAsync();
        Assert.Equal(0, await RunAsync(bench, "release"));
        await bench.Service.KillAsync();
        await bench.Service.StartAgainAsync();
        Assert.Equal(["stop", "start", "stop", "start", "stop"], await File.ReadAllLinesAsync(log));

        Assert.Equal(0, await bench.Service.StopAsync());
        Assert.Equal(["stop", "start", "stop", "start", "stop", "start"], await File.ReadAllLinesAsync(log));
        File.Delete(log);
    }

    [Fact]
    public async Task A_wrong_PIN_is_given_once_however_often_the_program_starts_and_the_right_one_opens_the_SIM()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "pin = 2222", options: options => options with { Pin = "1111" });
        for (var start = 1; start <= 4; start++)
        {
            await Eventually.True(
                "the PIN is refused",
                async () => (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("last_error").GetString()?.Contains("refused its PIN", StringComparison.Ordinal) == true,
                () => bench.Service.Output);
            await bench.Service.KillAsync();
            if (start == 4)
                await CorrectPinAsync(bench);
            await bench.Service.StartAgainAsync();
        }

        await StateBecomes(bench, "ready");
    }

    private static async Task CorrectPinAsync(Bench bench)
    {
        var configuration = Path.Combine(bench.Directory, "modem-actors.conf");
        await File.WriteAllTextAsync(configuration, (await File.ReadAllTextAsync(configuration)).Replace("pin = 2222", "pin = 1111", StringComparison.Ordinal));
    }

    private static int Inbound(Bench bench, string text) =>
        bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound' AND content = $text", ("$text", text));

    private static Task StateBecomes(Bench bench, string state) => Eventually.True(
        $"the modem is {state}",
        async () => (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("state").GetString() == state,
        () => bench.Service.Output);

    private static Process Lease(Bench bench, params string[] arguments) => Start(bench, ["lease", "modem1", .. arguments]);

    private static async Task<int> RunAsync(Bench bench, params string[] arguments)
    {
        using var process = Start(bench, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(Bench bench, string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [ServiceProcess.Program, .. arguments])
    {
        WorkingDirectory = bench.Directory,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>A script in which $MODEM_PORT is the modem's port, as another program would use it.</summary>
    private static async Task<int> ShellAsync(Bench bench, string script)
    {
        var start = new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = bench.Directory, RedirectStandardError = true };
        start.Environment["MODEM_PORT"] = bench.Modems.Ports[0];
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>What the verb started, once it has.</summary>
    private static async Task<Process> ChildOfAsync(Process lease)
    {
        int? child = null;
        await Eventually.True("the program runs", () => (child = FindChild(lease.Id)) is not null);
        return Process.GetProcessById(child!.Value);
    }

    private static int? FindChild(int process)
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var id) && ParentOf(directory) == $"{process}")
                return id;
        }

        return null;
    }

    private static string? ParentOf(string directory)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
