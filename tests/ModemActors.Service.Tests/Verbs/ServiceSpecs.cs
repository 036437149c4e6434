using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ModemActors.Service.Tests.Verbs;

/// <summary>The verbs beside a running service, all with one service.</summary>
public sealed class ServiceSpecs : Scratch
{
    [Fact]
    public async Task Verbs_beside_a_running_service()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var file = Configure($"modem-actors.api.urls = \"{url}\"");
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("first: ready");
        await service.HasPrintedAsync("second: ready");

        var sent = await RunAsync("send", "+15550000002", "Hallo €", "--modem", "first", "--wait", "-c", file);
        Assert.Equal((0, "message 1: queued\nmessage 1: sent by first in 1 part\n"), (sent.Code, sent.Output));

        await service.HasPrintedAsync("second: message 2 received");
        var duplicate = await RunAsync("test", "+15550000002", "Hallo €", "--wait", "-c", file);
        Assert.Equal(1, duplicate.Code);
        Assert.Contains("message 3 is duplicate", duplicate.Errors, StringComparison.Ordinal);

        var conversation = await RunAsync("conversation", "+15550000001", "-c", file);
        Assert.Contains("unread, second  [2]\n  Hallo €", conversation.Output, StringComparison.Ordinal);
        Assert.Equal("message 2: read\n", (await RunAsync("mark-read", "2", "-c", file)).Output);

        var health = await RunAsync("health", "-c", file);
        Assert.Equal((0, true), (health.Code, health.Output.EndsWith("HEALTHY\n", StringComparison.Ordinal)));

        var status = await RunAsync("status", "--json", "-c", file);
        Assert.Equal(["ready", "ready"], JsonDocument.Parse(status.Output).RootElement.GetProperty("modems").EnumerateArray()
            .Select(modem => modem.GetProperty("state").GetString()));

        var identity = await RunAsync("identify", "first", "-c", file);
        Assert.Equal(0, identity.Code);
        Assert.Contains($"first (through the service at {url})", identity.Output, StringComparison.Ordinal);
        Assert.Contains("ALL CHECKS PASSED", identity.Output, StringComparison.Ordinal);

        Assert.Equal("+CSQ: 20,99\nOK\n", (await RunAsync("at", "first", "AT+CSQ", "-c", file)).Output);
        var refused = await RunAsync("at", "first", "ATD123", "-c", file);
        Assert.Equal(1, refused.Code);
        var unknown = await RunAsync("at", "third", "AT", "-c", file);
        Assert.Equal((1, "modemactors: There is no modem 'third'.\n"), (unknown.Code, unknown.Errors));

        var second = await RunAsync("run", "-c", file);
        Assert.Equal(1, second.Code);
        Assert.Contains("Another service of node", second.Errors, StringComparison.Ordinal);
        var third = await RunAsync("run", "-c", Configure($"modem-actors {{ node = other, api.urls = \"{url}\" }}"));
        Assert.Equal(1, third.Code);
        Assert.Contains("HTTP cannot listen", third.Errors, StringComparison.Ordinal);

        var stopped = await service.StopAsync("TERM");
        Assert.Equal(0, stopped.Code);
        Assert.Contains("Stopped.", stopped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_ends_the_service_cleanly()
    {
        await using var service = ProgramRun.Start(Folder, "-c", Configure());
        await service.HasPrintedAsync("first: ready");

        var stopped = await service.StopAsync("INT");

        Assert.Equal(0, stopped.Code);
        Assert.Empty(stopped.Errors);
    }

    [Fact]
    public async Task Without_any_configuration_a_message_goes_out_and_comes_in()
    {
        await using var demo = ProgramRun.Start(Folder, new Dictionary<string, string> { ["MODEMACTORS__API__URLS"] = "" }, []);

        await demo.HasPrintedAsync("demo1: message 1 sent to +15550000002");
        await demo.HasPrintedAsync("Demo: message 2 came in on demo2 from +15550000001: \"Hello from ModemActors");

        Assert.Contains("this is a DEMO", demo.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await demo.StopAsync("INT")).Code);
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "logs")));
    }

    [Fact]
    public async Task Health_without_service_is_unhealthy_and_says_what_to_do()
    {
        var outcome = await RunAsync("health", "-c", Configure("modem-actors.api.urls = \"http://127.0.0.1:1\""));

        Assert.Equal(2, outcome.Code);
        Assert.Contains("start it with 'modemactors run'", outcome.Output, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
