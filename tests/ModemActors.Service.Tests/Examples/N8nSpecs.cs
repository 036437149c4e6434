using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ModemActors.Service.Tests.Examples;

/// <summary>The workflows for n8n: their form is that of its exports, and what their HTTP nodes are set to is sent to the real
/// program.</summary>
public sealed partial class N8nSpecs : Scratch
{
    [Theory]
    [InlineData("n8n-send.json")]
    [InlineData("n8n-receive.json")]
    public void Workflow_is_one_that_n8n_can_import(string file)
    {
        var workflow = Read(file);
        var nodes = workflow.GetProperty("nodes").EnumerateArray().ToList();
        var names = nodes.Select(node => node.GetProperty("name").GetString()!).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(nodes, node =>
        {
            Assert.True(Guid.TryParse(node.GetProperty("id").GetString(), out _));
            Assert.StartsWith("n8n-nodes-base.", node.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.True(node.GetProperty("typeVersion").GetDouble() >= 1);
            Assert.Equal(2, node.GetProperty("position").GetArrayLength());
            Assert.Equal(JsonValueKind.Object, node.GetProperty("parameters").ValueKind);
        });
        var connections = workflow.GetProperty("connections").EnumerateObject().ToList();
        Assert.All(connections, connection => Assert.Contains(connection.Name, names));
        var reached = connections.SelectMany(connection => connection.Value.GetProperty("main").EnumerateArray())
            .SelectMany(output => output.EnumerateArray()).Select(target => target.GetProperty("node").GetString()!).ToList();
        Assert.Equal(names.Skip(1).Order(), reached.Order());
    }

    [Fact]
    public async Task Requests_of_the_nodes_send_a_message_and_mark_one_as_read()
    {
        var url = $"http://127.0.0.1:{FreeTcpPort.Next()}";
        await using var service = ProgramRun.Start(Folder, "run", "-c", Configure($"modem-actors.api.urls = \"{url}\""));
        await service.HasPrintedAsync("second: ready");

        var send = Read("n8n-send.json");
        var message = Fields(Node(send, "Message"), default);
        var queued = await RunAsync(Node(send, "Queue"), url, JsonSerializer.SerializeToElement(message), HttpStatusCode.Accepted);
        await service.HasPrintedAsync("second: message 2 received");
        var outcome = await RunAsync(Node(send, "Outcome"), url, queued, HttpStatusCode.OK);
        Assert.Equal(("sent", message["content"]), (outcome.GetProperty("status").GetString(), outcome.GetProperty("content").GetString()));

        var receive = Read("n8n-receive.json");
        var event1 = JsonSerializer.SerializeToElement(new
        {
            body = new { type = "message.received", data = new { id = 2, phone_number = "+15550000001", content = "Hello from n8n" } },
        });
        var steps = Fields(Node(receive, "Your steps go here"), event1);
        Assert.Equal("Hello from n8n", steps["text"]);
        await RunAsync(Node(receive, "Mark as read"), url, JsonSerializer.SerializeToElement(steps), HttpStatusCode.OK);
        Assert.Equal("read", (await GetAsync($"{url}/v1/messages/2")).GetProperty("status").GetString());
    }

    [NeedsToolFact("node")]
    public async Task Code_of_the_node_passes_only_what_is_signed()
    {
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const string Body = """{"type":"message.received","data":{"id":7,"content":"Hé"}}""";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        object Item(string id, string signed, string body, long at) => new
        {
            json = new Dictionary<string, object>
            {
                ["headers"] = new Dictionary<string, string>
                {
                    ["webhook-id"] = id,
                    ["webhook-timestamp"] = $"{at}",
                    ["webhook-signature"] = "v1," + Convert.ToBase64String(HMACSHA256.HashData(
                        Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{at}.{signed}"))),
                },
            },
            binary = new { data = new { data = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) } },
        };
        var items = new[] { Item("1", Body, Body, now), Item("2", Body, Body + " ", now), Item("3", Body, Body, now - 1000) };
        var code = Node(Read("n8n-receive.json"), "Genuine").GetProperty("parameters").GetProperty("jsCode").GetString();
        var script = Write("run.cjs", $$"""
            const $env = { MODEMACTORS_WEBHOOK_SECRET: '{{Secret}}' };
            const $input = { all: () => ({{JsonSerializer.Serialize(items)}}) };
            const run = new Function('require', '$env', '$input', {{JsonSerializer.Serialize(code)}});
            process.stdout.write(JSON.stringify(run(require, $env, $input)));
            """);

        using var process = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        var genuine = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray().ToList());
        Assert.Equal("Hé", genuine.GetProperty("json").GetProperty("body").GetProperty("data").GetProperty("content").GetString());
    }

    /// <summary>Does what n8n's HTTP Request node does with its settings.</summary>
    private static async Task<JsonElement> RunAsync(JsonElement node, string url, JsonElement item, HttpStatusCode expected)
    {
        var parameters = node.GetProperty("parameters");
        var address = Evaluate(parameters.GetProperty("url").GetString()!, item)
            .Replace("http://127.0.0.1:5001", url, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(parameters.GetProperty("method").GetString()!), new Uri(address));
        if (parameters.TryGetProperty("sendBody", out var sends) && sends.GetBoolean())
        {
            Assert.Equal("json", parameters.GetProperty("contentType").GetString());
            request.Content = new StringContent(JsonSerializer.Serialize(Pairs(parameters, "bodyParameters", item)), Encoding.UTF8,
                "application/json");
        }

        if (parameters.TryGetProperty("sendHeaders", out var heads) && heads.GetBoolean())
        {
            foreach (var (name, value) in Pairs(parameters, "headerParameters", item))
                request.Headers.Add(name, value);
        }

        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static Dictionary<string, string> Pairs(JsonElement parameters, string kind, JsonElement item) =>
        parameters.GetProperty(kind).GetProperty("parameters").EnumerateArray()
            .ToDictionary(pair => pair.GetProperty("name").GetString()!, pair => Evaluate(pair.GetProperty("value").GetString()!, item));

    private static Dictionary<string, string> Fields(JsonElement node, JsonElement item) =>
        node.GetProperty("parameters").GetProperty("assignments").GetProperty("assignments").EnumerateArray()
            .ToDictionary(field => field.GetProperty("name").GetString()!, field =>
                Evaluate(field.GetProperty("value").GetString()!, item));

    /// <summary>n8n's expressions, as far as the examples use them: a leading = and {{ $json.path }}.</summary>
    private static string Evaluate(string value, JsonElement item) => !value.StartsWith('=') ? value
        : Expression().Replace(value[1..], match =>
    {
        if (match.Groups[1].Value == "$execution.id")
            return "execution-1";
        var path = match.Groups[1].Value.Split('.');
        Assert.Equal("$json", path[0]);
        return path.Skip(1).Aggregate(item, (at, name) => at.GetProperty(name)).ToString();
    });

    private static async Task<JsonElement> GetAsync(string url)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync(new Uri(url))).RootElement;
    }

    private static JsonElement Node(JsonElement workflow, string name) =>
        workflow.GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("name").GetString() == name);

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(ExampleRun.Folder, file))).RootElement;

    [GeneratedRegex(@"\{\{ *([^ }]+) *\}\}")]
    private static partial Regex Expression();
}
