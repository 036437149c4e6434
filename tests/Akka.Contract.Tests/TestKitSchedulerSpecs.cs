using Akka.Actor;
using Akka.TestKit;

namespace Akka.Contract.Tests;

/// <summary>Virtual time: what an advance fires, and what it leaves.</summary>
public sealed class TestKitSchedulerSpecs() : KitSpecs(
    """akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(30);

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Nothing_is_due_before_its_time()
    {
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "due", ActorRefs.NoSender);

        Time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(HasMessages);
        Time.Advance(TimeSpan.FromTicks(1));

        ExpectMsg("due");
        Time.Advance(10 * Second);
        Assert.False(HasMessages);
    }

    [Fact]
    public void What_is_due_fires_by_time_and_then_in_order_of_scheduling()
    {
        Sys.Scheduler.ScheduleTellOnce(3 * Second, TestActor, "third", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "first", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "second", ActorRefs.NoSender);

        Time.Advance(5 * Second);

        Assert.Equal(["first", "second", "third"], ReceiveN(3));
    }

    [Fact]
    public void What_repeats_fires_once_per_advance_and_anew_from_its_end()
    {
        Sys.Scheduler.ScheduleTellRepeatedly(Second, Second, TestActor, "tick", ActorRefs.NoSender);

        Time.Advance(10 * Second);
        ExpectMsg("tick");
        Assert.False(HasMessages);

        Time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(HasMessages);
        Time.Advance(TimeSpan.FromTicks(1));
        ExpectMsg("tick");
        Assert.False(HasMessages);
    }

    [Fact]
    public void A_cancelled_message_is_not_sent()
    {
        var once = Sys.Scheduler.ScheduleTellOnceCancelable(Second, TestActor, "once", ActorRefs.NoSender);
        var often = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(Second, Second, TestActor, "often", ActorRefs.NoSender);
        Time.Advance(Second - TimeSpan.FromTicks(1));

        once.Cancel();
        often.Cancel();
        Time.Advance(10 * Second);

        Assert.False(HasMessages);
    }

    [Fact]
    public void Actions_run_while_time_advances()
    {
        var runs = 0;
        Sys.Scheduler.Advanced.ScheduleRepeatedly(Second, Second, () => runs++);
        Sys.Scheduler.Advanced.ScheduleOnce(Second, () => runs += 10);

        Time.Advance(Second);
        Assert.Equal(11, runs);
        Time.Advance(Second);
        Assert.Equal(12, runs);
    }

    [Fact]
    public void What_is_scheduled_meanwhile_waits_for_the_next_advance()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(Second, () =>
            Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "follow-up", ActorRefs.NoSender));

        Time.Advance(5 * Second);
        Assert.False(HasMessages);
        Time.Advance(Second);

        ExpectMsg("follow-up");
    }

    [Fact]
    public void Time_goes_to_a_moment_but_never_back()
    {
        var start = Time.Now;
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "due", ActorRefs.NoSender);

        Time.AdvanceTo(start + Second);

        ExpectMsg("due");
        Assert.Equal(start + Second, Sys.Scheduler.Now);
        Assert.Throws<InvalidOperationException>(() => Time.AdvanceTo(start));
    }

    [Fact]
    public void The_monotonic_clock_stays_real()
    {
        var before = Sys.Scheduler.MonotonicClock;

        Time.Advance(TimeSpan.FromDays(365));

        Assert.True(Sys.Scheduler.MonotonicClock - before < TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Timers_of_actors_follow_virtual_time()
    {
        var actor = ActorOf(() => new Ticking(TestActor));
        await actor.Ask<string>("ready?", TimeSpan.FromSeconds(10));

        Time.Advance(3 * Second);
        await actor.Ask<string>("ready?", TimeSpan.FromSeconds(10));
        ExpectMsg("tick");
        Assert.False(HasMessages);

        Time.Advance(Second);
        ExpectMsg("tick");
    }

    [Fact]
    public async Task The_receive_timeout_follows_virtual_time()
    {
        var actor = ActorOf(() => new Idle(TestActor));
        await actor.Ask<string>("ready?", TimeSpan.FromSeconds(10));
        ExpectNoMsg(Soon);

        Time.Advance(Second);

        ExpectMsg("idle");
    }

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        public Ticking(IActorRef listener)
        {
            Receive<string>(text => text == "ready?", _ => Sender.Tell("yes"));
            ReceiveAny(_ => listener.Tell("tick"));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("tick", 1, Second);
    }

    private sealed class Idle : ReceiveActor
    {
        public Idle(IActorRef listener)
        {
            Receive<ReceiveTimeout>(_ => listener.Tell("idle"));
            ReceiveAny(_ => Sender.Tell("yes"));
        }

        protected override void PreStart() => SetReceiveTimeout(Second);
    }
}
