namespace ModemActors.Storage.Tests;

public sealed class ClaimSpecs : StoreSpecs
{
    [Fact]
    public async Task Idle_modems_get_one_message_each_highest_priority_first_then_oldest()
    {
        var low = await QueueAsync("low", priority: -1);
        var first = await QueueAsync("first");
        var second = await QueueAsync("second");
        var urgent = await QueueAsync("urgent", priority: 9);

        var claims = (await Store.ClaimAsync(new ClaimRequest(["a", "b", "c"]))).Claims;

        Assert.Equal([("a", urgent.Id), ("b", first.Id), ("c", second.Id)], claims.Select(claim => (claim.Modem, claim.Message.Id)));
        Assert.All(claims, claim =>
            Assert.Equal((MessageStatus.Sending, 1, claim.Modem), (claim.Message.Status, claim.Message.Attempts, claim.Message.SentBy)));
        Assert.Equal(low.Id, (await ClaimOneAsync("a"))!.Message.Id);
        Assert.Null(await ClaimOneAsync("a"));
    }

    [Fact]
    public async Task Pinned_message_waits_for_its_modem_and_is_in_nobodys_way()
    {
        var pinned = await QueueAsync("pinned", modem: "dead", priority: 5);
        var free = await QueueAsync("free");

        Assert.Equal(free.Id, (await ClaimOneAsync("alive"))!.Message.Id);
        Assert.Null(await ClaimOneAsync("alive"));
        Assert.Equal(pinned.Id, (await ClaimOneAsync("dead"))!.Message.Id);
    }

    [Fact]
    public async Task Own_lane_and_shared_lane_are_merged_by_priority_and_age()
    {
        var ids = new List<long>();
        foreach (var (modem, priority) in new (string?, int)[] { ("m1", 0), (null, 0), ("m1", 1), (null, 1), (null, 2), ("m1", -1) })
            ids.Add((await QueueAsync($"{modem} {priority}", modem: modem, priority: priority)).Id);

        var order = new List<long>();
        while (await ClaimOneAsync() is { } claim)
            order.Add(claim.Message.Id);

        Assert.Equal([ids[4], ids[2], ids[3], ids[0], ids[1], ids[5]], order);
    }

    [Fact]
    public async Task Routes_decide_which_modem_may_take_a_number()
    {
        var far = await QueueAsync("far", "+94771234567");
        var near = await QueueAsync("near", "+15551234567");
        static bool Routes(string number, string modem) => number.StartsWith("+94", StringComparison.Ordinal) == (modem == "dialog");

        var claims = (await Store.ClaimAsync(new ClaimRequest(["other", "dialog"], Routes))).Claims;

        Assert.Equal([("dialog", far.Id), ("other", near.Id)], claims.Select(claim => (claim.Modem, claim.Message.Id)).Order());
    }

    [Fact]
    public async Task Message_behind_thousands_that_no_idle_modem_may_take_is_reached()
    {
        Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
            + "INSERT INTO messages (phone_number, content, status, direction) SELECT '+9477' || (1000000 + i), 'x', 'queued', 'outbound' "
            + "FROM n");
        var wanted = await QueueAsync("wanted");
        var request = new ClaimRequest(["m1"], (number, _) => number == Number);

        var rounds = 0;
        var result = await Store.ClaimAsync(request);
        while (result.Claims.Count == 0 && result.NextDue <= Now && ++rounds < 10)
            result = await Store.ClaimAsync(request);

