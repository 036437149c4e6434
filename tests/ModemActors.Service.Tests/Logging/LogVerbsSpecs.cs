using System.Text.Json;

namespace ModemActors.Service.Tests.Logging;

/// <summary>The verbs for the log, with one service.</summary>
public sealed class LogVerbsSpecs : Scratch
{
    [Fact]
    public async Task Level_changes_while_it_runs_and_the_files_are_shown_and_followed()
    {
        var file = Configure($"modem-actors {{ api.urls = \"http://127.0.0.1:{FreeTcpPort.Next()}\", log.directory = \"{Folder}/logs\" }}");
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("second: ready");
        Assert.DoesNotContain("[DBG]", service.Output, StringComparison.Ordinal);

        Assert.Equal("info\n", (await RunAsync("log-level", "-c", file)).Output);
        var changed = await RunAsync("log-level", "debug", "--for", "1h", "--json", "-c", file);
        var view = JsonDocument.Parse(changed.Output).RootElement;
        Assert.Equal(("debug", "info"), (view.GetProperty("level").GetString(), view.GetProperty("configured").GetString()));
        Assert.True(view.GetProperty("until").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(50));
        // actors that were there before the change tell more too
        await service.HasPrintedAsync("[DBG] first: ");
        Assert.Equal("warning\n", (await RunAsync("log-level", "warning", "-c", file)).Output);

        var wrong = await RunAsync("log-level", "loud", "-c", file);
        Assert.Equal((2, true), (wrong.Code, wrong.Errors.Contains("there are: debug, info, warning, error", StringComparison.Ordinal)));

        var shown = await RunAsync("logs", "-n", "3", "-c", file);
        Assert.Equal(3, shown.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var all = JsonDocument.Parse((await RunAsync("logs", "-n", "1000", "--json", "-c", file)).Output).RootElement.EnumerateArray()
            .ToList();
        Assert.Contains(all, entry => entry.GetProperty("message").GetString() == "The log level is debug now for 1:00:00.");
        Assert.Equal("", (await RunAsync("logs", "--errors", "-c", file)).Output);

        await using var tail = ProgramRun.Start(Folder, "logs", "--tail", "-n", "1", "--json", "-c", file);
        await tail.HasPrintedAsync("The log level is warning now.");
        await RunAsync("log-level", "info", "-c", file);
        await tail.HasPrintedAsync("The log level is info now.");
        Assert.Equal(0, (await tail.StopAsync("INT")).Code);
    }

    [Fact]
    public async Task Without_files_the_journal_is_named()
    {
        var outcome = await RunAsync("logs", "-c", Configure());

        Assert.Equal(1, outcome.Code);
        Assert.Contains("journalctl -u modemactors", outcome.Errors, StringComparison.Ordinal);
    }
}
