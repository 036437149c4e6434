using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ModemActors.Service.Tests.Examples;

/// <summary>The scripts against the real program, as its users run them.</summary>
public sealed class ScriptSpecs : Scratch
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [NeedsToolFact("curl")]
    public async Task Shell_script_sends_what_it_is_given_and_tells_the_outcome()
    {
        var (url, file) = ConfigureHttp();
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("second: ready");
        var environment = new Dictionary<string, string> { ["MODEMACTORS_URL"] = url };

        var sent = await ExampleRun.ToEndAsync(environment, "send.sh", "+15550000002", "He said \"hi\\there\"\n\tzweite Zeile: ½ €");
        Assert.Equal((0, "message 1 queued\nmessage 1 sent\n", ""), (sent.Code, sent.Output, sent.Errors));
        var message = await OnlyAsync(url, "/v1/messages/1");
        Assert.Equal("He said \"hi\\there\"\n\tzweite Zeile: ½ €", message.GetProperty("content").GetString());

        var refused = await ExampleRun.ToEndAsync(environment, "send.sh", "nobody", "x");
        Assert.Equal(1, refused.Code);
        Assert.Contains("phone_number", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await ExampleRun.ToEndAsync(environment, "send.sh", "+15550000002")).Code);
    }

    [NeedsToolFact("curl")]
    public async Task Shell_script_shows_its_key()
    {
        var (url, file) = ConfigureHttp();
        var key = (await RunAsync("keys", "add", "script", "-c", file)).Output.Split('\n', ' ')
            .First(word => word.StartsWith("ma_", StringComparison.Ordinal));
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("second: ready");

        Assert.Equal(1, (await ExampleRun.ToEndAsync(
            new Dictionary<string, string> { ["MODEMACTORS_URL"] = url }, "send.sh", "+15550000002", "x")).Code);
        var sent = await ExampleRun.ToEndAsync(
            new Dictionary<string, string> { ["MODEMACTORS_URL"] = url, ["MODEMACTORS_API_KEY"] = key }, "send.sh", "+15550000002", "x");
        Assert.Equal((0, ""), (sent.Code, sent.Errors));
    }

    [NeedsToolFact("python3")]
    public async Task Python_script_sends_reads_and_marks_by_sql_alone()
    {
        var file = Configure();
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("second: ready");
        var environment = new Dictionary<string, string> { ["MODEMACTORS_DB"] = Path.Combine(Folder, "store.db") };

        var sent = await ExampleRun.ToEndAsync(environment, "messages.py", "send", "+15550000002", "Grüße 👍");
        Assert.Equal((0, "message 1: sent\n"), (sent.Code, sent.Output));
        await service.HasPrintedAsync("second: message 2 received");

        var unread = JsonDocument.Parse((await ExampleRun.ToEndAsync(environment, "messages.py", "unread")).Output).RootElement;
        Assert.Equal((2, "Grüße 👍", "second"),
            (unread.GetProperty("id").GetInt32(), unread.GetProperty("content").GetString(), unread.GetProperty("modem").GetString()));
        Assert.Equal(0, (await ExampleRun.ToEndAsync(environment, "messages.py", "read", "2")).Code);
        Assert.Equal("", (await ExampleRun.ToEndAsync(environment, "messages.py", "unread")).Output);
        var failed = await ExampleRun.ToEndAsync(environment, "messages.py", "send", "nobody", "x");
        Assert.Equal(1, failed.Code);
        Assert.StartsWith("message 3: failed (", failed.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await ExampleRun.ToEndAsync(environment, "messages.py", "fly")).Code);
        var nowhere = await ExampleRun.ToEndAsync(new Dictionary<string, string> { ["MODEMACTORS_DB"] = "/nowhere.db" }, "messages.py",
            "unread");
        Assert.Contains("there is no store", nowhere.Errors, StringComparison.Ordinal);
    }

    [NeedsToolFact("python3")]
    public async Task Python_receiver_believes_only_what_is_signed_and_takes_it_once()
    {
        using var receiver = ExampleRun.Start(
            new Dictionary<string, string> { ["MODEMACTORS_WEBHOOK_SECRET"] = Secret }, "webhook_receiver.py", "0");
        try
        {
            var url = (await receiver.StandardError.ReadLineAsync())!.Split(' ')[^1];
            const string Body = """{"type":"message.received","timestamp":"2026-01-01T00:00:00Z","data":{"id":7,"content":"Hé"}}""";
            var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(url, "evt_1", now, Sign("evt_1", now, Body), Body));
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(url, "evt_1", now, "v1,AAAA " + Sign("evt_1", now, Body), Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(url, "evt_2", now, Sign("evt_1", now, Body), Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(url, "evt_1", now, Sign("evt_1", now, Body), Body + " "));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(url, "evt_1", now - 600, Sign("evt_1", now - 600, Body), Body));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(url, "evt_1", now, "", Body));
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(url, "evt_3", now, Sign("evt_3", now, Body), Body));

            foreach (var _ in new[] { "evt_1", "evt_3" })
                Assert.Equal(7, JsonDocument.Parse((await receiver.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("data")
                    .GetProperty("id").GetInt32());
        }
        finally
        {
            receiver.Kill();
        }

        Assert.Equal("", await receiver.StandardOutput.ReadToEndAsync());
    }

    [NeedsToolFact("python3")]
    public async Task Python_receiver_gets_what_the_service_received()
    {
        using var receiver = ExampleRun.Start(
            new Dictionary<string, string> { ["MODEMACTORS_WEBHOOK_SECRET"] = Secret }, "webhook_receiver.py", "0");
        try
        {
            var url = (await receiver.StandardError.ReadLineAsync())!.Split(' ')[^1];
            var file = Configure(
                $"modem-actors.handlers.webhooks = [ {{ url = \"{url}\", secret = \"{Secret}\", events = [\"message.received\"] }} ]");
            await using var service = ProgramRun.Start(Folder, "run", "-c", file);
            await service.HasPrintedAsync("second: ready");
            Assert.Equal(0, (await RunAsync("send", "+15550000002", "Grüße 👍", "--modem", "first", "-c", file)).Code);

            using var overdue = new CancellationTokenSource(Deadline.Generous);
            var happened = JsonDocument.Parse((await receiver.StandardOutput.ReadLineAsync(overdue.Token))!).RootElement;
            Assert.Equal("message.received", happened.GetProperty("type").GetString());
            var message = happened.GetProperty("data");
            Assert.Equal(("Grüße 👍", "+15550000001", "second"), (message.GetProperty("content").GetString(),
                message.GetProperty("phone_number").GetString(), message.GetProperty("modem").GetString()));
        }
        finally
        {
            receiver.Kill();
        }
    }

    private (string Url, string File) ConfigureHttp()
    {
        var url = $"http://127.0.0.1:{FreeTcpPort.Next()}";
        return (url, Configure($"modem-actors.api.urls = \"{url}\""));
    }

    private static async Task<JsonElement> OnlyAsync(string url, string path)
    {
        using var http = new HttpClient();
        return await http.GetFromJsonAsync<JsonElement>(new Uri(url + path));
    }

    private static string Sign(string id, long at, string body) => "v1," + Convert.ToBase64String(
        HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{at}.{body}")));

    private static async Task<HttpStatusCode> PostAsync(string url, string id, long at, string signature, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(url))
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{at}");
        request.Headers.TryAddWithoutValidation("webhook-signature", signature);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
