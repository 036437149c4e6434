using Akka.Actor;
using Akka.TestKit;
using Xunit.Sdk;

namespace Akka.Contract.Tests;

/// <summary>What the test actor and probes receive, and what an expectation makes of it.</summary>
public sealed class TestKitProbeSpecs : KitSpecs
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(30);

    private sealed class Echo : ReceiveActor
    {
        public Echo()
        {
            ReceiveAny(message => Sender.Tell(message));
        }
    }

    private sealed class Quiet : ReceiveActor;

    [Fact]
    public void What_the_test_tells_comes_from_the_test_actor()
    {
        ActorOf<Echo>().Tell("ping");

        ExpectMsg("ping");
    }

    [Fact]
    public async Task After_an_await_the_test_actor_still_is_the_sender()
    {
        await Task.Yield();
        ActorOf<Echo>().Tell("before");
        Assert.Equal("before", await ExpectMsgAsync<string>());

        ActorOf<Echo>().Tell("after");

        Assert.Equal("after", await ExpectMsgAsync<string>());
    }

    [Fact]
    public void The_test_actor_receives_on_the_thread_that_tells()
    {
        TestActor.Tell("at once");

        Assert.True(HasMessages);
        Assert.Equal("at once", ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void A_wrong_message_fails_the_expectation_and_is_gone()
    {
        TestActor.Tell("wrong");
        TestActor.Tell("right");

        Assert.ThrowsAny<XunitException>(() => ExpectMsg("right"));
        ExpectMsg("right");
    }

    [Fact]
    public void A_message_of_another_type_fails_the_expectation()
    {
        TestActor.Tell("text");

        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>());
    }

    [Fact]
    public void A_message_of_a_derived_type_meets_the_expectation()
    {
        TestActor.Tell(new InvalidOperationException("derived"));

        Assert.Equal("derived", ExpectMsg<Exception>().Message);
    }

    [Fact]
    public void A_condition_that_does_not_hold_fails_the_expectation()
    {
        TestActor.Tell(7);
        TestActor.Tell(7);

        Assert.Equal(7, ExpectMsg<int>(number => number > 6));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>(number => number > 7));
    }

    [Fact]
    public void An_assertion_that_throws_fails_the_expectation_with_its_own_exception()
    {
        TestActor.Tell("text");

        Assert.Throws<EqualException>(() => ExpectMsg<string>(text => Assert.Equal("other", text)));
    }

    [Fact]
    public void No_message_in_time_fails_the_expectation() =>
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Soon));

    [Fact]
    public async Task The_asynchronous_expectation_sees_what_comes_later()
    {
        var expectation = ExpectMsgAsync<string>(TimeSpan.FromSeconds(10)).AsTask();

        TestActor.Tell("later");

        Assert.Equal("later", await expectation);
    }

    [Fact]
    public void Silence_is_broken_by_any_message()
    {
        ExpectNoMsg(Soon);
        ExpectNoMsg(20);

        TestActor.Tell("noise");

        Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void All_of_some_messages_may_come_in_any_order()
    {
        TestActor.Tell(3);
        TestActor.Tell(1);
        TestActor.Tell(2);

        Assert.Equal([1, 2, 3], ExpectMsgAllOf(1, 2, 3).Order());
    }

    [Fact]
    public void One_message_too_few_or_another_one_fails_all_of_them()
    {
        TestActor.Tell(1);
        TestActor.Tell(9);

        Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf(1, 2));

        TestActor.Tell(1);

        Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf(Soon, [1, 2]));
    }

    [Fact]
    public void Any_of_some_messages_is_enough()
    {
        TestActor.Tell("b");

        Assert.Equal("b", ExpectMsgAnyOf(["a", "b"]));
    }

    [Fact]
    public void Fishing_drops_what_does_not_fit()
    {
        TestActor.Tell(1);
        TestActor.Tell("2");
        TestActor.Tell(3);
        TestActor.Tell(4);

        Assert.Equal(3, FishForMessage<int>(number => number > 1));
        ExpectMsg(4);
    }

    [Fact]
    public void Fishing_without_a_catch_fails()
    {
        TestActor.Tell(1);

        Assert.ThrowsAny<XunitException>(() => FishForMessage<int>(number => number > 1, Soon));
    }

    [Fact]
    public void Several_messages_can_be_received_at_once()
    {
        TestActor.Tell(1);
        TestActor.Tell("2");

        Assert.Equal([1, "2"], ReceiveN(2));
        Assert.ThrowsAny<XunitException>(() => ReceiveN(1, Soon));
    }

    [Fact]
    public void Receiving_while_a_condition_holds_leaves_the_rest()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        TestActor.Tell(30);

        Assert.Equal([1, 2], ReceiveWhile<int>(number => number < 10, TimeSpan.FromSeconds(10)));
        ExpectMsg(30);
    }

    [Fact]
    public void A_peeked_message_stays()
    {
        TestActor.Tell("here");

        Assert.Equal("here", PeekOne(TimeSpan.Zero));
        ExpectMsg("here");
    }

    [Fact]
    public void Receiving_nothing_gives_null() => Assert.Null(ReceiveOne(TimeSpan.Zero));

    [Fact]
    public void Ignored_messages_are_not_seen()
    {
        IgnoreMessages<string>();
        TestActor.Tell("ignored");
        TestActor.Tell(1);
        ExpectMsg(1);

        IgnoreNoMessages();
        TestActor.Tell("seen");

        ExpectMsg("seen");
    }

    [Fact]
    public void The_last_sender_can_be_answered()
    {
        var probe = CreateTestProbe();
        probe.Send(TestActor, "question");

        ExpectMsg("question");
        LastSender.Tell("answer");

        Assert.Equal(probe.Ref, LastSender);
        probe.ExpectMsgFrom(TestActor, "answer");
    }

    [Fact]
    public void Another_sender_fails_the_expectation()
    {
        var probe = CreateTestProbe();
        TestActor.Tell("mine", TestActor);

        Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom(probe, "mine"));
    }

    [Fact]
    public void A_probe_replies_and_forwards()
    {
        var probe = CreateTestProbe();
        var other = CreateTestProbe("other");
        probe.Ref.Tell("question");
        probe.ExpectMsg("question");

        probe.Forward(other);
        probe.Reply("answer");

        ExpectMsgFrom(probe.Ref, "answer");
        other.ExpectMsgFrom(TestActor, "question");
    }

    [Fact]
    public void A_probe_is_a_reference()
    {
        var probe = CreateTestProbe("itself");

        ((IActorRef)probe).Tell("told", ActorRefs.NoSender);

        probe.ExpectMsg("told");
        Assert.Equal(Sys.DeadLetters, probe.Sender);
        Assert.Equal("itself", ((IActorRef)probe).Path.Name);
        Assert.True(probe.Equals(probe.Ref));
        Assert.True(probe.Ref.Equals((IActorRef)probe));
    }

    [Fact]
    public void Making_a_probe_does_not_change_the_implicit_sender()
    {
        var probe = CreateTestProbe();

        probe.Ref.Tell("from the test");

        probe.ExpectMsgFrom(TestActor, "from the test");
    }

    [Fact]
    public void A_watched_actor_is_expected_to_end()
    {
        var actor = ActorOf<Quiet>("watched");
        Watch(actor);

        Sys.Stop(actor);

        Assert.Equal(actor, ExpectTerminated(actor).ActorRef);
    }

    [Fact]
    public void A_probe_can_be_watched()
    {
        var probe = CreateTestProbe();
        Watch(probe);

        Sys.Stop(probe);

        ExpectTerminated(probe);
    }

    [Fact]
    public void Unwatching_silences_the_end()
    {
        var actor = ActorOf<Quiet>();
        var other = ActorOf<Quiet>();
        Watch(actor);
        Watch(other);
        Unwatch(actor);

        Sys.Stop(actor);
        Sys.Stop(other);

        ExpectTerminated(other);
        ExpectNoMsg(Soon);
    }

    [Fact]
    public void An_auto_pilot_answers_until_it_hands_over()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"pilot: {message}", probe.Ref);
            return "last".Equals(message) ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        probe.Ref.Tell("first");
        probe.Ref.Tell("last");
        probe.Ref.Tell("unanswered");

        ExpectMsg("pilot: first");
        ExpectMsg("pilot: last");
        ExpectNoMsg(Soon);
        Assert.Equal(["first", "last", "unanswered"], probe.ReceiveN(3));
    }

    [Fact]
    public void A_failing_child_of_the_test_actor_is_judged_by_the_strategy_it_was_given()
    {
        var child = ChildActorOf(Props.Create<Failing>(), new OneForOneStrategy(_ => Directive.Restart));
        child.Tell("fail");
        child.Tell("alive");

        ExpectMsg("alive");
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing()
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("asked for"));
            ReceiveAny(message => Sender.Tell(message));
        }
    }
}
