using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Relay;
using ModemActors.Storage;
using ModemActors.Storage.Journal;

namespace ModemActors.Tests.Relay;

public sealed class EventRelaySpecs : RelayKit
{
    private const string TwoHooks = """webhooks = [ { url = "http://localhost/", name = hook }, { url = "http://localhost/", name = other } ]""";

    [Fact]
    public void Inbound_messages_reach_the_handler_in_order_each_once_under_the_journals_name()
    {
        Begin();

        Receive("a", "b", "c");
        UntilAttempts(3);

        Assert.Equal(["a", "b", "c"], Sender().Texts);
        var events = Wait(Journal.ReadAsync(0, 10)).Events;
        Assert.Equal(events.Select(happened => happened.EventId), Sender().Attempts.Select(attempt => attempt.EventId));
        Until(() => Deliveries().All(delivery => delivery.State == DeliveryState.Done));
        Assert.Equal(1, Sender().MostUnderWay);
    }

    [Fact]
    public void Handler_gets_only_what_it_wants()
    {
        Begin("""webhooks = [ { url = "http://localhost/", name = hook, events = ["message.queued", "modem.*"] } ]""");

        Receive("in");
        Queue("out");
        Sys.EventStream.Publish(new ModemQuarantined("a", "hangs", Clock.GetUtcNow()));
        UntilAttempts(2);

        Assert.Equal(["message.queued", "modem.quarantined"], Sender().Attempts.Select(attempt => attempt.Type));
    }

    [Fact]
    public void Event_that_is_not_taken_is_tried_again_at_growing_distance_over_three_days_and_then_given_up()
    {
        Sender().Answers = _ => Task.FromResult(RecordingSender.Refused);
        Begin();
        Receive("a");
        UntilAttempts(1);

        double[] hours = [5 / 3600d, 5 / 60d, 0.5, 2, 5, 10, 14, 20, 24];
        for (var number = 0; number < hours.Length; number++)
        {
            var wait = TimeSpan.FromHours(hours[number]);
            Pass(wait * 0.89, wait * 0.1);
            Assert.Equal(number + 1, Sender().Attempts.Count);
            UntilAttempts(number + 2, wait * 0.3, wait * 0.02);
        }

        Until(() => Deliveries().Single().State == DeliveryState.Dead);
        Pass(TimeSpan.FromHours(48), TimeSpan.FromHours(1));
        Assert.Equal(10, Sender().Attempts.Count);
        Assert.Equal(Enumerable.Range(1, 10), Sender().Attempts.Select(attempt => attempt.Number));
        Assert.Single(Sender().Attempts.Select(attempt => attempt.EventId).Distinct());
        Assert.Equal((500, "HTTP 500", 10), (Deliveries()[0].Code, Deliveries()[0].Error, Deliveries()[0].Attempts));
    }

    [Fact]
    public void Dead_ones_are_delivered_again_when_a_person_says_so()
    {
        Sender().Answers = _ => Task.FromResult(RecordingSender.Refused);
        Begin();
        Receive("a");
        UntilAttempts(1);
        Until(() => UpdateAsDead());
        Sender().Answers = _ => Task.FromResult(RecordingSender.Taken);

        Wait(Journal.RedeliverAsync("hook", null));
        Relay.Tell(HandlerQueueChanged.Instance);
        UntilAttempts(2);

        Until(() => Deliveries().Single().State == DeliveryState.Done);
    }

    [Fact]
    public void Handler_that_hangs_is_overtaken_by_a_bounded_number_of_newer_events()
    {
        var hang = new TaskCompletionSource<SendOutcome>();
        Sender().Answers = _ => hang.Task;
        Begin();

        Receive("a", "b", "c", "d", "e", "f");
        UntilAttempts(1);
        Pass(TimeSpan.FromSeconds(1.5));
        Assert.Equal(["a"], Sender().Texts);
        UntilAttempts(4);
        Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(["a", "b", "c", "d"], Sender().Texts);
        hang.SetResult(RecordingSender.Taken);
        UntilAttempts(6);
        Assert.Equal(["e", "f"], Sender().Texts.Skip(4));
    }

    [Fact]
    public void Dead_handler_holds_up_nobody_and_its_own_new_events_are_still_tried()
    {
        Sender("hook").Answers = _ => Task.FromResult(RecordingSender.Unreached);
        Begin(TwoHooks);

        Receive("a", "b");
        UntilAttempts(2, name: "other");
        UntilAttempts(2);
        Receive("c");
        UntilAttempts(3);
        UntilAttempts(3, name: "other");

        Assert.Equal(["a", "b", "c"], Sender("other").Texts);
        Assert.Equal(["a", "b", "c"], Sender().Texts.Take(3));
    }

