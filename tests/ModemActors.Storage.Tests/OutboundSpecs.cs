using ModemActors.Protocol.Sms;

namespace ModemActors.Storage.Tests;

public sealed class OutboundSpecs : StoreSpecs
{
    private static readonly DeliveryStatus Delivered = new(0x00);
    private static readonly DeliveryStatus StillTrying = new(0x20);
    private static readonly DeliveryStatus NotObtainable = new(0x43);

    [Fact]
    public async Task Single_part_goes_out()
    {
        var message = await BeginAsync();
        var sent = await Store.RecordAsync(new PartSent(message.Id, 1, 17));

        Assert.Equal((MessageStatus.Sent, Now), (sent.Status, sent.SentAt));
        Assert.Equal(new MessagePart(message.Id, 1, 1, PartState.Sent, 17, null, "m1", Now, Now),
            Assert.Single(await Store.GetPartsAsync(message.Id)));
        Assert.Equal(["queued", "sending", "sent"], (await Store.GetTimelineAsync(message.Id)).Select(entry => entry.Status));
        Assert.Equal(await Store.GetAsync(message.Id), sent);
    }

    [Fact]
    public async Task Intent_must_be_on_record_before_the_outcome()
    {
        var message = await QueueAsync();
        await ClaimOneAsync();
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.RecordAsync(new PartSent(message.Id, 1, 1)));
    }

    [Fact]
    public async Task Each_part_has_its_intent_on_record_before_it_goes()
    {
        var message = await BeginAsync(3);
        Assert.Equal("sending pending pending", await PartStatesAsync(message.Id));
        Assert.Equal(MessageStatus.Sending, (await Store.RecordAsync(new PartSent(message.Id, 1, 1))).Status);
        Assert.Equal("sent sending pending", await PartStatesAsync(message.Id));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.RecordAsync(new PartSent(message.Id, 3, 1)));
        await Store.RecordAsync(new PartSent(message.Id, 2, 2));
        Assert.Equal(MessageStatus.Sent, (await Store.RecordAsync(new PartSent(message.Id, 3, null))).Status);
    }

    [Fact]
    public async Task Temporary_failure_waits_and_resumes_at_the_missing_part_on_the_same_modem_with_the_same_reference()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartSent(message.Id, 1, 1));
        var failed = await Store.RecordAsync(new PartFailed(message.Id, 2, "+CMS ERROR 42: congestion", Now.AddSeconds(30)));
        Assert.Equal((MessageStatus.Queued, 1, Now.AddSeconds(30)), (failed.Status, failed.Attempts, failed.NextAttemptAt));
        Assert.Equal("+CMS ERROR 42: congestion", failed.Error);
        Assert.Null(await ClaimOneAsync());

        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await ClaimOneAsync("m2"));
        var claim = await ClaimOneAsync();
        Assert.Equal([(PartState.Sent, 7), (PartState.Pending, 7)], claim!.Parts.Select(part => (part.State, part.Reference!.Value)));
        Assert.Equal(2, claim.Message.Attempts);

        await Assert.ThrowsAsync<StoreConflictException>(() => Store.RecordAsync(new PartsPlanned(message.Id, 2, 8, "gsm7")));
        await Store.RecordAsync(new PartsPlanned(message.Id, 2, 7, "gsm7"));
        Assert.Equal("sent sending", await PartStatesAsync(message.Id));
        Assert.Equal(MessageStatus.Sent, (await Store.RecordAsync(new PartSent(message.Id, 2, 2))).Status);
    }

    [Fact]
    public async Task Message_that_has_no_part_out_may_be_planned_anew_on_any_modem()
    {
        var message = await BeginAsync(3);
        await Store.RecordAsync(new PartFailed(message.Id, 1, "busy", Now));
        Assert.NotNull(await ClaimOneAsync("m2"));
        await Store.RecordAsync(new PartsPlanned(message.Id, 2, 99, "ucs2"));
        Assert.Equal("sending pending", await PartStatesAsync(message.Id));
    }

    [Fact]
    public async Task Permanent_failure_ends_it_and_retry_is_an_explicit_new_beginning()
    {
        var message = await BeginAsync();
        Assert.Equal(MessageStatus.Failed,
            (await Store.RecordAsync(new PartFailed(message.Id, 1, "+CMS ERROR 1: unassigned number", null))).Status);
        Assert.Null(await ClaimOneAsync());

        Assert.True((await Store.RetryAsync([message.Id]))[0].Done);
        var again = await ClaimOneAsync();
        Assert.Equal(1, again!.Message.Attempts);
        Assert.Contains(await Store.GetTimelineAsync(message.Id), entry => entry.Detail == "retried by hand, was failed");
    }

    [Fact]
    public async Task Released_message_is_free_again_and_the_attempt_does_not_count()
    {
        var message = await BeginAsync(2);
        var released = await Store.RecordAsync(new Released(message.Id, "modem is leaving"));
        Assert.Equal((MessageStatus.Queued, 0), (released.Status, released.Attempts));
        Assert.Equal("pending pending", await PartStatesAsync(message.Id));
        Assert.NotNull(await ClaimOneAsync("m2"));
    }

    [Fact]
    public async Task Lost_answer_is_held_or_sent_again_as_told()
    {
        var held = await BeginAsync(content: "held");
        Assert.Equal(MessageStatus.Indeterminate, (await Store.RecordAsync(new PartIndeterminate(held.Id, 1, "line died", false))).Status);
        Assert.Null(await ClaimOneAsync());

        var again = await BeginAsync(content: "again");
        Assert.Equal(MessageStatus.Queued, (await Store.RecordAsync(new PartIndeterminate(again.Id, 1, "line died", true))).Status);
        Assert.Equal(again.Id, (await ClaimOneAsync("m2"))!.Message.Id);
    }

    [Fact]
    public async Task Resolved_message_is_sent_or_queued_and_the_rest_of_its_parts_follows()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartIndeterminate(message.Id, 1, "line died", false));

        Assert.True((await Store.ResolveAsync(message.Id, sent: true)).Done);
        Assert.Equal("sent pending", await PartStatesAsync(message.Id));
        Assert.Null(await ClaimOneAsync("m2"));
        Assert.NotNull(await ClaimOneAsync());
        await Store.RecordAsync(new PartsPlanned(message.Id, 2, 7, "gsm7"));
        await Store.RecordAsync(new PartIndeterminate(message.Id, 2, "line died", false));
        Assert.True((await Store.ResolveAsync(message.Id, sent: false)).Done);
        Assert.Equal("sent pending", await PartStatesAsync(message.Id));
        Assert.False((await Store.ResolveAsync(message.Id, sent: false)).Done);
    }

    [Fact]
    public async Task Late_answer_settles_the_modems_last_message()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartIndeterminate(message.Id, 1, "no answer", false));

        Assert.Empty(await Store.SettleAsync(new LateAnswer("m2", 5)));
        Assert.Equal(MessageStatus.Sent, Assert.Single(await Store.SettleAsync(new LateAnswer("m1", 5))).Status);
        Assert.Equal(5, (await Store.GetPartsAsync(message.Id))[0].TpMr);
        Assert.Empty(await Store.SettleAsync(new LateAnswer("m1", 5)));
    }

    [Fact]
    public async Task Late_answer_without_a_name_settles_nothing_once_the_modem_has_gone_on()
    {
        var lost = await BeginAsync(content: "lost");
        await Store.RecordAsync(new PartIndeterminate(lost.Id, 1, "no answer", false));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await BeginAsync(content: "next");
        await Store.RecordAsync(new PartSent(next.Id, 1, 6));

        Assert.Empty(await Store.SettleAsync(new LateAnswer("m1", 5)));
        Assert.Single(await Store.SettleAsync(new LateAnswer("m1", 5, lost.Id, 1)));
    }

    [Fact]
    public async Task Witness_that_it_was_not_sent_queues_it_again()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartStored(message.Id, 1, "SM", 4));
        await RestartAsync();
        Assert.Equal(MessageStatus.Indeterminate, Assert.Single(await Store.RecoverAsync(false)).Status);
        Assert.Equal(("SM", 4), ((await Store.GetPartsAsync(message.Id))[0].StoredIn, (await Store.GetPartsAsync(message.Id))[0].StoredAt));

        Assert.Equal(MessageStatus.Queued,
            Assert.Single(await Store.SettleAsync(new LateAnswer("m1", null, message.Id, 1, Sent: false))).Status);
    }

    [Fact]
    public async Task Reports_of_all_parts_make_it_delivered()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartSent(message.Id, 1, 255));
        await Store.RecordAsync(new PartSent(message.Id, 2, 0));

        var first = await ReportAsync(255, Delivered);
        Assert.Equal((message.Id, 1, false), (first.Message!.Id, first.Number, first.Changed));
        Assert.False((await ReportAsync(0, StillTrying)).Changed);
        var last = await ReportAsync(0, Delivered);
        Assert.Equal((MessageStatus.Delivered, true), (last.Message!.Status, last.Changed));
        Assert.True((await ReportAsync(0, Delivered)).AlreadyKnown);
        Assert.Equal(MessageStatus.Delivered, (await ReportAsync(0, NotObtainable)).Message!.Status);
    }

    [Fact]
    public async Task Report_of_failure_makes_it_undelivered_and_a_retry_sends_only_that_part()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartSent(message.Id, 1, 1));
        await Store.RecordAsync(new PartSent(message.Id, 2, 2));
        await ReportAsync(1, Delivered);
        var outcome = await ReportAsync(2, NotObtainable);

        Assert.Equal((MessageStatus.Undelivered, "not obtainable"), (outcome.Message!.Status, outcome.Message.Error));
        await Store.RetryAsync([message.Id]);
        Assert.Equal("delivered pending", await PartStatesAsync(message.Id));
        Assert.Null(await ClaimOneAsync("m2"));
        Assert.NotNull(await ClaimOneAsync());
    }

    [Fact]
    public async Task Report_that_overtakes_the_answer_waits_for_it()
    {
        var message = await BeginAsync();
        Assert.Null((await ReportAsync(9, Delivered)).Message);
        Assert.Equal(1, (await Store.GetStatisticsAsync()).UnmatchedReports);

        Assert.Equal(MessageStatus.Delivered, (await Store.RecordAsync(new PartSent(message.Id, 1, 9))).Status);
        Assert.Equal(0, (await Store.GetStatisticsAsync()).UnmatchedReports);
    }

    [Fact]
    public async Task Report_settles_an_indeterminate_part_unless_it_could_mean_another_one()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartIndeterminate(message.Id, 1, "no answer", false));

        Assert.Null((await ReportAsync(3, Delivered, recipient: "+4915112345678")).Message);
        Assert.Equal(MessageStatus.Delivered, (await ReportAsync(3, Delivered, recipient: "15551234567")).Message!.Status);

        foreach (var content in new[] { "a", "b" })
        {
            var lost = await BeginAsync(content: content);
            await Store.RecordAsync(new PartIndeterminate(lost.Id, 1, "no answer", false));
        }

        Assert.Null((await ReportAsync(4, Delivered)).Message);
    }

    [Fact]
    public async Task Reference_that_was_used_again_belongs_to_the_message_that_still_waits_and_is_closest_in_time()
    {
        var old = await BeginAsync(content: "old");
        await Store.RecordAsync(new PartSent(old.Id, 1, 1));
        var oldStamp = Now;
        Clock.Advance(TimeSpan.FromHours(1));
        var recent = await BeginAsync(content: "recent");
        await Store.RecordAsync(new PartSent(recent.Id, 1, 1));

        Assert.Equal(old.Id, (await ReportAsync(1, Delivered, stamp: oldStamp)).Message!.Id);
        Assert.Equal(recent.Id, (await ReportAsync(1, Delivered, stamp: Now)).Message!.Id);
    }

    [Fact]
    public async Task Cancel_works_until_it_is_being_sent()
    {
        var waiting = await QueueAsync("waiting", modem: "dead");
        var begun = await BeginAsync();

        var outcomes = await Store.CancelAsync([waiting.Id, begun.Id, 999]);

        Assert.Equal([(true, null), (false, "it is being sent"), (false, "there is no outbound message with this id")],
            outcomes.Select(outcome => (outcome.Done, outcome.Reason)));
        Assert.Equal(MessageStatus.Cancelled, await StatusAsync(waiting.Id));
    }

    [Fact]
    public async Task Retry_of_an_expired_message_lets_it_live()
    {
        var message =
            (await Store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "x", ExpiresAt = Now.AddSeconds(1) })).Message;
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Single((await Store.ClaimAsync(new ClaimRequest(["m1"]))).Expired);

        await Store.RetryAsync([message.Id]);

        Assert.NotNull(await ClaimOneAsync());
    }

    [Fact]
    public async Task Retry_of_all_failed_takes_the_failed_ones_only()
    {
        foreach (var content in new[] { "a", "b" })
            await Store.RecordAsync(new Refused((await BeginQueuedAsync(content)).Id, "no"));
        var cancelled = await QueueAsync("c");
        await Store.CancelAsync([cancelled.Id]);

        Assert.Equal(2, (await Store.RetryAllFailedAsync()).Count);
        Assert.Equal(2, (await Store.GetStatisticsAsync()).Count(MessageDirection.Outbound, MessageStatus.Queued));
    }

    [Fact]
    public async Task What_is_given_up_before_anything_left_fails_with_the_reason()
    {
        var message = await BeginAsync(2);

        var given = await Store.RecordAsync(new GivenUp(message.Id, "it does not fit", MayBeOut: false));

        Assert.Equal((MessageStatus.Failed, "it does not fit"), (given.Status, given.Error));
        Assert.Equal("pending pending", await PartStatesAsync(message.Id));
        Assert.True((await Store.RetryAsync([message.Id]))[0].Done);
    }

    [Fact]
    public async Task What_is_given_up_when_it_may_be_out_is_indeterminate_and_can_be_resolved()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartSent(message.Id, 1, 1));

        Assert.Equal(MessageStatus.Indeterminate, (await Store.RecordAsync(new GivenUp(message.Id, "it does not fit", MayBeOut: true))).Status);

        Assert.Equal("sent indeterminate", await PartStatesAsync(message.Id));
        Assert.True((await Store.ResolveAsync(message.Id, sent: true)).Done);
        Assert.Equal(MessageStatus.Sent, await StatusAsync(message.Id));
    }

    [Fact]
    public async Task What_is_not_in_our_hands_cannot_be_given_up()
    {
        var message = await QueueAsync();

        await Assert.ThrowsAsync<StoreConflictException>(() => Store.RecordAsync(new GivenUp(message.Id, "it does not fit", MayBeOut: true)));
        Assert.Equal(MessageStatus.Queued, await StatusAsync(message.Id));
    }

    private async Task<Message> BeginQueuedAsync(string content)
    {
        var message = await QueueAsync(content);
        await ClaimOneAsync();
        return message;
    }

    private Task<ReportOutcome> ReportAsync(int tpMr, DeliveryStatus status, string recipient = Number, DateTimeOffset? stamp = null) =>
        Store.RecordReportAsync(
            new DeliveryReport("m1", tpMr, recipient, status, stamp ?? Now, Now, $"{tpMr}:{status.Value}:{recipient}:{stamp ?? Now:O}"));
}
