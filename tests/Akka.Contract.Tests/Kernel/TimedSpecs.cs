using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;

namespace Akka.Contract.Tests.Kernel;

/// <summary>Timers, receive timeout and back-off in virtual time: a step, then a barrier.</summary>
public sealed class TimedSpecs() : KernelSpecs("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Single_timer_comes_once_from_nobody_and_is_inactive_then()
    {
        var actor = await Timed();
        await Do(actor, p => p.Timers.StartSingleTimer("k", "tick", Second));
        Assert.True(await Get(actor, p => p.Timers.IsTimerActive("k")));
        await Step(actor, 0.9);
        Journal.ExpectNothing();
        await Step(actor, 0.1);
        await Journal.Expect("a tick from deadLetters, active: ");
        await Step(actor, 5);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Periodic_timer_comes_until_it_is_cancelled()
    {
        var actor = await Timed();
        await Do(actor, p => p.Timers.StartPeriodicTimer("k", "tick", TimeSpan.Zero, Second, p.Me));
        await Step(actor, 0);
        await Journal.Expect("a tick from a, active: k");
        await Step(actor, 1);
        await Journal.Expect("a tick from a, active: k");
        await Do(actor, p => p.Timers.Cancel("k"));
        await Step(actor, 1);
        Journal.ExpectNothing();
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("cancel all")]
    [InlineData("replace")]
    [InlineData("restart")]
    public async Task Message_in_the_mailbox_is_not_delivered_when_its_timer_is_no_more(string how)
    {
        var actor = await Timed();
        await Do(actor, p => p.Timers.StartSingleTimer("k", "old", Second));
        var gate = new ManualResetEventSlim();
        actor.Tell(new Run(p =>
        {
            gate.Wait();
            switch (how)
            {
                case "cancel":
                    p.Timers.Cancel("k");
                    break;
                case "cancel all":
                    p.Timers.CancelAll();
                    break;
                case "replace":
                    p.Timers.StartSingleTimer("k", "new", 10 * Second);
                    break;
                default:
                    throw new BoomException();
            }
        }), ActorRefs.NoSender);
        Time.Advance(Second);
        gate.Set();
        if (how == "restart")
            await Journal.Expect("a PreRestart boom", "a PostStop", "a new", "a PostRestart boom", "a PreStart");
        await Barrier(actor);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Timers_end_with_the_actor()
    {
        Listen<Event.AllDeadLetters>(letter => $"dead {letter.Message}");
        var actor = await Timed();
        await Do(actor, p => p.Timers.StartPeriodicTimer("k", "tick", Second));
        Sys.Stop(actor);
        await Gone(actor);
        Time.Advance(2 * Second);
        await Journal.Expect("a PostStop");
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Stash_keeps_the_message_of_a_timer_and_not_its_wrapper()
    {
        var actor = await Started("a");
        await Do(actor, p =>
        {
            p.OnMessage = (self, _) => self.Stash.Stash();
            p.Timers.StartSingleTimer("k", "tick", Second);
        });
        await Step(actor, 1);
        await Do(actor, p =>
        {
            p.OnMessage = null;
            p.Stash.UnstashAll();
        });
        await Journal.Expect("a got tick");
    }

    [Fact]
    public async Task Timers_can_be_started_in_the_constructor_and_the_stash_is_there_in_PreStart()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Early(journal)));
        await Journal.Expect("no stash yet", "stash");
        Time.Advance(Second);
        await actor.Ask<ActorIdentity>(new Identify(1), Patience);
        await Journal.Expect("tick");
    }

    [Fact]
    public async Task Receive_timeout_repeats_from_the_actor_itself_until_it_is_turned_off()
    {
        var actor = await Started("a");
        await Do(actor, p =>
        {
            p.OnMessage = (self, message) => self.Tell($"{message.GetType().Name} from {self.From.Path.Name}");
            p.Ctx.SetReceiveTimeout(Second);
        });
        for (var i = 0; i < 3; i++)
        {
            await StepQuietly(actor, 1);
            await Journal.Expect("a ReceiveTimeout from a");
        }
        await Do(actor, p => p.Ctx.SetReceiveTimeout(null));
        await StepQuietly(actor, 5);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Only_messages_that_count_put_the_receive_timeout_off()
    {
        var actor = await Started("a");
        await Do(actor, p =>
        {
            p.OnMessage = (self, message) => self.Tell(message.GetType().Name);
            p.Ctx.SetReceiveTimeout(Second);
        });
        await StepQuietly(actor, 0.6);
        actor.Tell("x", ActorRefs.NoSender);
        await Journal.Expect("a String");
        await StepQuietly(actor, 0.6);
        Journal.ExpectNothing();
        actor.Tell(new Unheeded(), ActorRefs.NoSender);
        await Journal.Expect("a Unheeded");
        await StepQuietly(actor, 0.4);
        await Journal.Expect("a ReceiveTimeout");
    }

    [Fact]
    public async Task Receive_timeout_survives_a_restart()
    {
        var actor = await Started("a");
        await Do(actor, p => p.Ctx.SetReceiveTimeout(Second));
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("a PreRestart boom", "a PostStop", "a new", "a PostRestart boom", "a PreStart");
        await StepQuietly(actor, 1);
        await Journal.Expect("a got Akka.Actor.ReceiveTimeout");
    }

    [Fact]
    public async Task Back_off_on_failure_waits_longer_each_time_and_gives_up_in_the_end()
    {
        var parent = await Started("p");
        var props = BackoffSupervisor.Props(Backoff.OnFailure(Puppet.Of(Journal, "c"), "c", Second, 3 * Second, 0, 3).WithAutoReset(100 * Second));
        var supervisor = await Get(parent, p => p.Ctx.Watch(p.Ctx.ActorOf(props, "s")));
        foreach (var seconds in new[] { 1, 2, 3 })
        {
            await Journal.Expect("c new", "c PreStart");
            supervisor.Tell(new BoomException(), ActorRefs.NoSender);
            await Journal.Expect("c PostStop");
            await ChildGone(supervisor);
            Time.Advance(seconds * Second - TimeSpan.FromTicks(1));
            Assert.Null(await Child(supervisor));
            Time.Advance(TimeSpan.FromTicks(1));
        }
        await Journal.Expect("c new", "c PreStart");
        Assert.Equal(3, (await supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Patience)).Count);
        supervisor.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("c PostStop", "p saw s die");
    }

    [Fact]
    public async Task Back_off_on_failure_ends_with_a_child_that_ends_by_itself()
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(Puppet.Of(Journal, "c"), "c", Second, Second, 0, -1)));
        await Journal.Expect("c new", "c PreStart");
        (await Child(supervisor))!.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        await Journal.Expect("c PostStop");
        await Gone(supervisor);
    }

    [Fact]
    public async Task Back_off_on_stop_starts_again_forgets_and_relays()
    {
        var parent = await Started("p");
        var options = Backoff.OnStop(Puppet.Of(Journal, "c"), "c", Second, 10 * Second, 0, -1).WithReplyWhileStopped("later").WithAutoReset(2 * Second);
        var supervisor = await Get(parent, p => p.Ctx.ActorOf(BackoffSupervisor.Props(options), "s"));
        await Journal.Expect("c new", "c PreStart");
        var child = (await Child(supervisor))!;
        await Do(child, c => c.OnMessage = (self, message) => self.Ctx.Parent.Tell($"up {message} from {self.From.Path.Name}"));
        await Do(parent, _ => supervisor.Tell("x"));
        await Journal.Expect("p got up x from p");
        child.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        await Journal.Expect("c PostStop");
        await ChildGone(supervisor);
        Assert.Equal("later", await supervisor.Ask<string>("x", Patience));
        Time.Advance(Second);
        await Journal.Expect("c new", "c PreStart");
        Assert.Equal(1, (await supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Patience)).Count);
        Time.Advance(2 * Second);
        Assert.Equal(0, (await supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Patience)).Count);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 1.1)]
    [InlineData(1, 2, -0.1)]
    public void Back_off_checks_its_numbers(double min, double max, double factor) =>
        Assert.Throws<ArgumentException>(() =>
            BackoffSupervisor.Props(Backoff.OnStop(Puppet.Of(Journal, "c"), "c", min * Second, max * Second, factor, -1)));

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    private async Task<IActorRef> Timed()
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (self, message) =>
            self.Tell($"{message} from {self.From.Path.Name}, active: {string.Join(",", self.Timers.ActiveTimers)}"));
        return actor;
    }

    private async Task Step(IActorRef actor, double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await Barrier(actor);
    }

    /// <summary>A barrier that does not count for the receive timeout.</summary>
    private async Task StepQuietly(IActorRef actor, double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await actor.Ask<ActorIdentity>(new Identify(0), Patience);
    }

    private static async Task<IActorRef?> Child(IActorRef supervisor) =>
        (await supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, Patience)).Ref;

    private static Task ChildGone(IActorRef supervisor) => Until(async () => await Child(supervisor) is null);

    private sealed record Unheeded : INotInfluenceReceiveTimeout;

    private sealed class Early : ReceiveActor, IWithTimers, IWithStash
    {
        private readonly Journal _journal;

        public Early(Journal journal)
        {
            _journal = journal;
            journal.Add(Stash is null ? "no stash yet" : "stash");
            Timers.StartSingleTimer("k", "tick", TimeSpan.FromSeconds(1));
            Receive<string>(journal.Add);
        }

        public ITimerScheduler Timers { get; set; } = null!;
        public IStash Stash { get; set; } = null!;

        protected override void PreStart() => _journal.Add(Stash is null ? "no stash" : "stash");
    }
}