    [Fact]
    public void New_events_go_before_the_many_that_failed()
    {
        var hang = new TaskCompletionSource<SendOutcome>();
        Sender().Answers = _ => Task.FromResult(RecordingSender.Refused);
        Begin("""webhooks = [ { url = "http://localhost/", name = hook, concurrency = 1 } ]""");
        Receive("old 1", "old 2", "old 3");
        UntilAttempts(3);
        Sender().Answers = _ => hang.Task;
        UntilAttempts(4, TimeSpan.FromSeconds(10));
        Receive("new");

        hang.SetResult(RecordingSender.Refused);
        UntilAttempts(5);

        Assert.Equal("new", Sender().Texts.ElementAt(4));
    }

    [Fact]
    public void First_success_after_an_outage_brings_everything_that_was_missed_at_once()
    {
        Sender().Answers = _ => Task.FromResult(RecordingSender.Unreached);
        Begin();
        Receive("a", "b", "c");
        UntilAttempts(6, TimeSpan.FromSeconds(30));
        Sender().Answers = _ => Task.FromResult(RecordingSender.Taken);
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(6, Sender().Attempts.Count);

        Receive("d");
        UntilAttempts(10, TimeSpan.FromSeconds(5));

        Assert.Equal(["a", "b", "c", "d"], Sender().Texts.Skip(6).Order());
    }

    [Fact]
    public void What_was_under_way_when_we_died_is_brought_again_under_the_same_name()
    {
        Sender().Answers = _ => new TaskCompletionSource<SendOutcome>().Task;
        Begin();
        Receive("a");
        UntilAttempts(1);
        End();
        Receive("b");
        Sender().Answers = _ => Task.FromResult(RecordingSender.Taken);

        Begin();
        UntilAttempts(3);

        Assert.Equal(["a", "a", "b"], Sender().Texts);
        Assert.Equal(Sender().Attempts[0].EventId, Sender().Attempts[1].EventId);
        Until(() => Deliveries().All(delivery => delivery.State == DeliveryState.Done));
    }

    [Fact]
    public void Actor_that_dies_loses_nothing()
    {
        var hang = new TaskCompletionSource<SendOutcome>();
        Sender().Answers = _ => hang.Task;
        Begin();
        Receive("a");
        UntilAttempts(1);

        Sys.ActorSelection("/user/relay/hook").Tell(Kill.Instance);
        Sender().Answers = _ => Task.FromResult(RecordingSender.Taken);
        Until(() => Deliveries().Single().State == DeliveryState.Done, what: "the event is brought by the next incarnation");
    }

