using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ModemActors.Service.Tests.Http;

/// <summary>Conversations, contacts, and lists that go on.</summary>
public sealed class ConversationSpecs(ConversationSpecs.Written api) : IClassFixture<ConversationSpecs.Written>
{
    [Fact]
    public async Task Conversations_come_newest_first_with_names_and_what_is_unread()
    {
        await api.SendAsync("PUT", "/v1/contacts/+15550000009", """{"name": "Ann"}""");

        var conversations = new List<JsonElement>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await GetAsync($"/v1/conversations?limit=2&cursor={cursor}");
            conversations.AddRange(page.GetProperty("conversations").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }

        Assert.Equal(
            [("+15550000009", "Ann", 2L, "three"), ("Bank", null, 1L, "code"), ("+15550000008", null, 0L, "out")],
            conversations.Select(each => (
                Number: each.GetProperty("phone_number").GetString()!, each.GetProperty("name").GetString(), each.GetProperty("unread").GetInt64(),
                each.GetProperty("last_message").GetProperty("content").GetString()!))
                .Where(each => each.Number is "+15550000009" or "Bank" or "+15550000008"));
        Assert.Equal(conversations.Count, conversations.Select(each => each.GetProperty("phone_number").GetString()).Distinct().Count());
        Assert.Single((await GetAsync("/v1/conversations?search=ann")).GetProperty("conversations").EnumerateArray());
    }

    [Theory]
    [InlineData("+15550000008")]
    [InlineData("+1%20555%20000-0008")]
    public async Task Conversation_is_found_however_its_number_is_written(string number)
    {
        var thread = await GetAsync($"/v1/conversations/{number}");

        Assert.Equal("+15550000008", thread.GetProperty("phone_number").GetString());
        Assert.Equal("out", Assert.Single(thread.GetProperty("messages").EnumerateArray().ToList()).GetProperty("content").GetString());
    }

    [Fact]
    public async Task Conversation_is_marked_as_read_at_once()
    {
        Assert.Equal(1, (await ReadAsync(await api.SendAsync("POST", "/v1/conversations/Shop/read"))).GetProperty("marked").GetInt32());
        Assert.Equal(0, (await ReadAsync(await api.SendAsync("POST", "/v1/conversations/Shop/read"))).GetProperty("marked").GetInt32());
        Assert.Equal(
            "read", (await GetAsync("/v1/conversations/Shop")).GetProperty("messages")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Name_is_shown_with_messages_until_it_is_taken_away()
    {
        var named = await ReadAsync(await api.SendAsync("PUT", "/v1/contacts/+1 (555) 000-0007", """{"name": " Bob "}"""));
        Assert.Equal(("+15550000007", "Bob"), (named.GetProperty("phone_number").GetString(), named.GetProperty("name").GetString()));
        await api.SendAsync("POST", "/v1/messages", """{"phone_number": "+15550000007", "content": "a", "not_before": "2199-01-01"}""");

        var message = (await GetAsync("/v1/messages?phone_number=%2B15550000007")).GetProperty("messages")[0];
        Assert.Equal("Bob", message.GetProperty("contact_name").GetString());
        Assert.Equal("Bob", (await GetAsync($"/v1/messages/{message.GetProperty("id")}")).GetProperty("contact_name").GetString());
        Assert.Equal("Bob", (await GetAsync("/v1/contacts/+15550000007")).GetProperty("name").GetString());
        Assert.Contains(
            (await GetAsync("/v1/contacts?named=true&search=bob")).GetProperty("contacts").EnumerateArray(),
            contact => contact.GetProperty("phone_number").GetString() == "+15550000007");

        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", "/v1/contacts/+15550000007")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync("DELETE", "/v1/contacts/+15550000007")).StatusCode);
        var nameless = (await GetAsync("/v1/messages?phone_number=%2B15550000007")).GetProperty("messages")[0];
        Assert.False(nameless.TryGetProperty("contact_name", out _));
    }

    [Fact]
    public async Task Page_goes_on_where_it_was_while_messages_come()
    {
        for (var number = 1; number <= 4; number++)
            await QueueAsync(number);
        var first = await GetAsync("/v1/messages?phone_number=7777&limit=2");
        await QueueAsync(5);

        var second = await GetAsync($"/v1/messages?phone_number=7777&limit=2&cursor={first.GetProperty("next_cursor").GetString()}");

        Assert.Equal(["page 2", "page 1"], second.GetProperty("messages").EnumerateArray().Select(each => each.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task Same_body_written_otherwise_is_the_same_request()
    {
        var key = ("Idempotency-Key", "written");
        var first = await api.SendAsync(
            "POST", "/v1/messages", """{"phone_number": "12345", "content": "Ä", "not_before": "2199-01-01"}""", headers: key);
        var again = await api.SendAsync(
            "POST", "/v1/messages", """{ "content":"\u00c4", "modem": null, "not_before":"2199-01-01","phone_number":"12345" }""", headers: key);
        var other = await api.SendAsync(
            "POST", "/v1/messages", """{"phone_number": "12345", "content": "Ä", "not_before": "2199-01-01", "priority": 1}""", headers: key);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Theory]
    [InlineData("sms.example.com", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:5001", HttpStatusCode.OK)]
    [InlineData("example.com", HttpStatusCode.BadRequest)]
    public async Task Without_keys_it_goes_by_the_names_that_it_was_given(string host, HttpStatusCode status) =>
        Assert.Equal(status, (await api.SendAsync("GET", "/v1/contacts", headers: ("Host", host))).StatusCode);

    [Theory]
    [InlineData("direction=inbound&since=2026-01-01", "code one three two")]
    [InlineData("direction=inbound&phone_number=+15550000009", "one three two")]
    [InlineData("search=thr", "three")]
    [InlineData("modem=second", "one")]
    [InlineData("since=2026-01-01T11:00:00Z&until=2026-01-01T12:30:00Z", "one two")]
    [InlineData("since=2026-01-01&until=2026-01-01T10:30:00%2B01:00", "out")]
    public async Task Filters_find_what_they_say(string filter, string contents) => Assert.Equal(
        contents,
        string.Join(' ', (await GetAsync($"/v1/messages?{filter}")).GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("content").GetString()).Order(StringComparer.Ordinal)));

    private Task<HttpResponseMessage> QueueAsync(int number) => api.SendAsync(
        "POST", "/v1/messages", $$"""{"phone_number": "7777", "content": "page {{number}}", "not_before": "2199-01-01"}""");

    private Task<JsonElement> GetAsync(string path) => api.Client.GetFromJsonAsync<JsonElement>(path);

    private static Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>With messages of an earlier day.</summary>
    public sealed class Written : ApiService
    {
        protected override string More => "modem-actors.api.hosts = [\"sms.example.com\"]";

        protected override async Task PrepareAsync()
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "store.db")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO messages (phone_number, content, timestamp, status, direction, modem) VALUES
                ('+15550000008', 'out', '2026-01-01 09:00:00', 'cancelled', 'outbound', 'first'),
                ('+15550000009', 'one', '2026-01-01 11:00:00', 'read', 'inbound', 'second'),
                ('+15550000009', 'two', '2026-01-01 12:00:00', 'unread', 'inbound', 'first'),
                ('Shop', 'offer', '2025-01-01 12:30:00', 'unread', 'inbound', 'first'),
                ('Bank', 'code', '2026-01-01 12:30:00', 'unread', 'inbound', 'first'),
                ('+15550000009', 'three', '2026-01-01 13:00:00', 'unread', 'inbound', 'first')
                """;
            await command.ExecuteNonQueryAsync();
        }
    }
}
