using System.Diagnostics;
using System.Text.Json;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Scenarios;

/// <summary>Sick modems under the real program: healed by the reset that helps, within their budget, and without harm to their neighbours.</summary>
public sealed class RecoveryLadderScenarios
{
    /// <summary>Trouble is noticed soon, so that a scenario does not last for minutes.</summary>
    private const string Impatient = "command-timeout = 1s";

    [Fact]
    public async Task A_modem_that_hangs_until_it_is_restarted_is_healed_and_sends_each_message_once()
    {
        await using var bench = await Bench.StartAsync(1, hocon: "health { failures-before-recovery = 1, ladder = [modem, power] }", modemKeys: Impatient);
        bench.Modem(1).Faults.Arm(Fault.HangUntil(ResetLevel.Modem));
        var id = bench.Store.Queue("+4915550100", "through a modem that hung");

        await bench.StatusBecomes(id, "sent");

        Assert.Single(bench.OnAir);
        await RecoveredBy(bench, "modem");
    }

    [Fact]
    public async Task A_modem_that_hangs_until_its_power_is_switched_gets_it_switched_by_the_command_of_the_configuration()
    {
        var wishes = Directory.CreateTempSubdirectory("modemactors-power-").FullName;
        try
        {
            var command = $"echo \\\"$MODEM $MODEM_REASON\\\" > {wishes}/wish && while [ -e {wishes}/wish ]; do sleep 0.05; done";
            await using var bench = await Bench.StartAsync(
                1, hocon: $"health {{ failures-before-recovery = 1, ladder = [power], power-command = \"{command}\" }}", modemKeys: Impatient);
            bench.Modem(1).Faults.Arm(Fault.HangUntil(ResetLevel.Power));
            var id = bench.Store.Queue("+4915550100", "after the power was switched");

            await Eventually.True("the command is run", () => File.Exists($"{wishes}/wish"), () => bench.Service.Output);
            await Eventually.True("it knows why", () => File.ReadAllText($"{wishes}/wish").StartsWith("modem1 ", StringComparison.Ordinal));
            bench.Modem(1).Reset(ResetLevel.Power);
            File.Delete($"{wishes}/wish");

            await bench.StatusBecomes(id, "sent");
            Assert.Single(bench.OnAir);
            await RecoveredBy(bench, "power");
        }
        finally
        {
            Directory.Delete(wishes, true);
        }
    }

    [Fact]
    public async Task A_person_has_a_modem_reset_by_verb_and_the_record_tells_by_status()
    {
        await using var bench = await Bench.StartAsync(1);

        var (code, output) = await RunAsync(bench, "reset", "modem1", "--level", "modem");
        Assert.True(code == 0, output);
        await RecoveredBy(bench, "modem");

        var (_, status) = await RunAsync(bench, "status");
        Assert.Contains("modem1: last reset: modem", status, StringComparison.Ordinal);
        Assert.Contains("asked for over HTTP", status, StringComparison.Ordinal);
        var id = bench.Store.Queue("+4915550100", "afterwards");
        await bench.StatusBecomes(id, "sent");
    }

    [Fact]
    public async Task Thirty_two_modems_one_of_each_sickness_and_the_others_send_at_their_own_pace()
    {
        const int Modems = 32, Each = 12;
        var pace = TimeSpan.FromMilliseconds(300);
        await using var bench = await Bench.StartAsync(Modems, pace, modemKeys: Impatient);
        var sick = Sicknesses(bench);
        for (var message = 1; message <= Each; message++)
        {
            for (var modem = 1; modem <= Modems; modem++)
            {
                bench.Store.Execute(
                    "INSERT INTO messages (phone_number, content, status, direction, modem) VALUES ('+4915550100', $content, 'queued', 'outbound', $modem)",
                    ("$content", $"{message} by {modem}"), ("$modem", $"modem{modem}"));
            }
        }

        var healthy = Enumerable.Range(1, Modems).Except(sick).ToArray();
        await Eventually.True(
            "the healthy ones have sent everything",
            () => healthy.All(modem => bench.OnAir.Count(message => message.Modem == $"modem{modem}") == Each),
            () => string.Join(", ", healthy.Select(modem => $"modem{modem} {bench.OnAir.Count(message => message.Modem == $"modem{modem}")}")));

        foreach (var modem in healthy)
        {
            var own = bench.OnAir.Where(message => message.Modem == $"modem{modem}").ToArray();
            Assert.Equal(Enumerable.Range(1, Each).Select(message => $"{message} by {modem}"), own.Select(message => message.Text!));
            var gaps = own.Zip(own.Skip(1), (a, b) => b.At - a.At).Order().ToArray();
            Assert.True(gaps[gaps.Length / 2] < 3 * pace, $"modem{modem} sends one message in {gaps[gaps.Length / 2].TotalMilliseconds} ms");
            Assert.Equal(0, bench.Store.Scalar<int>("SELECT count(*) FROM recoveries WHERE modem = $modem", ("$modem", $"modem{modem}")));
        }

        Assert.Equal(bench.OnAir.Count, bench.OnAir.Select(message => message.Text).Distinct().Count());
    }

    /// <summary>Every eighth modem has one: hung for good, hung for a while, hangs up, unplugged, restarts again and again, no network, no answer, no SIM's memory.</summary>
    private static int[] Sicknesses(Bench bench)
    {
        FaultEffect[] sicknesses =
        [
            Fault.HangUntil(ResetLevel.Power), Fault.Hang(TimeSpan.FromSeconds(5)), Fault.HangUp(TimeSpan.FromSeconds(5)), Fault.Unplug(null),
            Fault.Reboot(), Fault.Registration(2), Fault.LoseAnswer(), Fault.FillStorage(),
        ];
        var sick = sicknesses.Select((_, index) => 1 + (index * 4)).ToArray();
        foreach (var (sickness, modem) in sicknesses.Zip(sick))
            bench.Modem(modem).Faults.Arm(sickness);
        return sick;
    }

    private static async Task<(int Code, string Output)> RunAsync(Bench bench, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [ServiceProcess.Program, .. arguments, "--config", Path.Combine(bench.Directory, "modem-actors.conf")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var verb = Process.Start(start)!;
        var (output, errors) = (verb.StandardOutput.ReadToEndAsync(), verb.StandardError.ReadToEndAsync());
        await verb.WaitForExitAsync();
        return (verb.ExitCode, await output + await errors);
    }

    private static async Task RecoveredBy(Bench bench, string rung)
    {
        await Eventually.True(
            $"it is on record that {rung} helped",
            () => bench.Store.Rows("SELECT level FROM recoveries WHERE outcome = 'recovered'").Select(row => (string)row[0]!).SequenceEqual([rung]),
            () => bench.Service.Output);
        var modem = await bench.Service.GetAsync("/v1/modems/modem1");
        Assert.Equal("ok", modem.GetProperty("verdict").GetString());
        Assert.Equal(rung, modem.GetProperty("recoveries").EnumerateArray().First().GetProperty("level").GetString());
        Assert.Equal(JsonValueKind.Null, modem.GetProperty("evidence").ValueKind);
    }
}
