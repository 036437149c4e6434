using System.Text.Json;

namespace ModemActors.Service.Tests.Upkeep;

public sealed class BackupVerbSpecs : Scratch
{
    [Fact]
    public async Task Copied_while_the_service_runs_and_restored_after_it_nothing_is_sent_again()
    {
        var file = Configure();
        await RunAsync("send", "+15550000002", "before", "-c", file);
        var made = await RunAsync("backup", "copy.db", "--json", "-c", file);
        Assert.Equal((0, 1), (made.Code, JsonDocument.Parse(made.Output).RootElement.GetProperty("messages").GetInt32()));
        await using (var service = ProgramRun.Start(Folder, "run", "-c", file))
        {
            await service.HasPrintedAsync("message 1 sent");
            Assert.Equal(0, (await RunAsync("backup", "beside.db", "-c", file)).Code);
            var refused = await RunAsync("restore", "copy.db", "--yes", "-c", file);
            Assert.Equal(1, refused.Code);
            Assert.Contains("Another service of node", refused.Errors, StringComparison.Ordinal);
            await service.StopAsync("TERM");
        }

        Assert.Equal(1, (await RunAsync("restore", "copy.db", "-c", file)).Code);
        var restored = await RunAsync("restore", "copy.db", "--yes", "-c", file);
        Assert.Equal((0, ""), (restored.Code, restored.Errors));
        Assert.Contains("1 messages may have been sent since and are held", restored.Output, StringComparison.Ordinal);

        await using var again = ProgramRun.Start(Folder, "run", "-c", file);
        await again.HasPrintedAsync("second: ready");
        var sent = await RunAsync("send", "+15550000001", "after", "--wait", "-c", file);
        Assert.Equal(0, sent.Code);
        Assert.DoesNotContain("message 1 sent", again.Output, StringComparison.Ordinal);
        var held = JsonDocument.Parse((await RunAsync("messages", "--status", "indeterminate", "--json", "-c", file)).Output).RootElement;
        Assert.Equal("before", Assert.Single(held.EnumerateArray().ToList()).GetProperty("content").GetString());
        Assert.Equal(0, (await RunAsync("resolve", "1", "--sent", "-c", file)).Code);
    }

    [Fact]
    public async Task Without_a_store_there_is_nothing_to_copy_and_none_is_made()
    {
        var outcome = await RunAsync("backup", "copy.db", "-c", Configure());

        Assert.Equal(1, outcome.Code);
        Assert.Contains("There is no store at", outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "*.db"));
    }
}
