using System.Text.Json;
using ModemActors.Ports;

namespace ModemActors.Service.Tests.Verbs;

public sealed class PortVerbSpecs : Scratch
{
    [Fact]
    public async Task Simulated_modems_are_identified_and_discovered_and_a_held_one_is_left_alone()
    {
        await using var simulator = ProgramRun.Start(Folder, "simulate", "--count", "2", "--dir", Folder);
        await simulator.HasPrintedAsync("Ctrl+C ends it.");
        var port = Path.Combine(Folder, "modem1");
        var file = Configure();

        var identity = await RunAsync("identify", port, "--json", "-c", file);
        var view = JsonDocument.Parse(identity.Output).RootElement;
        Assert.Equal(0, identity.Code);
        Assert.True(view.GetProperty("passed").GetBoolean());
        Assert.Equal("867584000000013", view.GetProperty("imei").GetString());
        Assert.Equal("excellent", view.GetProperty("signal").GetString());
        Assert.Equal(["pdu", "text"], view.GetProperty("formats").EnumerateArray().Select(format => format.GetString()));

        var found = await RunAsync("discover", port, "/dev/nowhere", "-c", file);
        Assert.Contains($"port = \"{port}\"", found.Output, StringComparison.Ordinal);
        Assert.Contains("/dev/nowhere: /dev/nowhere does not exist", found.Output, StringComparison.Ordinal);

        await using var ours = await new SerialPortOpener().OpenAsync(new DevicePort(port), new PortOptions(), CancellationToken.None);
        var held = await RunAsync("discover", port, "--json", "-c", file);
        Assert.Equal("held", JsonDocument.Parse(held.Output).RootElement[0].GetProperty("found").GetString());
        var busy = await RunAsync("identify", port, "-c", file);
        Assert.Equal(1, busy.Code);
        Assert.Contains($"(pid {Environment.ProcessId})", busy.Errors, StringComparison.Ordinal);

        var stopped = await simulator.StopAsync("INT");
        Assert.Equal(0, stopped.Code);
        Assert.False(File.Exists(port));
    }

    [Fact]
    public async Task Port_that_does_not_exist_is_named()
    {
        var outcome = await RunAsync("identify", "/dev/nowhere", "-c", Configure());

        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("modemactors: /dev/nowhere does not exist", outcome.Errors, StringComparison.Ordinal);
    }
}