        Assert.Equal(wanted.Id, Assert.Single(result.Claims).Message.Id);
        Assert.InRange(rounds, 1, 3);
    }

    [Fact]
    public async Task Urgent_messages_do_not_starve_the_rest_for_ever()
    {
        var bulk = await QueueAsync("bulk");
        Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 20; i++)
            await QueueAsync($"urgent {i}", priority: 9);

        var order = new List<long>();
        for (var i = 0; i < 5; i++)
            order.Add((await ClaimOneAsync())!.Message.Id);

        Assert.Contains(bulk.Id, order);
        Assert.NotEqual(bulk.Id, order[0]);
    }

    [Fact]
    public async Task Message_is_not_sent_before_its_time_and_the_claim_says_when_to_come_back()
    {
        var due = Now.AddMinutes(10);
        var message = (await Store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "later", NotBefore = due })).Message;

        var early = await Store.ClaimAsync(new ClaimRequest(["m1"]));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(early.Claims);
        Assert.Equal(due, early.NextDue);
        Assert.Equal(message.Id, (await ClaimOneAsync())!.Message.Id);
    }

    [Theory]
    [InlineData("2026-03-01 12:30:00")]
    [InlineData("2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01T14:30:00+02:00")]
    [InlineData("1772368200")]
    public async Task Foreign_not_before_is_understood_and_may_be_moved(string notBefore)
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction, not_before) VALUES ('{Number}', 'x', 'queued', 'outbound', "
            + $"'{notBefore}')");

        var early = await Store.ClaimAsync(new ClaimRequest(["m1"]));
        Assert.Empty(early.Claims);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero), early.NextDue);

        Sql("UPDATE messages SET not_before = '2026-03-01 11:00:00'");
        Assert.NotNull(await ClaimOneAsync());
    }

    [Fact]
    public async Task Message_over_its_time_expires_even_if_its_modem_is_dead()
    {
        var message =
            (await Store.EnqueueAsync(
            new NewMessage { PhoneNumber = Number, Content = "x", Modem = "dead", ExpiresAt = Now.AddMinutes(5) })).Message;
        Assert.Equal(Now.AddMinutes(5), (await Store.ClaimAsync(new ClaimRequest(["m1"]))).NextDue);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await Store.ClaimAsync(new ClaimRequest([]));

        Assert.Equal((message.Id, MessageStatus.Expired), (Assert.Single(result.Expired).Id, result.Expired[0].Status));
        Assert.Equal(MessageStatus.Expired, await StatusAsync(message.Id));
    }

    [Fact]
    public async Task Same_number_and_content_within_the_window_is_a_duplicate()
    {
        var first = await QueueAsync();
        var spaced = await QueueAsync(number: "+1 555 123-4567");
        var other = await QueueAsync("Other");
        var result = await Store.ClaimAsync(new ClaimRequest(["a", "b", "c"]));

        Assert.Equal([first.Id, other.Id], result.Claims.Select(claim => claim.Message.Id));
        Assert.Equal(spaced.Id, Assert.Single(result.Duplicates).Id);
        Assert.Contains($"message {first.Id}", result.Duplicates[0].Error, StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await QueueAsync();
        Assert.Equal(late.Id, (await ClaimOneAsync())!.Message.Id);
    }

    [Fact]
    public async Task Duplicate_is_let_through_by_key_or_by_wish()
    {
        await QueueAsync();
        await Store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "Hello", AllowDuplicate = true });
        await Store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "Hello", IdempotencyKey = "k" });

        var result = await Store.ClaimAsync(new ClaimRequest(["a", "b", "c"]));

        Assert.Equal(3, result.Claims.Count);
    }

    [Fact]
    public async Task Message_whose_first_copy_failed_is_no_duplicate_and_a_retry_is_none_of_itself()
    {
        var first = await BeginAsync();
        await Store.RecordAsync(new PartFailed(first.Id, 1, "no", null));
        var second = await QueueAsync();
        Assert.Equal(second.Id, (await ClaimOneAsync())!.Message.Id);

        await Store.RetryAsync([first.Id]);
        Assert.Equal(first.Id, (await ClaimOneAsync())!.Message.Id);
    }
}

public sealed class ClaimWithoutDuplicateWindowSpecs : StoreSpecs
{
    protected override StoreOptions Options => base.Options with { DuplicateWindow = TimeSpan.Zero };

    [Fact]
    public async Task Nothing_is_a_duplicate()
    {
        await QueueAsync();
        await QueueAsync();
        Assert.Equal(2, (await Store.ClaimAsync(new ClaimRequest(["a", "b"]))).Claims.Count);
    }
}