    [Fact]
    public void More_than_ten_that_wait_are_told_once_until_it_has_caught_up()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(InboxBacklog));
        Sender().Answers = _ => Task.FromResult(RecordingSender.Refused);
        Begin();

        Receive([.. Enumerable.Range(0, 10).Select(number => $"{number}")]);
        UntilAttempts(10);
        Assert.Null(probe.ReceiveOne(TimeSpan.Zero));
        Receive("one too many");
        Assert.Equal(("hook", 11), ((InboxBacklog)probe.ReceiveOne(TimeSpan.FromSeconds(20))).Told());
        Receive("and another");
        UntilAttempts(12);
        Assert.Null(probe.ReceiveOne(TimeSpan.Zero));

        Sender().Answers = _ => Task.FromResult(RecordingSender.Taken);
        Until(() => Deliveries().All(delivery => delivery.State == DeliveryState.Done), TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(1));
        Sender().Answers = _ => Task.FromResult(RecordingSender.Refused);
        Receive([.. Enumerable.Range(0, 11).Select(number => $"again {number}")]);
        Until(() => probe.HasMessages);
        Assert.Contains(Wait(Journal.ReadAsync(0, 500)).Events, happened => happened.Type == "inbox.backlog");
    }

    [Fact]
    public void Handler_that_is_gone_gets_nothing_until_a_person_switches_it_on()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(HandlerDisabled));
        Sender().Answers = _ => Task.FromResult(new SendOutcome(SendVerdict.Gone, 410, "HTTP 410 Gone"));
        Begin();
        Receive("a");
        Until(() => Record().State == EndpointState.Disabled);
        Assert.Equal("hook", ((HandlerDisabled)probe.ReceiveOne(TimeSpan.FromSeconds(20))).Handler);
        Receive("b");
        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
        Assert.Single(Sender().Attempts);
        Assert.IsType<HandlerRefused>(Wait(Relay.Ask<object>(new TestHandler("hook"))));

        Sender().Answers = _ => Task.FromResult(RecordingSender.Taken);
        var enabled = Relay.Ask<object>(new EnableHandler("hook"));
        Until(() => enabled.IsCompleted);

        Assert.Equal(new HandlerEnabled("hook"), Wait(enabled));
        UntilAttempts(3);
        Assert.Equal(["a", "a", "b"], Sender().Texts);
    }

    [Fact]
    public void What_was_taken_is_not_brought_again_because_the_store_fails()
    {
        var sick = true;
        Store.WatchedJournal.Fails = name => sick && name == nameof(IEventJournal.RecordAttemptAsync) ? new StoreException("disk full") : null;
        Begin();
        Receive("a", "b");
        UntilAttempts(1);
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        sick = false;

        Until(() => Deliveries().All(delivery => delivery.State == DeliveryState.Done));

        Assert.Equal(["a", "b"], Sender().Texts);
    }

    [Theory]
    [InlineData(nameof(IEventJournal.RegisterAsync))]
    [InlineData(nameof(IEventJournal.EnrolAsync))]
    [InlineData(nameof(IEventJournal.ListDueAsync))]
    [InlineData(nameof(IEventJournal.LookAsync))]
    [InlineData(nameof(IEventJournal.CountPendingAsync))]
    public void Store_that_fails_for_a_while_only_delays(string call)
    {
        var failures = 3;
        Store.WatchedJournal.Fails = name => name == call && failures-- > 0 ? new StoreException("disk full") : null;
        Begin();

        Receive("a");
        UntilAttempts(1);

        Until(() => failures <= 0);
        Until(() => Deliveries().Single().State == DeliveryState.Done);
    }

    [Fact]
    public void Receiver_that_throws_is_one_that_refused()
    {
        Sender().Answers = attempt => attempt.Number == 1 ? throw new InvalidOperationException("bug") : Task.FromResult(RecordingSender.Taken);
        Begin();

        Receive("a");
        UntilAttempts(2, TimeSpan.FromSeconds(10));

        Until(() => Deliveries().Single().State == DeliveryState.Done);
    }

    [Fact]
    public void Test_event_goes_out_at_once_and_its_answer_comes_back()
    {
        Sender().Answers = _ => Task.FromResult(RecordingSender.Refused);
        Begin();

        var tested = (HandlerTested)Wait(Relay.Ask<object>(new TestHandler("hook")));

        Assert.Equal((false, 500, "HTTP 500"), (tested.Taken, tested.Code, tested.Error));
        Assert.Equal("handler.test", Sender().Attempts.Single().Type);
        Assert.Contains("there are: hook", ((HandlerRefused)Wait(Relay.Ask<object>(new TestHandler("none")))).Text, StringComparison.Ordinal);
        Assert.Empty(Deliveries());
    }

    [Fact]
    public void Shutdown_waits_for_what_is_under_way_and_begins_nothing_new()
    {
        var hang = new TaskCompletionSource<SendOutcome>();
        Sender().Answers = _ => hang.Task;
        Begin();
        Receive("a", "b");
        UntilAttempts(1);

        var ended = Relay.Ask<SendingEnded>(EndSending.Instance);
        Pass(TimeSpan.FromSeconds(1));
        Assert.False(ended.IsCompleted);
        hang.SetResult(RecordingSender.Taken);

        Wait(ended);
        Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(["a"], Sender().Texts);
    }

    [Fact]
    public void Shutdown_with_nothing_under_way_is_done_at_once()
    {
        Begin(TwoHooks);

        Wait(Relay.Ask<SendingEnded>(EndSending.Instance));
    }

    [Fact]
    public void Journal_forgets_what_is_old_also_behind_a_handler_that_wants_nothing_of_it()
    {
        Begin("""webhooks = [ { url = "http://localhost/", name = hook, events = ["call.missed"] } ]""", "events.retention = 1h");
        Receive("a", "b", "c");
        Until(() => Wait(Journal.GetStateAsync()).Newest == 3);

        // the journal's times are real ones: far enough ahead, everything is old
        Clock.Advance(DateTimeOffset.UtcNow.AddDays(30) - Clock.GetUtcNow());
        Until(() => Wait(Journal.GetStateAsync()).PurgedTo == 2, TimeSpan.FromHours(3), TimeSpan.FromMinutes(1));

        Assert.Equal("c", Wait(Journal.ReadAsync(0, 10)).Events.Single().Message!.Content);
    }

    private bool UpdateAsDead()
    {
        var delivery = Deliveries().Single();
        if (delivery.Attempts == 0)
            return false;
        Wait(Task.Run(async () =>
        {
            await Journal.RecordAttemptAsync(new DeliveryAttempt(delivery.Id, DeliveryState.Dead, Clock.GetUtcNow(), default, null, 500, "no", null));
            return true;
        }));
        return true;
    }

    private void UntilAttempts(int count, TimeSpan? within = null, TimeSpan? step = null, string name = "hook") =>
        Until(() => Sender(name).Attempts.Count >= count, within, step, $"attempt {count} at {name}");
}

/// <summary>Short forms.</summary>
internal static class InboxBacklogForms
{
    public static (string Handler, int Waiting) Told(this InboxBacklog backlog) => (backlog.Handler, backlog.Waiting);
}
