using ModemActors.Storage.Journal;

namespace ModemActors.Storage.Tests.Journal;

public sealed class DeliverySpecs : StoreSpecs
{
    private static readonly EndpointDefinition s_hook = new("hook", EndpointKind.Webhook, "http://localhost/");

    private IEventJournal Journal => Store.Journal;

    [Fact]
    public async Task New_receiver_gets_what_happens_since_the_store_was_opened()
    {
        await QueueAsync("before");
        await RestartAsync();
        await QueueAsync("between");

        var record = Assert.Single(await Journal.RegisterAsync([s_hook]));
        await QueueAsync("after");

        Assert.Equal((1, EndpointState.Active), (record.Position, record.State));
        Assert.Equal(["between", "after"], await DueAsync());
    }

    [Fact]
    public async Task Queue_holds_only_what_is_wanted_and_survives_a_restart_and_registering_again()
    {
        await Journal.RegisterAsync([s_hook]);
        await QueueAsync("one");
        await ClaimOneAsync();
        await Journal.EnrolAsync("hook", type => type == "message.queued");
        await RestartAsync();
        await QueueAsync("two");
        await Journal.RegisterAsync([s_hook]);

        var enrolled = await Journal.EnrolAsync("hook", type => type == "message.queued");

        Assert.Equal(["message.queued"], enrolled.Types);
        Assert.Equal((3, false), (enrolled.Position, enrolled.More));
        Assert.Equal(["one", "two"], (await ListDueAsync()).Select(due => due.Event.Message!.Content));
    }

