using System.Text.Json;
using ModemActors.Storage;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Tests.Verbs;

/// <summary><c>webhooks</c> beside a store whose service is down.</summary>
public sealed class WebhooksVerbSpecs : Scratch
{
    [Fact]
    public async Task Queues_are_shown_and_what_was_given_up_is_brought_again()
    {
        var file = Configure("""modem-actors.handlers.webhooks = [ { url = "http://127.0.0.1:1/", name = crm }, { url = "http://127.0.0.1:1/", name = new } ]""");
        await GiveUpAsync("crm");

        var list = await RunAsync("webhooks", "list", "-c", file);
        var dead = await RunAsync("webhooks", "dead", "-c", file, "--json");
        var redelivered = await RunAsync("webhooks", "redeliver", "crm", "-c", file);
        var pending = await RunAsync("webhooks", "deliveries", "crm", "--state", "pending", "-c", file, "--json");

        Assert.Equal(0, list.Code);
        Assert.Contains("crm", list.Output, StringComparison.Ordinal);
        Assert.Contains("new is configured", list.Errors, StringComparison.Ordinal);
        var delivery = JsonSerializer.Deserialize<JsonElement>(dead.Output)[0];
        Assert.Equal(("message.received", "HTTP 500"), (delivery.GetProperty("type").GetString(), delivery.GetProperty("error").GetString()));
        Assert.Equal("1 event is brought again", redelivered.Output.Trim());
        Assert.Equal(1, JsonSerializer.Deserialize<JsonElement>(pending.Output).GetArrayLength());
    }

    [Fact]
    public async Task Wrong_names_and_ids_fail_and_a_test_needs_the_service()
    {
        var file = Configure();

        Assert.Equal((1, ""), Of(await RunAsync("webhooks", "enable", "none", "-c", file)));
        Assert.Equal(1, (await RunAsync("webhooks", "redeliver", "none", "--id", "7", "-c", file)).Code);
        Assert.Equal((1, ""), Of(await RunAsync("webhooks", "test", "crm", "-c", file)));
        Assert.Equal("nobody gets events; see handlers in the configuration", (await RunAsync("webhooks", "list", "-c", file)).Output.Trim());
    }

    private static (int Code, string Output) Of(Outcome outcome) => (outcome.Code, outcome.Output);

    private async Task GiveUpAsync(string name)
    {
        await using var store = await SqliteMessageStore.OpenAsync(
            new StoreOptions { ConnectionString = Path.Combine(Folder, "store.db") }, TimeProvider.System);
        await store.Journal.RegisterAsync([new EndpointDefinition(name, EndpointKind.Webhook, "http://127.0.0.1:1/")]);
        await store.AcceptAsync([new ReceivedPdu { Modem = "first", Sim = "s", Hex = "00", Content = new InboundText("+1555", "Hi", null) }]);
        await store.Journal.EnrolAsync(name, _ => true);
        var now = TimeProvider.System.GetUtcNow();
        var due = (await store.Journal.ListDueAsync(name, now, [], 1)).Deliveries.Single();
        await store.Journal.RecordAttemptAsync(new DeliveryAttempt(due.Id, DeliveryState.Dead, now, TimeSpan.Zero, null, 500, "HTTP 500", "bang"));
    }
}
