using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ModemActors.Service.Tests.Http;

/// <summary>The API on Kestrel, over two simulated modems.</summary>
public sealed class HttpSpecs : IClassFixture<ApiService>
{
    private readonly HttpClient _http;

    public HttpSpecs(ApiService api) => _http = api.Client;

    [Fact]
    public async Task Message_is_queued_sent_and_shown_with_parts_and_timeline()
    {
        var answer = await PostAsync(
            "/v1/messages", """{"phone_number": "+1 555 000 0002", "content": "Hallo €", "modem": "first", "priority": 2}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var queued = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/v1/messages/{queued.GetProperty("id").GetInt64()}", answer.Headers.Location!.ToString());
        Assert.Equal("queued", queued.GetProperty("status").GetString());

        var message = default(JsonElement);
        await Deadline.UntilAsync(async () =>
        {
            message = await _http.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
            return message.GetProperty("status").GetString() == "sent";
        }, "the message is sent");

        Assert.Equal("+15550000002", message.GetProperty("phone_number").GetString());
        Assert.Equal("sent", Assert.Single(message.GetProperty("parts").EnumerateArray().ToList()).GetProperty("state").GetString());
        Assert.Equal(["queued", "sending", "sent"], message.GetProperty("timeline").EnumerateArray()
            .Select(happened => happened.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Short_form_is_accepted()
    {
        var answer = await PostAsync("/send-sms", """{"phone_number": "+15550000001", "message": "short"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var answer = await PostAsync(
            "/v1/messages",
            """
            {"phone_number": "x", "content": "", "modem": "third", "priority": "a", "flash": 1, "not_before": "soon",
             "expires_at": "2020-01-01", "bogus": 1}
            """);

        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(
            ["bogus", "content", "expires_at", "flash", "modem", "not_before", "phone_number", "priority"],
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
    }

    [Theory]
    [InlineData("""{"phone_number": """, HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("""{"phone_number": "12345", "content": "\ud800"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"phone_number": "12345", "content": "a", "content": "b"}""", HttpStatusCode.BadRequest)]
    public async Task What_is_no_message_is_a_problem(string body, HttpStatusCode status) =>
        await ProblemAsync(await PostAsync("/v1/messages", body), status);

    [Fact]
    public async Task Broken_utf8_is_a_problem()
    {
        using var body = new ByteArrayContent([.. "{\"phone_number\": \"12345\", \"content\": \""u8, 0xC3, 0x28, .. "\"}"u8]);
        body.Headers.ContentType = new("application/json");

        await ProblemAsync(await _http.PostAsync(new Uri("/v1/messages", UriKind.Relative), body), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Only_json_is_taken(string type) =>
        await ProblemAsync(await PostAsync("/send-sms", """{"phone_number": "12345", "message": "a"}""", type),
            HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task Too_large_a_body_is_a_problem() =>
        await ProblemAsync(await PostAsync("/v1/messages", $$"""{"content": "{{new string('x', 2_000_000)}}"}"""),
            HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task Text_of_40000_characters_names_its_field()
    {
        var answer = await PostAsync("/v1/messages", $$"""{"phone_number": "12345", "content": "{{new string('x', 40_000)}}"}""");

        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty("content", out _));
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/messages/999999", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/v1/messages/999999", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/messages/abc", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/modems/third", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/v1/messages", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/messages?limit=0&bogus=1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/messages?limit=1&limit=2", HttpStatusCode.BadRequest)]
    public async Task Other_refusals_are_problems_too(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        await ProblemAsync(await _http.SendAsync(request), status);
    }

    [Fact]
    public async Task Same_key_and_body_have_the_same_answer_and_another_body_is_refused()
    {
        var first = await PostAsync("/v1/messages", """{"phone_number": "12345", "content": "key"}""", key: "k1");
        var again = await PostAsync("/v1/messages", """{"phone_number": "12345", "content": "key"}""", key: "k1");
        var other = await PostAsync("/v1/messages", """{"phone_number": "12345", "content": "other"}""", key: "k1");

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        await ProblemAsync(other, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Queued_message_is_cancelled_once()
    {
        var queued =
            await PostAsync("/v1/messages", """{"phone_number": "12345", "content": "later", "not_before": "2199-01-01T00:00:00Z"}""");

        var cancelled = await _http.DeleteAsync(queued.Headers.Location);

        Assert.Equal("cancelled", (await cancelled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync($"{queued.Headers.Location}/read", "{}")).StatusCode);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        for (var number = 1; number <= 3; number++)
            await PostAsync("/v1/messages", $$"""{"phone_number": "777", "content": "page {{number}}", "not_before": "2199-01-01"}""");

        var first = await _http.GetFromJsonAsync<JsonElement>("/v1/messages?phone_number=777&limit=2");
        var cursor = first.GetProperty("next_cursor").GetString();
        var second = await _http.GetFromJsonAsync<JsonElement>($"/v1/messages?phone_number=777&limit=2&cursor={cursor}");

        Assert.Equal(["page 3", "page 2", "page 1"],
            new[] { first, second }.SelectMany(page => page.GetProperty("messages").EnumerateArray())
            .Select(message => message.GetProperty("content").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
    }

    [Theory]
    [InlineData("*100#", HttpStatusCode.OK, "Balance: 12.34 EUR")]
    [InlineData("*#06#", HttpStatusCode.Conflict, "does not know that code")]
    public async Task Ussd_code_is_answered_by_the_network(string code, HttpStatusCode status, string text)
    {
        await Deadline.UntilAsync(
            async () => (await _http.GetFromJsonAsync<JsonElement>("/v1/modems/second")).GetProperty("state").GetString() == "ready", "ready");

        var answer = await PostAsync("/v1/modems/second/ussd", $$"""{"code": "{{code}}"}""");

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_once_every_modem_was_tried()
    {
        await Deadline.UntilAsync(
            async () => (await _http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode == HttpStatusCode.OK, "ready");

        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        var modems = await _http.GetFromJsonAsync<JsonElement>("/v1/modems");
        Assert.Equal(["first", "second"], modems.GetProperty("modems").EnumerateArray()
            .Select(modem => modem.GetProperty("id").GetString()));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json", string? key = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(path, UriKind.Relative))
        { Content = new StringContent(body, Encoding.UTF8, type) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await _http.SendAsync(request);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
