using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class SupervisionSpecs : KernelSpecs
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(typeof(InvalidOperationException), Directive.Restart)]
    [InlineData(typeof(ActorInitializationException), Directive.Stop)]
    [InlineData(typeof(ActorKilledException), Directive.Stop)]
    [InlineData(typeof(DeathPactException), Directive.Stop)]
    public void Default_decider_stops_what_can_not_be_helped(Type failure, Directive directive)
    {
        var cause = failure == typeof(ActorKilledException) ? new ActorKilledException("x")
            : failure == typeof(DeathPactException) ? new DeathPactException(ActorRefs.Nobody)
            : (Exception)Activator.CreateInstance(failure)!;
        Assert.Equal(directive, SupervisorStrategy.DefaultDecider.Decide(cause));
    }

    [Fact]
    public async Task Resume_keeps_state_and_mailbox_and_drops_the_message()
    {
        var (_, child) = await Family(new OneForOneStrategy(_ => Directive.Resume));
        var puppet = await Get(child, c => c);
        var gate = new ManualResetEventSlim();
        child.Tell(new Run(_ => gate.Wait()), ActorRefs.NoSender);
        child.Tell(new BoomException(), ActorRefs.NoSender);
        child.Tell("queued", ActorRefs.NoSender);
        gate.Set();
        await Journal.Expect("c got queued");
        Assert.Same(puppet, await Get(child, c => c));
    }

    [Fact]
    public async Task Stop_stops_the_child_and_tells_the_parent()
    {
        var (parent, child) = await Family(new OneForOneStrategy(_ => Directive.Stop));
        await Do(parent, p => p.Ctx.Watch(child));
        child.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("c PostStop", "p saw c die");
        await Do(parent, p => p.Child("c"));
        await Journal.Expect("c new", "c PreStart");
    }

    [Fact]
    public async Task Escalate_fails_the_supervisor_with_the_exception_of_the_child()
    {
        var (_, child) = await Family(new OneForOneStrategy(_ => Directive.Escalate));
        child.Tell(new BoomException("from below"), ActorRefs.NoSender);
        await Journal.Expect("p PreRestart from below", "p PostStop", "c PostStop", "p new", "p PostRestart from below", "p PreStart");
    }

    [Theory]
    [InlineData(0, -1, 0)]
    [InlineData(2, -1, 2)]
    [InlineData(3, 3_600_000, 3)]
    [InlineData(-1, 3_600_000, 1)]
    public async Task Restarts_are_counted_and_the_one_too_many_stops(int retries, int window, int restarts)
    {
        var (parent, child) = await Family(new OneForOneStrategy(retries, window, _ => Directive.Restart));
        await Do(parent, p => p.Ctx.Watch(child));
        for (var i = 0; i < restarts; i++)
        {
            child.Tell(new BoomException(), ActorRefs.NoSender);
            await Restarted();
        }
        child.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("c PostStop", "p saw c die");
    }

    [Fact]
    public async Task Without_retries_and_window_there_is_no_limit()
    {
        var (_, child) = await Family(new OneForOneStrategy(_ => Directive.Restart));
        for (var i = 0; i < 100; i++)
        {
            child.Tell(new BoomException(), ActorRefs.NoSender);
            await Restarted();
        }
    }

    [Fact]
    public async Task Failure_after_the_window_opens_the_next()
    {
        var (_, child) = await Family(new OneForOneStrategy(1, TimeSpan.FromMilliseconds(1), _ => Directive.Restart));
        for (var i = 0; i < 4; i++)
        {
            child.Tell(new BoomException(), ActorRefs.NoSender);
            await Restarted();
            await Task.Delay(40);
        }
    }

    [Fact]
    public void Strategy_tells_its_limits()
    {
        var strategy = new OneForOneStrategy(3, Hour, _ => Directive.Restart);
        Assert.Equal(3, strategy.MaxNumberOfRetries);
        Assert.Equal(3_600_000, strategy.WithinTimeRangeMilliseconds);
        Assert.Equal(7, strategy.WithMaxNrOfRetries(7).MaxNumberOfRetries);
        Assert.Equal(-1, new OneForOneStrategy(null, null, _ => Directive.Stop).MaxNumberOfRetries);
    }

    [Fact]
    public async Task Decider_may_restart_a_construction_that_failed()
    {
        var journal = Journal;
        var attempts = new int[1];
        var parent = Sys.ActorOf(Puppet.Of(journal, "p").WithSupervisorStrategy(new OneForOneStrategy(cause =>
        {
            journal.Add($"{cause.GetType().Name} {((ActorInitializationException)cause).Actor.Path.Name}");
            return Directive.Restart;
        })), "p");
        await Do(parent, p => p.Ctx.ActorOf(Props.Create(() => new ThirdTime(journal, attempts)), "c"));
        await Journal.Expect(
            "p new", "p PreStart", "attempt 1", "ActorInitializationException c", "attempt 2", "ActorInitializationException c", "attempt 3", "started");
    }

    [Fact]
    public async Task ActorOf_does_not_throw_what_the_constructor_throws()
    {
        Listen<Error>(error => $"{error.Cause?.GetType().Name} {error.LogSource}");
        var attempts = new int[1];
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new ThirdTime(journal, attempts)), "c");
        await Journal.Expect("attempt 1", "ActorInitializationException akka://contract/user/c");
        await Gone(actor);
    }

    [Fact]
    public async Task Child_and_its_descendants_wait_for_the_verdict()
    {
        var gate = new ManualResetEventSlim();
        var journal = Journal;
        var (_, child) = await Family(new OneForOneStrategy(_ =>
        {
            journal.Add("deciding");
            gate.Wait();
            return Directive.Resume;
        }));
        var grandchild = await Get(child, c => c.Child("g"));
        await Journal.Expect("g new", "g PreStart");
        child.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("deciding");
        child.Tell("x", ActorRefs.NoSender);
        await Barrier(await Started("other"));
        Journal.ExpectNothing();
        gate.Set();
        await Journal.Expect("c got x");
        grandchild.Tell("y", ActorRefs.NoSender);
        await Journal.Expect("g got y");
    }

    [Fact]
    public async Task All_for_one_restarts_the_siblings_too()
    {
        var journal = Journal;
        var parent = Sys.ActorOf(Puppet.Of(journal, "p").WithSupervisorStrategy(new AllForOneStrategy(_ => Directive.Restart)), "p");
        await Journal.Expect("p new", "p PreStart");
        var a = await Get(parent, p => p.Child("a"));
        await Journal.Expect("a new", "a PreStart");
        var b = await Get(parent, p => p.Child("b"));
        await Journal.Expect("b new", "b PreStart");
        a.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.ExpectInAnyOrder(
            "a PreRestart boom", "a PostStop", "a new", "a PostRestart boom", "a PreStart", "b PreRestart boom", "b PostStop", "b new", "b PostRestart boom",
            "b PreStart");
        b.Tell("x", ActorRefs.NoSender);
        await Journal.Expect("b got x");
    }

    [Theory]
    [InlineData(Directive.Restart, "Error boom BoomException akka://contract/user/p/c")]
    [InlineData(Directive.Stop, "Error boom BoomException akka://contract/user/p/c")]
    [InlineData(Directive.Resume, "Warning boom  akka://contract/user/p/c")]
    public async Task Verdict_is_logged_with_the_path_of_the_child(Directive directive, string logged)
    {
        var logs = new Journal();
        var (_, child) = await Family(new OneForOneStrategy(_ => directive));
        var listener = Sys.ActorOf(Props.Create(() => new LogListener(logs)));
        Sys.EventStream.Subscribe(listener, typeof(LogEvent));
        child.Tell(new BoomException(), ActorRefs.NoSender);
        var entry = await logs.Next();
        Assert.Equal(logged, directive == Directive.Resume ? entry.Replace("BoomException", "", StringComparison.Ordinal) : entry);
    }

    [Fact]
    public async Task Escalating_past_the_top_ends_the_system()
    {
        var system = ActorSystem.Create("falling", """
            akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off
              actor.guardian-supervisor-strategy = "Akka.Contract.Tests.Kernel.Escalating, Akka.Contract.Tests" }
            """);
        var actor = system.ActorOf(Puppet.Of(Journal, "p"));
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        await system.WhenTerminated.WaitAsync(Patience);
    }

    private async Task<(IActorRef Parent, IActorRef Child)> Family(SupervisorStrategy strategy)
    {
        var parent = Sys.ActorOf(Puppet.Of(Journal, "p").WithSupervisorStrategy(strategy), "p");
        await Journal.Expect("p new", "p PreStart");
        var child = await Get(parent, p => p.Child("c"));
        await Journal.Expect("c new", "c PreStart");
        return (parent, child);
    }

    private Task Restarted() => Journal.Expect("c PreRestart boom", "c PostStop", "c new", "c PostRestart boom", "c PreStart");

    private sealed class ThirdTime : UntypedActor
    {
        private readonly Journal _journal;

        public ThirdTime(Journal journal, int[] attempts)
        {
            _journal = journal;
            journal.Add($"attempt {++attempts[0]}");
            if (attempts[0] < 3)
                throw new BoomException();
        }

        protected override void PreStart() => _journal.Add("started");

        protected override void OnReceive(object message) { }
    }

    private sealed class LogListener : ReceiveActor
    {
        public LogListener(Journal logs) =>
            Receive<LogEvent>(entry => logs.Add($"{entry.GetType().Name} {entry.Message} {entry.Cause?.GetType().Name} {entry.LogSource}"));
    }
}

/// <summary>A guardian's strategy that gives everything up.</summary>
public sealed class Escalating : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
}
