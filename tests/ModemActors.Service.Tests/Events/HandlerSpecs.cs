using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ModemActors.Service.Tests.Events;

/// <summary>Webhooks and the program, through the whole service.</summary>
public sealed class HandlerSpecs : RunningService
{
    private readonly HookReceiver _receiver = new(FreeTcpPort.Next());

    protected override string Configuration =>
        $$"""
        modem-actors.handlers {
          exec = [sh, "-c", "cat >> {{Path.Combine(Folder, "inbox.jsonl")}}; echo >> {{Path.Combine(Folder, "inbox.jsonl")}}; echo took $SMS_1_NUMBER"]
          webhooks = [
            { name = good, url = "{{_receiver.Url}}", secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", events = ["message.received", "message.sent"] }
            { name = dead, url = "http://127.0.0.1:1/" }
          ]
        }
        """;

    [Fact]
    public async Task Inbound_message_reaches_webhook_and_program_at_once_though_another_webhook_is_dead()
    {
        await SendAsync("Hallo €");
        await Deadline.UntilAsync(() => Task.FromResult(_receiver.Calls.Count == 2), "the webhook got both");
        var file = Path.Combine(Folder, "inbox.jsonl");
        await Deadline.UntilAsync(() => Task.FromResult(File.Exists(file) && File.ReadAllText(file).Contains('}')), "the program got it");

        var received = _receiver.Calls.Single(call => call.Type == "message.received");
        Assert.Equal("Hallo €", received.Data.GetProperty("content").GetString());
        var program = JsonSerializer.Deserialize<JsonElement>(File.ReadAllLines(file)[0]);
        Assert.Equal(received.Id, program.GetProperty("id").GetString());

        var page = await Http.GetFromJsonAsync<JsonElement>("/v1/webhooks");
        Assert.Equal(["dead", "exec", "good"], page.GetProperty("webhooks").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        await Deadline.UntilAsync(async () => (await DeliveriesAsync("exec"))[0].GetProperty("state").GetString() == "done", "the program's end is on record");
        var exec = (await DeliveriesAsync("exec")).Single();
        Assert.Equal((0, "took +15550000001\n"), (exec.GetProperty("code").GetInt32(), exec.GetProperty("output").GetString()));
        await Deadline.UntilAsync(async () => (await DeliveriesAsync("dead"))[0].GetProperty("attempts").GetInt32() > 0, "the dead one was tried");
        Assert.Equal("pending", (await DeliveriesAsync("dead"))[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Other_programs_row_reaches_the_webhook_within_two_seconds()
    {
        await Deadline.UntilAsync(async () => (await Store.Journal.ListEndpointsAsync()).Count == 3, "the handlers are known");
        var begun = DateTimeOffset.UtcNow;
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1555', 'foreign', 'unread', 'inbound')");

        await Deadline.UntilAsync(() => Task.FromResult(_receiver.Calls.Count == 1), "it came");

        Assert.InRange(_receiver.Calls[0].At - begun, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Webhook_is_tested_redelivered_disabled_by_410_and_enabled_over_http()
    {
        await Deadline.UntilAsync(async () => (await Store.Journal.ListEndpointsAsync()).Count == 3, "the handlers are known");
        var tested = await PostAsync("/v1/webhooks/good/test");
        Assert.True(tested.GetProperty("taken").GetBoolean());
        Assert.Equal("handler.test", Assert.Single(_receiver.Calls).Type);
        Assert.False((await PostAsync("/v1/webhooks/dead/test")).GetProperty("taken").GetBoolean());

        await SendAsync("first");
        await Deadline.UntilAsync(async () => (await DeliveriesAsync("good")).Count(one => one.GetProperty("state").GetString() == "done") == 2, "done");
        var id = (await DeliveriesAsync("good"))[0].GetProperty("id").GetInt64();
        Assert.Equal(1, (await PostAsync("/v1/webhooks/good/redeliver", new { deliveries = new[] { id } })).GetProperty("redelivered").GetInt32());
        await Deadline.UntilAsync(() => Task.FromResult(_receiver.Calls.Count == 4), "brought again");
        Assert.Equal(_receiver.Calls[2].Id, _receiver.Calls[3].Id);

        _receiver.Answers = _ => 410;
        await SendAsync("second");
        await Deadline.UntilAsync(async () => (await StateAsync("good")) == "disabled", "disabled");
        Assert.Equal(HttpStatusCode.Conflict, (await Http.PostAsJsonAsync(new Uri("/v1/webhooks/good/test", UriKind.Relative), new { })).StatusCode);
        _receiver.Answers = _ => 200;
        Assert.Equal("active", (await PostAsync("/v1/webhooks/good/enable")).GetProperty("state").GetString());
        await Deadline.UntilAsync(
            async () => (await DeliveriesAsync("good")).All(one => one.GetProperty("state").GetString() == "done"), "what waited is brought");
    }

    [Theory]
    [InlineData("GET", "/v1/webhooks/none/deliveries", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/webhooks/good/deliveries?state=odd", "", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/v1/webhooks/none/test", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "/v1/webhooks/none/enable", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "/v1/webhooks/none/redeliver", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "/v1/webhooks/good/redeliver", """{"deliveries": "all"}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/v1/webhooks/good/redeliver", """{"deliveries": [1.5]}""", HttpStatusCode.BadRequest)]
    public async Task Wrong_request_is_a_problem(string method, string path, string body, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body.Length > 0)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await Http.SendAsync(request);

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private async Task<string?> StateAsync(string name) =>
        (await Http.GetFromJsonAsync<JsonElement>("/v1/webhooks")).GetProperty("webhooks").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == name).GetProperty("state").GetString();

    private async Task<List<JsonElement>> DeliveriesAsync(string name) =>
        [.. (await Http.GetFromJsonAsync<JsonElement>($"/v1/webhooks/{name}/deliveries")).GetProperty("deliveries").EnumerateArray()];

    private async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        var answer = await Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? new { });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
