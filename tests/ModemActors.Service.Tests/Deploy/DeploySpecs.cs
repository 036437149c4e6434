using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModemActors.Service.Tests.Examples;
using ModemActors.Settings;

namespace ModemActors.Service.Tests.Deploy;

/// <summary>The dashboard for Grafana and the rules for Prometheus ask only for what <c>/metrics</c> has.</summary>
public sealed partial class DeploySpecs : Scratch
{
    private static readonly string s_folder = Path.Combine(ExampleRun.Folder, "..", "deploy");

    [Fact]
    public async Task Every_metric_that_is_asked_for_exists()
    {
        var url = $"http://127.0.0.1:{FreeTcpPort.Next()}";
        await using var service = ProgramRun.Start(Folder, "run", "-c", Configure($"modem-actors.api.urls = \"{url}\""));
        await service.HasPrintedAsync("second: ready");
        using var http = new HttpClient();
        await RunAsync("send", "+15550000002", "Hello", "-c", Path.Combine(Folder, "test.conf"));
        await service.HasPrintedAsync("second: message 2 received");
        await http.GetStringAsync(new Uri(url + "/v1/modems"));
        var text = await http.GetStringAsync(new Uri(url + "/metrics"));
        // some show up only once there is something to count
        var known = Regex.Matches(text, "(?m)^# TYPE (\\S+)").Select(match => match.Groups[1].Value)
            .Concat(Instruments()).Append("modemactors_webhook_backlog").Append("up").ToHashSet();

        var asked = Expressions().SelectMany(expression => Name().Matches(expression).Select(match => match.Value))
            .Select(name => Regex.Replace(name, "_bucket$", "")).Distinct().ToList();

        Assert.InRange(asked.Count, 15, 100);
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public void Labels_that_are_asked_for_are_words_of_the_program()
    {
        var words = Expressions().SelectMany(expression => Regex.Matches(expression, "(state|verdict|status|direction)=~?\"([a-z|]+)\""))
            .SelectMany(match => match.Groups[2].Value.Split('|'));
        var known = Enum.GetNames<ModemActors.Messages.ModemState>().Concat(Enum.GetNames<Storage.MessageStatus>())
            .Concat(["outbound", "inbound", "received", "quarantined"]).Select(word => word.ToLowerInvariant());

        Assert.Empty(words.Except(known));
    }

    [Fact]
    public void Every_rule_says_what_is_wrong_and_what_to_do()
    {
        var rules = File.ReadAllText(Path.Combine(s_folder, "alerts.yml")).Split("- alert: ").Skip(1).ToList();

        Assert.InRange(rules.Count, 10, 50);
        Assert.All(rules, rule =>
        {
            Assert.Matches(@"(?m)^ {8}expr: \S", rule);
            Assert.Matches("(?m)^ {8}labels: { severity: (critical|warning|info) }$", rule);
            Assert.Matches("(?m)^ {10}summary: \".+\"$", rule);
            Assert.Matches("(?m)^ {10}description: \".+\"$", rule);
        });
        Assert.Equal(rules.Count, rules.Select(rule => rule.Split('\n')[0]).Distinct().Count());
    }

    [Fact]
    public void Dashboard_has_no_two_panels_in_one_place()
    {
        var panels = Dashboard().GetProperty("panels").EnumerateArray().ToList();
        var cells = panels.SelectMany(panel =>
        {
            var at = panel.GetProperty("gridPos");
            var (x, y, w, h) = (at.GetProperty("x").GetInt32(), at.GetProperty("y").GetInt32(), at.GetProperty("w").GetInt32(),
                at.GetProperty("h").GetInt32());
            Assert.InRange(x + w, 1, 24);
            return Enumerable.Range(x, w).SelectMany(column => Enumerable.Range(y, h).Select(row => (column, row)));
        }).ToList();

        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    private static IEnumerable<string> Expressions() =>
        Dashboard().GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .Concat(File.ReadLines(Path.Combine(s_folder, "alerts.yml")).Select(line => line.Trim())
                .Where(line => line.StartsWith("expr: ", StringComparison.Ordinal)));

    private static JsonElement Dashboard() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "grafana-dashboard.json"))).RootElement;

    /// <summary>The program's counters as Prometheus writes their names.</summary>
    private static List<string> Instruments()
    {
        RuntimeHelpers.RunClassConstructor(typeof(ModemActorsSettings)
            .Assembly.GetType("ModemActors.Telemetry.ModemActorsMeter", throwOnError: true)!.TypeHandle);
        var names = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Name.StartsWith("modemactors.", StringComparison.Ordinal) && instrument is Counter<long>)
                    names.Add(instrument.Name.Replace('.', '_') + "_total");
            },
        };
        listener.Start();
        return names;
    }

    [GeneratedRegex(@"\b(?:modemactors|process|dotnet)_[a-z_]+\b|\bup(?=\{)")]
    private static partial Regex Name();
}
