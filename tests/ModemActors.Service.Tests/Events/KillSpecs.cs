using ModemActors.Storage;

namespace ModemActors.Service.Tests.Events;

/// <summary>The real program, killed again and again: every inbound message reaches the webhook, always under the same name.</summary>
public sealed class KillSpecs : Scratch
{
    private const int Messages = 60;

    [Fact]
    public async Task Every_message_reaches_the_webhook_under_one_name_though_the_service_is_killed()
    {
        using var receiver = new HookReceiver(FreeTcpPort.Next());
        var file = Configure($$"""modem-actors.handlers.webhooks = [ { url = "{{receiver.Url}}", name = hook } ]""");
        var received = 0;
        for (var round = 0; round < 3; round++)
        {
            await using var service = ProgramRun.Start(Folder, "run", "-c", file);
            await service.HasPrintedAsync("second: ready");
            await WriteAsync(received, Messages / 3);
            received += Messages / 3;
            var before = receiver.Calls.Count;
            await Deadline.UntilAsync(() => Task.FromResult(receiver.Calls.Count > before), "some of them came");

            // gone in the middle of it: leaving the block kills it with SIGKILL
        }

        await using var last = ProgramRun.Start(Folder, "run", "-c", file);
        await Deadline.UntilAsync(
            () => Task.FromResult(receiver.Calls.Select(call => call.Data.GetProperty("content").GetString()).Distinct().Count() == Messages), "all of them came");

        Assert.All(
            receiver.Calls.GroupBy(call => call.Data.GetProperty("id").GetInt64()), calls => Assert.Single(calls.Select(call => call.Id).Distinct()));
        Assert.Equal(Messages, receiver.Calls.Select(call => call.Id).Distinct().Count());
    }

    private async Task WriteAsync(int from, int count)
    {
        await using var store = await SqliteMessageStore.OpenAsync(
            new StoreOptions { ConnectionString = Path.Combine(Folder, "store.db"), Node = "other" }, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(from, count).Select(number => store.AcceptAsync(
            [new ReceivedPdu { Modem = "first", Sim = "s", Hex = $"{number:X4}", Content = new InboundText("+1555", $"text {number}", null) }])));
    }
}
