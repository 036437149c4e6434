using ModemActors.Storage.Journal;

namespace ModemActors.Storage.Tests.Journal;

public sealed class JournalSpecs : StoreSpecs
{
    [Fact]
    public async Task Every_transition_of_a_message_is_one_event_that_holds_the_message_as_it_was()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartSent(message.Id, 1, 17));
        await Store.RecordReportAsync(new DeliveryReport("m1", 17, Number, new(0), Now, Now, "00"));

        var events = await EventsAsync();

        Assert.Equal(["message.queued", "message.sending", "message.sent", "message.delivered"], events.Select(happened => happened.Type));
        Assert.Equal(["queued", "sending", "sent", "delivered"], events.Select(happened => happened.Message!.StatusText));
        Assert.All(events, happened => Assert.Equal((message.Id, Number, "Hello"), (happened.Message!.Id, happened.Message.PhoneNumber, happened.Message.Content)));
        Assert.Equal((null, "m1"), (events[0].Message!.SentBy, events[1].Message!.SentBy));
        Assert.Equal(await Store.GetAsync(message.Id), events[3].Message);
        Assert.Equal(events.Select(happened => happened.Id).Order(), events.Select(happened => happened.Id));
    }

    [Fact]
    public async Task Same_transition_again_is_another_event_with_a_name_of_its_own()
    {
        var message = await QueueAsync();
        for (var i = 0; i < 3; i++)
        {
            await ClaimOneAsync();
            await Store.RecordAsync(new Refused(message.Id, "no"));
            await Store.RetryAsync([message.Id]);
        }

        var events = await EventsAsync();

        Assert.Equal(3, events.Count(happened => happened.Type == "message.failed"));
        Assert.Equal(4, events.Count(happened => happened.Type == "message.queued"));
        Assert.Equal(events.Count, events.Select(happened => happened.EventId).Distinct().Count());
    }

    [Fact]
    public async Task Received_message_is_one_event_whose_name_comes_from_the_message_however_often_it_is_touched()
    {
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1555', 'Hi', 'unread', 'inbound')");
        Sql("UPDATE messages SET status = 'unread', content = 'Hi!' WHERE id = 1");
        Sql("UPDATE messages SET status = 'mine' WHERE id = 1");
        Sql("UPDATE messages SET status = 'unread' WHERE id = 1");

        var received = Assert.Single(await EventsAsync());

        Assert.Equal(("message.received", $"{Sql("SELECT name FROM journal")}-1-received"), (received.Type, received.EventId));
    }

    [Fact]
    public async Task Other_programs_make_events_too()
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'Hello', 'queued', 'outbound')");
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1555', 'Hi', 'unread', 'inbound')");
        Sql("UPDATE messages SET status = 'cancelled' WHERE id = 1");
        Sql("UPDATE messages SET status = 'read' WHERE id = 2");

        Assert.Equal(
            ["message.queued", "message.received", "message.cancelled", "message.read"], (await EventsAsync()).Select(happened => happened.Type));
    }

    [Theory]
    [InlineData("' Unread '", "'Inbound'", "message.received")]
    [InlineData("'QUEUED'", "'outbound '", "message.queued")]
    [InlineData("'new'", "'inbound'", null)]
    public async Task Words_of_other_programs_make_one_event_as_soon_as_they_mean_something(string status, string direction, string? type)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'Hello', {status}, {direction})");
        Assert.Equal(type is null ? [] : [type], (await EventsAsync()).Select(happened => happened.Type));

        Sql("UPDATE messages SET status = 'unread' WHERE direction = 'inbound'");
        Assert.Single(await EventsAsync());
    }

    [Fact]
    public async Task Rows_that_say_nothing_we_know_make_no_event()
    {
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1555', 'old', 'sent', 'outbound'), ('+1555', 'old', 'read', 'inbound')");
        Sql("INSERT INTO messages (content) VALUES ('odd')");
        Sql("UPDATE messages SET status = 'mine'");
        Sql("UPDATE messages SET priority = 3");

        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task Odd_values_of_other_programs_are_read_as_far_as_they_make_sense()
    {
        Sql("INSERT INTO messages (phone_number, content, timestamp, status, direction, priority) VALUES (1555, x'4869', 'yesterday', 'unread', 'inbound', 'high')");

        var message = Assert.Single(await EventsAsync()).Message!;

        Assert.Equal(("1555", "Hi", DateTimeOffset.UnixEpoch, 0), (message.PhoneNumber, message.Content, message.Timestamp, message.Priority));
    }

    [Fact]
    public async Task Every_word_of_the_specification_has_its_event()
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'Hello', 'new', 'outbound'), ('+1555', 'Hi', 'unread', 'inbound')");
        var words = new[]
        {
            "queued", "sending", "sent", "delivered", "undelivered", "failed", "indeterminate", "duplicate", "expired", "cancelled",
        };
        foreach (var word in words)
            Sql($"UPDATE messages SET status = '{word}' WHERE id = 1");
        Sql("UPDATE messages SET status = 'read' WHERE id = 2");

        Assert.Equal(["received", .. words, "read"], (await EventsAsync()).Select(happened => happened.Type["message.".Length..]));
    }

    [Fact]
    public async Task Message_that_is_whole_at_last_is_told_again_under_another_name()
    {
        Sql("INSERT INTO messages (phone_number, content, status, direction, incomplete) VALUES ('+1555', 'Hi […]', 'unread', 'inbound', 1)");
        Sql("UPDATE messages SET content = 'Hi you […]', incomplete = 1");
        Sql("UPDATE messages SET content = 'Hi you there', incomplete = 0");

        var events = await EventsAsync();

        Assert.Equal(["message.received", "message.completed"], events.Select(happened => happened.Type));
        Assert.Equal("Hi you there", events[1].Message!.Content);
        Assert.NotEqual(events[0].EventId, events[1].EventId);
    }

    [Fact]
    public async Task Transition_that_is_rolled_back_never_happened()
    {
        await QueueAsync();
        using (var other = OpenForeign())
        {
            using var transaction = other.BeginTransaction();
            using var command = other.CreateCommand();
            command.CommandText = "UPDATE messages SET status = 'cancelled'";
            command.ExecuteNonQuery();
            transaction.Rollback();
        }

        Assert.Equal("message.queued", Assert.Single(await EventsAsync()).Type);
    }

    [Fact]
    public async Task Names_differ_between_stores()
    {
        await QueueAsync();
        var other = await OpenAsync(Options with { ConnectionString = DatabaseFile + ".other" });
        await other.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "Hello" });

        Assert.NotEqual(
            Assert.Single(await EventsAsync()).EventId, Assert.Single((await other.Journal.ReadAsync(0, 10)).Events).EventId);
    }

    [Fact]
    public async Task Event_of_a_message_survives_the_message()
    {
        await QueueAsync();
        Sql("DELETE FROM messages");

        Assert.Equal("Hello", Assert.Single(await EventsAsync()).Message!.Content);
    }

    [Fact]
    public async Task Other_events_are_kept_with_what_they_say_and_have_names_of_their_own()
    {
        await Store.Journal.AppendAsync([new("modem.ready", Now, "m1", """{"modem":"m1"}"""), new("modem.ready", Now, "m1", """{"modem":"m1"}""")]);

        var events = await EventsAsync();

        Assert.Equal(("modem.ready", Now, "m1", """{"modem":"m1"}""", null), (events[0].Type, events[0].At, events[0].Modem, events[0].Data, events[0].Message));
        Assert.NotEqual(events[0].EventId, events[1].EventId);
    }

    [Fact]
    public async Task Pages_join_without_loss_or_double()
    {
        for (var i = 0; i < 7; i++)
            await QueueAsync();

        var first = await Store.Journal.ReadAsync(0, 3);
        var second = await Store.Journal.ReadAsync(first.Position, 3);
        var third = await Store.Journal.ReadAsync(second.Position, 3);
        var none = await Store.Journal.ReadAsync(third.Position, 3);

        Assert.Equal([true, true, false, false], new[] { first, second, third, none }.Select(page => page.More));
        Assert.Equal(Enumerable.Range(1, 7), first.Events.Concat(second.Events).Concat(third.Events).Select(happened => (int)happened.Message!.Id));
        Assert.Equal(third.Position, none.Position);
    }

    [Fact]
    public async Task Look_tells_what_kinds_came()
    {
        await QueueAsync();
        var before = (await Store.Journal.GetStateAsync()).Newest;
        await ClaimOneAsync();
        await Store.Journal.AppendAsync([new("modem.ready", Now, "m1", "{}")]);

        var growth = await Store.Journal.LookAsync(before);

        Assert.Equal(["message.sending", "modem.ready"], growth.Types!.Order());
        Assert.Equal((await Store.Journal.GetStateAsync()).Newest, growth.Newest);
        Assert.Empty((await Store.Journal.LookAsync(growth.Newest)).Types!);
    }

    [Fact]
    public async Task Whoever_listens_is_woken_by_own_and_foreign_events_and_by_nothing_else()
    {
        var woken = 0;
        using (Store.Journal.OnAppended(() => Interlocked.Increment(ref woken)))
        {
            await QueueAsync();
            await EventuallyAsync(() => Volatile.Read(ref woken) == 1);
            await Store.SaveModemAsync(new ModemSnapshot { Id = "m1", State = "ready" });
            await Store.CheckAsync();
            await Store.Journal.AppendAsync([new("modem.ready", Now, "m1", "{}")]);
            await EventuallyAsync(() => Volatile.Read(ref woken) == 2);
            Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1555', 'Hi', 'unread', 'inbound')");
            await EventuallyAsync(() => Volatile.Read(ref woken) == 3);
        }

        await QueueAsync();
        await Store.CheckAsync();
        Assert.Equal(3, Volatile.Read(ref woken));
    }

    [Fact]
    public async Task Numbers_are_never_used_again_after_everything_old_is_gone()
    {
        await QueueAsync();
        await QueueAsync();
        Sql("DELETE FROM events");
        await RestartAsync();
        await QueueAsync();

        Assert.Equal(3, Assert.Single(await EventsAsync()).Id);
    }

    private async Task<IReadOnlyList<JournalEvent>> EventsAsync() => (await Store.Journal.ReadAsync(0, 1_000)).Events;
}
