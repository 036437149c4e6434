namespace ModemActors.Storage.Tests;

public sealed class ForeignRowSpecs : StoreSpecs
{
    [Fact]
    public async Task Four_columns_are_enough_to_send()
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'Hello', 'queued', 'outbound')");

        var claim = await ClaimOneAsync();

        Assert.Equal((Number, "Hello", MessageStatus.Sending), (claim!.Message.PhoneNumber, claim.Message.Content, claim.Message.Status));
    }

    [Theory]
    [InlineData("NULL", "'x'", "phone_number is empty")]
    [InlineData("''", "'x'", "phone_number is empty")]
    [InlineData("'abc'", "'x'", "phone_number \"abc\" is none")]
    [InlineData("'+1555123456712345678901234567'", "'x'", "phone_number")]
    [InlineData("x'ff00'", "'x'", "phone_number")]
    [InlineData("'+15551234567'", "NULL", "content is empty")]
    [InlineData("'+15551234567'", "''", "content is empty")]
    [InlineData("'+15551234567'", "' ' || char(9, 10)", "content is blank")]
    [InlineData("'+15551234567'", "hex(zeroblob(20000))", "content is too long")]
    public async Task Row_that_cannot_be_sent_fails_with_the_reason_and_holds_nobody_up(string number, string content, string reason)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ({number}, {content}, 'queued', 'outbound')");
        var good = await QueueAsync();

        var result = await Store.ClaimAsync(new ClaimRequest(["m1"]));

        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(MessageStatus.Failed, rejected.Status);
        Assert.StartsWith(reason, rejected.Error, StringComparison.Ordinal);
        Assert.Equal(good.Id, Assert.Single(result.Claims).Message.Id);
    }

    [Theory]
    [InlineData("phone_number", "15551234567")]
    [InlineData("content", "4711")]
    [InlineData("content", "x'48656c6c6f'")]
    [InlineData("timestamp", "NULL")]
    [InlineData("timestamp", "'yesterday'")]
    [InlineData("timestamp", "'2026-03-01T12:00:00.123Z'")]
    [InlineData("timestamp", "1772366400")]
    [InlineData("timestamp", "2461000.5")]
    [InlineData("priority", "'high'")]
    [InlineData("priority", "NULL")]
    [InlineData("priority", "1.5")]
    [InlineData("priority", "99999999999999")]
    [InlineData("attempts", "'many'")]
    [InlineData("modem", "''")]
    [InlineData("not_before", "' '")]
    [InlineData("expires_at", "''")]
    [InlineData("flash", "'true'")]
    [InlineData("delivery_report", "'maybe'")]
    [InlineData("modem_index", "'x'")]
    [InlineData("parts", "'two'")]
    [InlineData("kind", "NULL")]
    [InlineData("resume_on", "''")]
    public async Task Odd_value_breaks_neither_claiming_nor_reading(string column, string value)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'Hello', 'queued', 'outbound'); UPDATE "
            + $"messages SET {column} = {value}");

        var claim = await ClaimOneAsync();
        Assert.NotNull(claim);
        await Store.RecordAsync(new PartsPlanned(claim.Message.Id, 1, null, "gsm7"));
        Assert.Equal(MessageStatus.Sent, (await Store.RecordAsync(new PartSent(claim.Message.Id, 1, 1))).Status);
        Assert.Single((await Store.ListAsync(new MessageQuery())).Messages);
        await Store.GetStatisticsAsync();
    }

    [Theory]
    [InlineData("not_before", "'soon'")]
    [InlineData("not_before", "'31.12.2026'")]
    [InlineData("expires_at", "'never'")]
    public async Task Time_that_is_none_fails_the_message_and_says_so(string column, string value)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction, {column}) VALUES ('{Number}', 'x', 'queued', 'outbound', {value})");

        var rejected = Assert.Single((await Store.ClaimAsync(new ClaimRequest(["m1"]))).Rejected);

        Assert.Equal(MessageStatus.Failed, rejected.Status);
        Assert.StartsWith($"{column} \"{value.Trim('\'')}\" is no time", rejected.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'queued'", "'OUTBOUND'")]
    [InlineData("'Queued'", "'outbound'")]
    [InlineData("' QUEUED '", "' Outbound'")]
    public async Task Words_in_any_case_are_ours(string status, string direction)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'x', {status}, {direction})");

        Assert.NotNull(await ClaimOneAsync());
        Assert.Equal("queued", (string)Sql("SELECT status FROM events")!);
        Assert.Equal("outbound", Sql("SELECT direction FROM messages"));
    }

    [Fact]
    public async Task Words_that_change_later_are_ours_too()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartFailed(message.Id, 1, "no", null));
        Sql("UPDATE messages SET status = 'QUEUED'");

        Assert.Equal(message.Id, (await ClaimOneAsync())!.Message.Id);
    }

    [Theory]
    [InlineData("'queued'", "NULL", "NULL")]
    [InlineData("'queued'", "'inbound'", "'inbound'")]
    [InlineData("'Queued'", "'sideways'", "'sideways'")]
    public async Task Queued_in_no_direction_fails_and_says_so(string status, string direction, string shown)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'x', {status}, {direction})");

        Assert.Null(await ClaimOneAsync());
        var message = Assert.Single((await Store.ListAsync(new MessageQuery())).Messages);
        Assert.Equal("failed", message.StatusText);
        Assert.StartsWith($"direction is {shown}", message.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'pending'", "'outbound'")]
    [InlineData("NULL", "'outbound'")]
    [InlineData("7", "'sideways'")]
    public async Task Word_that_is_not_ours_is_shown_and_left_alone(string status, string direction)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'x', {status}, {direction})");

        Assert.Null(await ClaimOneAsync());
        var message = Assert.Single((await Store.ListAsync(new MessageQuery())).Messages);
        Assert.Equal(status.Trim('\'').Replace("NULL", "", StringComparison.Ordinal), message.StatusText);
        Assert.Single((await Store.GetStatisticsAsync()).Counts);
        Assert.False((await Store.RetryAsync([message.Id]))[0].Done);
        Assert.False((await Store.CancelAsync([message.Id]))[0].Done);
    }

    [Fact]
    public async Task Foreign_queueing_of_a_sent_message_sends_it_anew()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartSent(message.Id, 1, 5));
        Sql("UPDATE messages SET status = 'queued'");

        Assert.Equal(message.Id, (await ClaimOneAsync("m2"))!.Message.Id);
        await Store.RecordAsync(new PartsPlanned(message.Id, 1, null, "gsm7"));
        Assert.Equal("sending", await PartStatesAsync(message.Id));
    }

    [Fact]
    public async Task Write_of_another_process_is_noticed_and_our_own_are_not()
    {
        var calls = 0;
        using var subscription = Store.OnForeignChange(() => Interlocked.Increment(ref calls));
        for (var i = 0; i < 20; i++)
        {
            await QueueAsync($"own {i}");
            await Task.Delay(10);
        }

        Assert.Equal(0, calls);
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'x', 'queued', 'outbound')");
        await EventuallyAsync(() => calls == 1);
    }

    [Fact]
    public async Task Contacts_stay_true_whoever_writes()
    {
        await QueueAsync("one");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await QueueAsync("two");
        Sql("INSERT INTO messages (phone_number, content, status, direction, timestamp) VALUES ('+49', 'x', 'unread', 'inbound', "
            + "'2020-01-01 00:00:00'), (NULL, 'x', 'unread', 'inbound', NULL)");
        Assert.Equal($"{Number}|2|2026-03-01 12:00:05,+49|1|2020-01-01 00:00:00", Contacts());

        Sql("DELETE FROM messages WHERE content = 'two'; UPDATE contacts SET name = 'Ann' WHERE phone_number = '+49'");
        Assert.Equal($"{Number}|1|2026-03-01 12:00:00,+49|1|2020-01-01 00:00:00", Contacts());

        Sql("UPDATE messages SET phone_number = '+49' WHERE content = 'one'");
        Assert.Equal("+49|2|2026-03-01 12:00:00", Contacts());

        Sql("DELETE FROM messages");
        Assert.Equal("Ann", Sql("SELECT name FROM contacts WHERE message_count = 0"));
        Assert.Equal(1L, Sql("SELECT count(*) FROM contacts"));
    }

    private string Contacts() =>
        (string)Sql(
            "SELECT group_concat(phone_number || '|' || message_count || '|' || last_message_time) FROM (SELECT * FROM contacts ORDER BY "
            + "rowid)")!;
}
