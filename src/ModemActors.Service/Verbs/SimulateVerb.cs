using System.CommandLine;
using ModemActors.Simulator;

namespace ModemActors.Service.Verbs;

/// <summary><c>simulate</c>: simulated modems on pseudo-terminals, for any program that speaks to modems.</summary>
internal static class SimulateVerb
{
    private static readonly Option<int> s_count = VerbOptions.Whole("--count", "How many modems (2 unless given)", 2, 1, 1024);
    private static readonly Option<string?> s_directory = VerbOptions.Text(
        "--dir", "DIR", $"Where the links to the terminals are made ({Path.Combine(Path.GetTempPath(), "modemactors")} unless given)");
    private static readonly Option<string?> s_scenario = VerbOptions.Text("--scenario", "FILE", "What goes wrong with them, a line each");

    public static Command Create()
    {
        var simulate = new Verb(
            "simulate", "Run simulated modems on pseudo-terminals, for trying and testing without hardware.",
            "modemactors simulate --count 4 --dir /tmp/modems")
        {
            s_count, s_directory, s_scenario, VerbOptions.Json,
        };
        simulate.SetAction(RunAsync);
        return simulate;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var host = Start(parsed);
        await using var closing = host.ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(new
            {
                host.Directory,
                Control = host.ControlPath,
                Modems = host.Modems.Zip(
                    host.Ports, (modem, port) => new { modem.Options.Id, Port = port, modem.Options.Number, modem.Options.Imei }),
            });
        else
            Print(host);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ModemActorsCommand.Done;
        }

        return ModemActorsCommand.Done;
    }

    private static SimulatorHost Start(ParseResult parsed)
    {
        try
        {
            return SimulatorHost.Start(new SimulatorHostOptions
            {
                Count = parsed.GetValue(s_count),
                Directory = parsed.GetValue(s_directory) ?? Path.Combine(Path.GetTempPath(), "modemactors"),
                Scenario = parsed.GetValue(s_scenario) is { } file ? Scenario.Parse(File.ReadAllText(file)) : null,
            });
        }
        catch (Exception cause) when (cause is FormatException or ArgumentException or PlatformNotSupportedException)
        {
            throw new VerbException($"the simulator cannot start: {cause.Message}", cause);
        }
    }

    private static void Print(SimulatorHost host)
    {
        Screen.Table(
            [new("MODEM"), new("NUMBER"), new("PORT")],
            [.. host.Modems.Zip(host.Ports, (modem, port) => (IReadOnlyList<string>)[modem.Options.Id, modem.Options.Number, port])]);
        Screen.Line();
        Screen.Line($"They text each other. What goes on air is written to {Path.Combine(host.Directory, "air.jsonl")};");
        Screen.Line($"messages and faults are taken, a line of JSON each, at {host.ControlPath}.");
        Screen.Line("A configuration for 'modemactors run --config FILE':");
        Screen.Line();
        Screen.Line("modem-actors.modems = [");
        foreach (var (modem, port) in host.Modems.Zip(host.Ports))
            Screen.Line($"  {{ id = {modem.Options.Id}, port = \"{port}\" }}");
        Screen.Line("]");
        Screen.Line();
        Screen.Line("Ctrl+C ends it.");
    }
}