    [Fact]
    public async Task What_is_done_is_due_no_more_and_what_failed_is_due_in_its_time()
    {
        await Journal.RegisterAsync([s_hook]);
        foreach (var text in new[] { "done", "later", "dead", "next" })
            await QueueAsync(text);
        await Journal.EnrolAsync("hook", _ => true);
        var due = await ListDueAsync();
        await Journal.RecordAttemptAsync(new(due[0].Id, DeliveryState.Done, Now, TimeSpan.FromMilliseconds(7), null, 200, null, "ok"));
        await Journal.RecordAttemptAsync(new(due[1].Id, DeliveryState.Pending, Now, default, Now.AddMinutes(5), 500, "HTTP 500", null));
        await Journal.RecordAttemptAsync(new(due[2].Id, DeliveryState.Dead, Now, default, null, 500, "HTTP 500", null));

        var now = await Journal.ListDueAsync("hook", Now, [], 10);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["next"], now.Deliveries.Select(one => one.Event.Message!.Content));
        Assert.Equal(Now, now.NextDue);
        Assert.Equal([("later", 1), ("next", 0)], (await ListDueAsync()).Select(one => (one.Event.Message!.Content, one.Attempts)));
        var record = (await Journal.ListDeliveriesAsync(new DeliveryQuery(State: DeliveryState.Done))).Single();
        Assert.Equal((200, "ok", 1, TimeSpan.FromMilliseconds(7), "message.queued"), (record.Code, record.Output, record.Attempts, record.Took, record.Type));
        var endpoint = Assert.Single(await Journal.ListEndpointsAsync());
        Assert.Equal((2, 1), (endpoint.Pending, endpoint.Dead));
        Assert.Equal(2, await Journal.CountPendingAsync("hook", "message.queued"));
    }

    [Fact]
    public async Task What_is_under_way_is_not_handed_out_again()
    {
        await Journal.RegisterAsync([s_hook]);
        await QueueAsync("a");
        await QueueAsync("b");
        await Journal.EnrolAsync("hook", _ => true);
        var first = (await Journal.ListDueAsync("hook", Now, [], 1)).Deliveries.Single();

        var second = (await Journal.ListDueAsync("hook", Now, [first.Id], 5)).Deliveries.Single();

        Assert.Equal(("a", "b"), (first.Event.Message!.Content, second.Event.Message!.Content));
    }

    [Fact]
    public async Task Dead_ones_are_delivered_again_when_a_person_says_so_and_done_ones_by_their_key()
    {
        await Journal.RegisterAsync([s_hook, s_hook with { Name = "other" }]);
        await QueueAsync();
        foreach (var name in new[] { "hook", "other" })
        {
            await Journal.EnrolAsync(name, _ => true);
            var due = (await Journal.ListDueAsync(name, Now, [], 5)).Deliveries.Single();
            await Journal.RecordAttemptAsync(new(due.Id, DeliveryState.Dead, Now, default, null, null, "no", null));
        }

        Assert.Equal(1, await Journal.RedeliverAsync("hook", null));
        Assert.Equal(0, await Journal.RedeliverAsync("hook", null));
        Assert.Equal(0, await Journal.RedeliverAsync("hook", [2]));
        Assert.Equal(1, await Journal.RedeliverAsync(null, [2, 2]));
        Assert.Equal(0, Assert.Single(await ListDueAsync()).Attempts);
    }

    [Fact]
    public async Task Removed_receiver_goes_on_where_it_was_when_it_comes_back()
    {
        await Journal.RegisterAsync([s_hook]);
        await QueueAsync("waits");
        await Journal.EnrolAsync("hook", _ => true);
        Assert.Empty(await Journal.RegisterAsync([]));
        Assert.Equal(EndpointState.Removed, Assert.Single(await Journal.ListEndpointsAsync()).State);
        await QueueAsync("missed");

        Assert.Equal(EndpointState.Active, Assert.Single(await Journal.RegisterAsync([s_hook])).State);

        Assert.Equal(["waits", "missed"], await DueAsync());
    }

    [Fact]
    public async Task Disabled_receiver_stays_so_until_its_address_changes_or_somebody_switches_it_on()
    {
        await Journal.RegisterAsync([s_hook]);
        Assert.True(await Journal.SetEndpointStateAsync("hook", EndpointState.Disabled, "410 Gone"));

        Assert.Equal((EndpointState.Disabled, "410 Gone"), (await RegisteredAsync(s_hook)).State());
        Assert.Equal((EndpointState.Active, null), (await RegisteredAsync(s_hook with { Target = "http://other/" })).State());
        Assert.False(await Journal.SetEndpointStateAsync("none", EndpointState.Disabled, null));
    }

    [Fact]
    public async Task Hastening_makes_due_what_could_not_be_reached_and_not_what_was_refused()
    {
        await Journal.RegisterAsync([s_hook]);
        foreach (var text in new[] { "refused", "unreached", "busy" })
            await QueueAsync(text);
        await Journal.EnrolAsync("hook", _ => true);
        int?[] codes = [500, null, 503];
        foreach (var (delivery, code) in (await ListDueAsync()).Zip(codes))
            await Journal.RecordAttemptAsync(new(delivery.Id, DeliveryState.Pending, Now, default, Now.AddHours(5), code, "no", null));

        Assert.Equal(2, await Journal.HastenAsync("hook", Now));

        Assert.Equal(["unreached", "busy"], (await ListDueAsync()).Select(due => due.Event.Message!.Content));
    }

    [Fact]
    public async Task What_was_never_tried_goes_first_where_that_is_asked_for()
    {
        await Journal.RegisterAsync([s_hook]);
        foreach (var text in new[] { "failed", "new" })
            await QueueAsync(text);
        await Journal.EnrolAsync("hook", _ => true);
        await Journal.RecordAttemptAsync(new((await ListDueAsync())[0].Id, DeliveryState.Pending, Now, default, Now, 500, "no", null));

        var newFirst = await Journal.ListDueAsync("hook", Now, [], 5, newFirst: true);

        Assert.Equal(["new", "failed"], newFirst.Deliveries.Select(due => due.Event.Message!.Content));
        Assert.Equal(["failed", "new"], (await ListDueAsync()).Select(due => due.Event.Message!.Content));
    }

    [Fact]
    public async Task Old_events_are_forgotten_but_never_what_an_active_receiver_has_to_get()
    {
        await Journal.RegisterAsync([s_hook, s_hook with { Name = "off" }]);
        await Journal.SetEndpointStateAsync("off", EndpointState.Disabled, "410");
        foreach (var text in new[] { "done", "pending", "dead", "not enrolled", "new" })
            await QueueAsync(text);
        Sql("UPDATE events SET at = 1000 * (SELECT strftime('%s', '2026-01-01')) WHERE content <> 'new'");
        Sql("UPDATE endpoints SET position = 3 WHERE name = 'hook'");
        Sql("INSERT INTO deliveries (endpoint, event, state, last_attempt_at) VALUES ('hook', 1, 'done', 1), ('hook', 2, 'pending', 1), ('hook', 3, 'dead', 1)");
        Sql("INSERT INTO deliveries (endpoint, event, state) VALUES ('off', 1, 'pending')");
        var (before, long_ago) = (Now.AddDays(-7), DateTimeOffset.UnixEpoch);

        await PurgeAsync(before, long_ago);
        Assert.Equal(["done", "pending", "dead", "not enrolled", "new"], await TextsAsync());

        Sql("UPDATE endpoints SET changed_at = 1");
        await PurgeAsync(before, long_ago);
        Assert.Equal(["pending", "dead", "not enrolled", "new"], await TextsAsync());

        Assert.Equal(3, (await Journal.GetStateAsync()).PurgedTo);
        Sql("UPDATE endpoints SET position = 5");
        await PurgeAsync(before, before);
        Assert.Equal(["pending", "new"], await TextsAsync());

        Sql("UPDATE deliveries SET state = 'done', last_attempt_at = 1");
        await PurgeAsync(before, before);
        Assert.Equal(["new"], await TextsAsync());
        Assert.Equal(0L, Sql("SELECT count(*) FROM deliveries"));
        Assert.Equal(new JournalState(5, 4), await Journal.GetStateAsync());
    }

    [Fact]
    public async Task Newest_event_is_never_forgotten()
    {
        await QueueAsync();
        await QueueAsync();
        Sql("UPDATE events SET at = 1");

        await PurgeAsync(Now, Now);

        Assert.Equal(2L, Sql("SELECT group_concat(id) FROM events") is string ids ? long.Parse(ids, System.Globalization.CultureInfo.InvariantCulture) : 0);
    }

    private async Task PurgeAsync(DateTimeOffset before, DateTimeOffset deadBefore)
    {
        while (await Journal.PurgeAsync(before, deadBefore))
        {
        }
    }

    private async Task<List<string>> TextsAsync() => [.. (await Journal.ReadAsync(0, 100)).Events.Select(happened => happened.Message!.Content)];

    private async Task<EndpointRecord> RegisteredAsync(EndpointDefinition endpoint) => Assert.Single(await Journal.RegisterAsync([endpoint]));

    private async Task<IReadOnlyList<Delivery>> ListDueAsync() => (await Journal.ListDueAsync("hook", Now, [], 100)).Deliveries;

    private async Task<List<string>> DueAsync()
    {
        await Journal.EnrolAsync("hook", _ => true);
        return [.. (await ListDueAsync()).Select(due => due.Event.Message!.Content)];
    }
}

/// <summary>Short forms.</summary>
internal static class EndpointRecordForms
{
    public static (EndpointState State, string? Reason) State(this EndpointRecord record) => (record.State, record.Reason);
}
