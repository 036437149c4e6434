using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Http;

/// <summary>Bad requests of every kind: each is a problem that names what is wrong, all of it, and leaves nothing behind.</summary>
public sealed class BadRequestSpecs(ApiService api) : IClassFixture<ApiService>
{
    private const string Good = "\"phone_number\": \"12345\", \"content\": \"a\"";

    public static TheoryData<string, string, string, int, string> Bodies { get; } = new()
    {
        // fields that are not there, twice
        { "POST", "/v1/messages", "{}", 400, "content phone_number" },
        { "POST", "/send-sms", "{}", 400, "message phone_number" },
        { "POST", "/v1/messages/estimate", "{}", 400, "content" },
        { "POST", "/v1/messages", """{"phone_number": null, "content": null}""", 400, "content phone_number" },
        { "POST", "/send-sms", """{"phone_number": "12345", "content": "a"}""", 400, "content message" },
        { "POST", "/v1/messages", """{"phone_number": "12345", "message": "a"}""", 400, "content message" },

        // numbers
        { "POST", "/v1/messages", """{"phone_number": "", "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": "+", "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": "Bank", "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": "1234567890123456789012", "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": "12345; DROP TABLE messages", "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": "12345\r\nAT+CMGD=1,4", "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": 12345, "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": ["12345"], "content": "a"}""", 400, "phone_number" },
        { "POST", "/v1/messages", """{"phone_number": {"n": 1}, "content": "a"}""", 400, "phone_number" },

        // types and ranges
        { "POST", "/v1/messages", """{"phone_number": "12345", "content": 1}""", 400, "content" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "priority": 1.5}""", 400, "priority" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "priority": 99999999999}""", 400, "priority" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "priority": "1"}""", 400, "priority" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "flash": "true"}""", 400, "flash" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "delivery_report": 1, "allow_duplicate": "no"}""", 400, "allow_duplicate delivery_report" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "not_before": 1767225600}""", 400, "not_before" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "not_before": "2026-13-45"}""", 400, "not_before" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "expires_at": "2001-01-01T00:00:00Z"}""", 400, "expires_at" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "not_before": "2199-01-02", "expires_at": "2199-01-01"}""", 400, "expires_at" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "modem": "third"}""", 400, "modem" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "modem": ""}""", 400, "modem" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "Priority": 1, "id": 7, "status": "sent"}""", 400, "Priority id status" },

        // what is no object
        { "POST", "/v1/messages", "", 400, "" },
        { "POST", "/v1/messages", "null", 400, "" },
        { "POST", "/v1/messages", "\"text\"", 400, "" },
        { "POST", "/v1/messages", "[{}]", 400, "" },
        { "POST", "/v1/messages", "{", 400, "" },
        { "POST", "/v1/messages", $$"""{{{Good}},}""", 400, "" },
        { "POST", "/v1/messages", $$"""{{{Good}}} extra""", 400, "" },
        { "POST", "/v1/messages", $$"""{{{Good}}, "content": "b"}""", 400, "" },
        { "POST", "/v1/messages", """{"phone_number": "12345", "content": "\udc00"}""", 400, "" },

        // other endpoints
        { "POST", "/v1/messages/1/resolve", "{}", 400, "outcome" },
        { "POST", "/v1/messages/1/resolve", """{"outcome": "maybe"}""", 400, "outcome" },
        { "POST", "/v1/messages/999999/resolve", """{"outcome": "sent"}""", 404, "" },
        { "POST", "/v1/messages/999999/retry", "{}", 404, "" },
        { "POST", "/v1/modems/first/at", "{}", 400, "command" },
        { "POST", "/v1/modems/first/at", """{"command": "AT+CMGS=10"}""", 409, "" },
        { "POST", "/v1/modems/first/ussd", """{"code": "*100#\", 1;+CMGD=1"}""", 400, "code" },
        { "POST", "/v1/modems/none/ussd", """{"code": "*100#"}""", 404, "" },
        { "POST", "/v1/modems/none/at", """{"command": "AT"}""", 404, "" },
        { "PUT", "/v1/contacts/12345", "{}", 400, "name" },
        { "PUT", "/v1/contacts/12345", """{"name": "  "}""", 400, "name" },
        { "PUT", "/v1/contacts/12345", """{"name": "a\nb", "number": "1"}""", 400, "name number" },
        { "DELETE", "/v1/contacts/54321", "", 404, "" },

        // parameters
        { "GET", "/v1/messages?limit=0&since=yesterday&direction=up&status=Sent&cursor=x&order=asc", "", 400, "cursor direction limit order since status" },
        { "GET", "/v1/messages?limit=501", "", 400, "limit" },
        { "GET", "/v1/messages?limit=-1", "", 400, "limit" },
        { "GET", "/v1/messages?status=sent&status=failed", "", 400, "status" },
        { "GET", "/v1/messages?cursor=%00", "", 400, "cursor" },
        { "GET", "/v1/messages?cursor=bWVzc2FnZXMKYWJj", "", 400, "cursor" },
        { "GET", "/v1/conversations?limit=x&page=2", "", 400, "limit page" },
        { "GET", "/v1/contacts?named=yes&cursor=bWVzc2FnZXMKMQ", "", 400, "cursor named" },

        // places and methods
        { "GET", "/v1/message", "", 404, "" },
        { "GET", "/v1/messages/0x10", "", 404, "" },
        { "GET", "/v1/messages/99999999999999999999999", "", 404, "" },
        { "GET", "/v1/messages/../../etc/passwd", "", 404, "" },
        { "PUT", "/v1/messages", "{}", 405, "" },
        { "DELETE", "/v1/messages", "", 405, "" },
        { "GET", "/send-sms", "", 405, "" },
        { "TRACE", "/v1/messages", "", 405, "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_a_problem_that_names_what_is_wrong_and_nothing_is_stored(
        string method, string path, string body, int status, string fields)
    {
        var before = await CountAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method is "POST" or "PUT")
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await api.Client.SendAsync(request);

        Assert.Equal(fields, await FieldsAsync(answer, status));
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("text/json")]
    [InlineData(null)]
    public async Task Only_json_that_says_so_is_read(string? type)
    {
        foreach (var path in new[] { "/v1/messages", "/send-sms", "/v1/messages/estimate", "/v1/modems/first/at" })
        {
            var body = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{{Good}}}"));
            if (type is not null)
                body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

            var answer = await api.Client.PostAsync(new Uri(path, UriKind.Relative), body);

            Assert.Equal("", await FieldsAsync(answer, 415));
        }
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.acme+json")]
    public async Task Json_by_its_other_names_is_read_too(string type)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"content": "a"}"""));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Assert.Equal(HttpStatusCode.OK, (await api.Client.PostAsync(new Uri("/v1/messages/estimate", UriKind.Relative), body)).StatusCode);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 10_000));
        Assert.Equal("", await FieldsAsync(await api.SendAsync("POST", "/v1/messages", $$"""{"content": {{deep}}"""), 400));
    }

    [Theory]
    [InlineData("")]
    [InlineData("256")]
    public async Task Idempotency_key_that_is_none_is_named(string kind)
    {
        var before = await CountAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/messages", UriKind.Relative))
        {
            Content = new StringContent($"{{{Good}, \"flash\": 1}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", kind == "256" ? new string('k', 256) : "");

        Assert.Equal("Idempotency-Key flash", await FieldsAsync(await api.Client.SendAsync(request), 400));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Wrong_method_tells_the_right_ones()
    {
        var answer = await api.SendAsync("PUT", "/v1/messages", "{}");

        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Strange_host_is_refused_while_there_are_no_keys()
    {
        var answer = await api.SendAsync("GET", "/v1/messages", headers: ("Host", "evil.example"));

        Assert.Equal("", await FieldsAsync(answer, 400));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Page_of_a_stranger_makes_nothing_happen_where_no_body_is_needed_either(string header, string value)
    {
        Assert.Equal("", await FieldsAsync(await api.SendAsync("POST", "/v1/messages/1/retry", headers: (header, value)), 403));
        Assert.Equal("", await FieldsAsync(await api.SendAsync("POST", "/v1/messages", $"{{{Good}}}", headers: (header, value)), 403));
    }

    [Fact]
    public async Task Wrong_key_is_refused_also_where_none_is_needed() =>
        Assert.Equal("", await FieldsAsync(await api.SendAsync("GET", "/v1/messages", key: "ma_wrong"), 401));

    private static async Task<string> FieldsAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((status, "application/problem+json") == ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType),
            $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        if (!problem.TryGetProperty("errors", out var errors))
        {
            Assert.True(problem.TryGetProperty("detail", out _), text);
            return "";
        }

        Assert.All(errors.EnumerateObject(), field => Assert.All(field.Value.EnumerateArray(), reason => Assert.NotEmpty(reason.GetString()!)));
        return string.Join(' ', errors.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    private async Task<(long Messages, int Contacts)> CountAsync() => (
        (await api.Store.GetStatisticsAsync()).Counts.Sum(count => count.Count),
        (await ((IContactBook)api.Store).ListContactsAsync(new ContactQuery())).Contacts.Count);
}
