namespace ModemActors.Storage.Tests;

public sealed class InsightSpecs : StoreSpecs
{
    [Fact]
    public async Task Minutes_have_no_gaps_and_tell_what_went_and_came()
    {
        Insert("sent", "outbound", Now.AddSeconds(-130), sentAt: Now.AddSeconds(-125), modem: "m1");
        Insert("delivered", "outbound", Now.AddSeconds(-10), sentAt: Now.AddSeconds(-9), modem: "m1");
        Insert("unread", "inbound", Now.AddSeconds(-70), modem: "m2");
        Insert("queued", "outbound", Now, modem: "m2");
        Insert("sent", "outbound", Now.AddHours(-3), sentAt: Now.AddHours(-3), modem: "m1");

        var activity = await Store.GetActivityAsync(minutes: 5);

        Assert.Equal([0, 1, 0, 1, 0], activity.Minutes.Select(minute => minute.Sent));
        Assert.Equal([0, 0, 1, 0, 0], activity.Minutes.Select(minute => minute.Received));
        Assert.Equal(Now, activity.Minutes[^1].At);
        Assert.Equal(new ModemActivity(2, 0, 0), activity.Modems["m1"]);
        Assert.Equal(new ModemActivity(0, 1, 1), activity.Modems["m2"]);
    }

    [Fact]
    public async Task Latency_counts_from_when_the_message_was_due()
    {
        Insert("sent", "outbound", Now.AddSeconds(-100), sentAt: Now.AddSeconds(-98));
        Insert("sent", "outbound", Now.AddSeconds(-100), sentAt: Now.AddSeconds(-97));
        Insert("sent", "outbound", Now.AddSeconds(-200), sentAt: Now.AddSeconds(-20), notBefore: Now.AddSeconds(-30));

        var activity = await Store.GetActivityAsync();

        Assert.Equal(TimeSpan.FromSeconds(3), activity.MedianLatency);
        Assert.Equal(TimeSpan.FromSeconds(10), activity.SlowLatency);
    }

    [Fact]
    public async Task Quiet_store_has_no_latency()
    {
        var activity = await Store.GetActivityAsync();

        Assert.Null(activity.MedianLatency);
        Assert.Equal(60, activity.Minutes.Count);
    }

    [Fact]
    public async Task Message_sent_long_after_it_was_queued_is_found_behind_many_newer_ones()
    {
        Insert("sent", "outbound", Now.AddMinutes(-9), sentAt: Now.AddMinutes(-1));
        Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100) INSERT INTO messages "
            + $"(phone_number, content, status, direction, timestamp) SELECT '+1', 'x', 'queued', 'outbound', '{Text(Now.AddMinutes(-2))}' FROM n");

        var activity = await Store.GetActivityAsync(minutes: 3);

        Assert.Equal([0, 1, 0], activity.Minutes.Select(minute => minute.Sent));
    }

    [Fact]
    public async Task Conversations_come_newest_first_with_their_last_message_and_what_is_unread()
    {
        Insert("read", "inbound", Now.AddMinutes(-9), number: "+1", content: "first");
        Insert("unread", "inbound", Now.AddMinutes(-8), number: "+1", content: "second");
        Insert("sent", "outbound", Now.AddMinutes(-3), number: "+1", content: "answer");
        Insert("unread", "inbound", Now.AddMinutes(-5), number: "BANK", content: "code");
        Sql("UPDATE contacts SET name = 'Mother' WHERE phone_number = '+1'");

        var conversations = await Store.ListConversationsAsync();

        Assert.Equal(["+1", "BANK"], conversations.Select(conversation => conversation.PhoneNumber));
        Assert.Equal("Mother", conversations[0].Name);
        Assert.Equal("answer", conversations[0].Last.Content);
        Assert.Equal((1, 3), (conversations[0].Unread, conversations[0].Count));
    }

    [Theory]
    [InlineData("moth", "+1")]
    [InlineData("ank", "BANK")]
    [InlineData("%", null)]
    public async Task Conversations_are_found_by_number_or_name(string search, string? number)
    {
        Insert("read", "inbound", Now, number: "+1");
        Insert("read", "inbound", Now, number: "BANK");
        Sql("UPDATE contacts SET name = 'Mother' WHERE phone_number = '+1'");

        var conversations = await Store.ListConversationsAsync(search);

        Assert.Equal(number is null ? [] : [number], conversations.Select(conversation => conversation.PhoneNumber));
    }

    private void Insert(
        string status, string direction, DateTimeOffset at, DateTimeOffset? sentAt = null, DateTimeOffset? notBefore = null,
        string? modem = null, string number = Number, string content = "text")
    {
        using var foreign = OpenForeign();
        using var command = foreign.CreateCommand();
        command.CommandText = "INSERT INTO messages (phone_number, content, status, direction, timestamp, sent_at, not_before, modem) "
            + "VALUES ($number, $content, $status, $direction, $at, $sent, $before, $modem)";
        foreach (var (name, value) in new (string, object?)[]
        {
            ("$number", number), ("$content", content), ("$status", status), ("$direction", direction), ("$at", Text(at)),
            ("$sent", Text(sentAt)), ("$before", Text(notBefore)), ("$modem", modem),
        })
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", null);
}
