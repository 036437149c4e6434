using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModemActors.Service.Tests.Events;

/// <summary><c>GET /v1/events</c> on Kestrel.</summary>
public sealed class EventStreamSpecs : RunningService
{
    private const string Quiet = "?types=message.*";

    [Fact]
    public async Task Life_of_a_message_is_told_as_it_happens()
    {
        using var events = await EventStream.OpenAsync(Http, "?types=message.queued,message.sending,message.sent,message.received");
        var id = await SendAsync("Hallo €");

        var told = await events.ReadAsync(4);

        var sent = told.Where(one => one.Data.GetProperty("id").GetInt64() == id).ToList();
        Assert.Equal(["message.queued", "message.sending", "message.sent"], sent.Select(one => one.Type));
        Assert.Equal(["queued", "sending", "sent"], sent.Select(one => one.Data.GetProperty("status").GetString()));
        Assert.All(told, one => Assert.Equal(one.Type, one.Body.GetProperty("type").GetString()));
        Assert.Equal(4, told.Select(one => one.Body.GetProperty("id").GetString()).Distinct().Count());
        Assert.InRange(DateTimeOffset.UtcNow - told[0].Body.GetProperty("timestamp").GetDateTimeOffset(), TimeSpan.FromSeconds(-2), Deadline.Generous);
        var received = told.Single(one => one.Type == "message.received").Data;
        Assert.Equal(("Hallo €", "second", "inbound"), (
            received.GetProperty("content").GetString(), received.GetProperty("modem").GetString(), received.GetProperty("direction").GetString()));
    }

    [Fact]
    public async Task Message_in_an_event_is_the_message_as_the_list_shows_it()
    {
        using var events = await EventStream.OpenAsync(Http, "?types=message.cancelled");
        var answer = await Http.PostAsJsonAsync(new Uri("/v1/messages", UriKind.Relative), new
        {
            phone_number = "12345",
            content = "later",
            priority = 2,
            not_before = "2199-01-01T00:00:00.250Z",
            expires_at = "2199-01-02",
            flash = true,
            delivery_report = true,
        });
        await Http.DeleteAsync(answer.Headers.Location);

        var told = (await events.ReadAsync())!;

        var listed = await Http.GetFromJsonAsync<JsonElement>("/v1/messages");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(listed.GetProperty("messages")[0].GetRawText()), JsonNode.Parse(told.Data.GetRawText())));
    }

    [Fact]
    public async Task Reader_who_comes_back_misses_nothing_and_gets_nothing_twice()
    {
        var texts = new List<string>();
        long? lastId;
        using (var events = await EventStream.OpenAsync(Http, "?types=message.queued"))
        {
            lastId = events.LastId;
        }

        for (var round = 0; round < 4; round++)
        {
            foreach (var number in Enumerable.Range(0, 3))
                Insert($"{round}.{number}");
            using var events = await EventStream.OpenAsync(Http, "?types=message.queued", lastId);
            texts.AddRange((await events.ReadAsync(2)).Select(one => one.Data.GetProperty("content").GetString()!));
            lastId = events.LastId;
        }

        using var rest = await EventStream.OpenAsync(Http, $"?types=message.queued&last_event_id={lastId}");
        texts.AddRange((await rest.ReadAsync(4)).Select(one => one.Data.GetProperty("content").GetString()!));
        Assert.Equal(Enumerable.Range(0, 12).Select(number => $"{number / 3}.{number % 3}"), texts);
    }

    [Fact]
    public async Task Zero_gives_everything_that_is_kept_and_the_header_goes_before_the_address()
    {
        foreach (var text in new[] { "a", "b", "c" })
            Insert(text);
        using var all = await EventStream.OpenAsync(Http, Quiet + "&last_event_id=0");
        var first = (await all.ReadAsync(3))[1];

        using var later = await EventStream.OpenAsync(Http, Quiet + "&last_event_id=0", first.Id);

        Assert.Equal(("b", "c"), (first.Data.GetProperty("content").GetString(), (await later.ReadAsync())!.Data.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task Reader_of_rare_events_is_told_how_far_he_is()
    {
        Insert("a");
        Insert("b");

        using var events = await EventStream.OpenAsync(Http, "?types=call.missed");

        Assert.Equal((await Store.Journal.GetStateAsync()).Newest, events.LastId);
    }

    [Theory]
    [InlineData("?last_event_id=abc", "last_event_id")]
    [InlineData("?last_event_id=-1", "last_event_id")]
    [InlineData("?last_event_id=999999", "last_event_id")]
    [InlineData("?types=message.recieved", "types")]
    [InlineData("?types=", "types")]
    [InlineData("?type=message.received", "type")]
    public async Task Wrong_request_names_what_is_wrong(string query, string field)
    {
        var answer = await Http.GetAsync(new Uri("/v1/events" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task Reader_who_was_away_too_long_is_told_so()
    {
        Insert("a");
        Insert("b");
        Sql("UPDATE journal SET purged_to = 2");

        Assert.Equal(HttpStatusCode.Gone, (await Http.GetAsync(new Uri("/v1/events?last_event_id=1", UriKind.Relative))).StatusCode);
        using var all = await EventStream.OpenAsync(Http, Quiet + "&last_event_id=0");
        Assert.Equal(2, (await all.ReadAsync(2)).Count);
    }

    [Fact]
    public async Task Statuses_of_the_modems_come_at_once_and_have_no_place_in_the_journal()
    {
        using var events = await EventStream.OpenAsync(Http, "?types=modem.status");

        var told = await events.ReadAsync(2);

        Assert.Equal(["first", "second"], told.Select(one => one.Data.GetProperty("id").GetString()).Order());
        Assert.All(told, one => Assert.Null(one.Id));
        Assert.All(told, one => Assert.True(one.Data.TryGetProperty("signal_dbm", out _)));
    }

    [Fact]
    public async Task What_happens_to_modems_is_told_from_the_journal()
    {
        using var events = await EventStream.OpenAsync(Http, "?types=modem.ready&last_event_id=0");

        var told = await events.ReadAsync(2);

        Assert.Equal(["first", "second"], told.Select(one => one.Data.GetProperty("modem").GetString()).Order());
        Assert.All(told, one => Assert.False(one.Data.TryGetProperty("name", out _)));
    }

    [Fact]
    public async Task Reader_who_does_not_read_holds_up_nobody_and_loses_nothing()
    {
        using var asleep = await EventStream.OpenAsync(Http, "?types=message.queued");
        using var awake = await EventStream.OpenAsync(Http, "?types=message.queued");
        Sql("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO messages (phone_number, content, status, direction, not_before)
            SELECT '12345', i || hex(zeroblob(1000)), 'queued', 'outbound', '2199-01-01' FROM n
            """);
        await SendAsync("last");

        Assert.Equal("last", (await awake.ReadAsync(3001))[^1].Data.GetProperty("content").GetString());
        var late = await asleep.ReadAsync(3001);
        Assert.Equal(3001, late.Select(one => one.Id).Distinct().Count());
        Assert.Equal("last", late[^1].Data.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Stream_ends_as_a_whole_answer_when_the_service_stops()
    {
        using var events = await EventStream.OpenAsync(Http, "?types=call.missed");

        var stopping = StopAsync();

        Assert.Null(await events.ReadAsync());
        await stopping;
    }

    private void Insert(string content) => Sql(
        $"INSERT INTO messages (phone_number, content, status, direction, not_before) VALUES ('12345', '{content}', 'queued', 'outbound', '2199-01-01')");
}
