using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class LifecycleSpecs : KernelSpecs
{
    [Fact]
    public async Task Restart_goes_step_by_step_and_waits_for_the_children()
    {
        var gate = new ManualResetEventSlim();
        var actor = await Started("p");
        var child = await Get(actor, p => p.Child("c"));
        await Journal.Expect("c new", "c PreStart");
        var busy = new TaskCompletionSource();
        child.Tell(new Run(_ =>
        {
            busy.SetResult();
            gate.Wait();
        }), ActorRefs.NoSender);
        await busy.Task.WaitAsync(Journal.Patience);
        await Do(actor, p =>
        {
            p.OnMessage = (self, _) => self.Stash.Stash();
            p.OnPostStop = self => self.Tell($"has {string.Join(",", self.Ctx.GetChildren().Select(each => each.Path.Name))}, hears {self.From.Path.Name}");
        });
        actor.Tell("stashed 1", ActorRefs.NoSender);
        actor.Tell("stashed 2", ActorRefs.NoSender);
        var queued = new ManualResetEventSlim();
        actor.Tell(new Run(p =>
        {
            p.Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromMilliseconds(1));
            queued.Wait();
        }), ActorRefs.NoSender);
        actor.Tell(new BoomException(), child);
        actor.Tell("queued 1", ActorRefs.NoSender);
        actor.Tell("queued 2", ActorRefs.NoSender);
        queued.Set();
        await Journal.Expect("p PreRestart boom", "p PostStop", "p has c, hears c");
        Journal.ExpectNothing();
        gate.Set();
        await Journal.Expect("c PostStop", "p new", "p PostRestart boom", "p PreStart", "p got stashed 1", "p got stashed 2", "p got queued 1", "p got queued 2");
        Assert.Empty(await Get(actor, p => p.Ctx.GetChildren()));
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task PreRestart_hears_the_sender_and_the_message_that_failed()
    {
        var journal = Journal;
        var sender = await Started("sender");
        var actor = Sys.ActorOf(Props.Create(() => new Telling(journal)));
        await Do(sender, _ => actor.Tell("bad"));
        await Journal.Expect("PreRestart boom bad from sender, no PostStop", "PostRestart");
    }

    [Fact]
    public async Task Children_survive_a_PreRestart_that_does_not_call_its_base_and_are_restarted()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Telling(journal)));
        var child = await actor.Ask<IActorRef>("child", Patience);
        await Journal.Expect("c new", "c PreStart");
        actor.Tell("bad", ActorRefs.NoSender);
        await Journal.Expect(
            "PreRestart boom bad from deadLetters, no PostStop", "PostRestart", "c PreRestart boom", "c PostStop", "c new", "c PostRestart boom", "c PreStart");
        Assert.Equal(child, await Get(child, c => c.Me));
    }

    [Theory]
    [InlineData("PreRestart")]
    [InlineData("PostStop")]
    public async Task Throwing_hook_is_logged_and_the_restart_goes_on(string hook)
    {
        var journal = Journal;
        Listen<Error>(error => $"{error.Cause?.GetType().Name}: {error.Message}");
        var actor = Sys.ActorOf(Props.Create(() => new Throwing(journal, hook)));
        await Journal.Expect("made");
        actor.Tell("bad", ActorRefs.NoSender);
        await Journal.ExpectInAnyOrder("BoomException: boom", "PreRestartException: in hook", "made");
        Sys.Stop(actor);
        if (hook == "PostStop")
            await Journal.Expect("BoomException: in hook");
        await Gone(actor);
    }

    [Theory]
    [InlineData("constructor")]
    [InlineData("PostRestart")]
    public async Task Failing_new_incarnation_is_reported_to_the_parent(string hook)
    {
        var journal = Journal;
        Listen<Error>(error => $"{error.Cause?.GetType().Name}");
        var actor = Sys.ActorOf(Props.Create(() => new Throwing(journal, hook)));
        await Journal.Expect("made");
        actor.Tell("bad", ActorRefs.NoSender);
        var entries = new List<string> { await Journal.Next(), await Journal.Next() };
        if (hook == "PostRestart")
            entries.Add(await Journal.Next());
        Assert.Equal(nameof(BoomException), entries[0] == "made" ? entries[1] : entries[0]);
        Assert.Contains(nameof(PostRestartException), entries);
        await Gone(actor);
    }

    [Fact]
    public async Task Stop_ends_children_before_the_parent()
    {
        var actor = await Started("p");
        var child = await Get(actor, p => p.Child("c"));
        await Journal.Expect("c new", "c PreStart");
        await Do(child, c => c.Child("g"));
        await Journal.Expect("g new", "g PreStart");
        await Do(actor, p => p.OnPostStop = self => self.Tell($"has {self.Ctx.GetChildren().Count()} children"));
        Sys.Stop(actor);
        await Journal.Expect("g PostStop", "c PostStop", "p PostStop", "p has 0 children");
    }

    [Fact]
    public async Task Stop_takes_effect_after_the_current_message_and_the_rest_is_dead_with_the_stash_first()
    {
        Listen<DeadLetter>(letter => $"dead {letter.Message}");
        var actor = await Started("p");
        await Do(actor, p => p.OnMessage = (self, _) => self.Stash.Stash());
        actor.Tell("stashed", ActorRefs.NoSender);
        var gate = new ManualResetEventSlim();
        actor.Tell(new Run(p =>
        {
            gate.Wait();
            p.Ctx.Stop(p.Me);
            p.Tell("still here");
        }), ActorRefs.NoSender);
        actor.Tell("queued", ActorRefs.NoSender);
        gate.Set();
        await Journal.Expect("p still here", "p PostStop", "dead stashed", "dead queued");
        await Gone(actor);
        actor.Tell("late", ActorRefs.NoSender);
        await Journal.Expect("dead late");
    }

    [Fact]
    public async Task Poison_pill_waits_its_turn()
    {
        var actor = await Started("p");
        var gate = new ManualResetEventSlim();
        actor.Tell(new Run(_ => gate.Wait()), ActorRefs.NoSender);
        actor.Tell("before", ActorRefs.NoSender);
        actor.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        actor.Tell("after", ActorRefs.NoSender);
        gate.Set();
        await Journal.Expect("p got before", "p PostStop");
        await Gone(actor);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Kill_stops_by_an_exception()
    {
        Listen<Error>(error => $"{error.Cause?.GetType().Name}: {error.Message}");
        var actor = await Started("p");
        actor.Tell(Kill.Instance, ActorRefs.NoSender);
        await Journal.ExpectInAnyOrder("ActorKilledException: Kill", "p PostStop");
    }

    [Fact]
    public async Task Stopping_actor_makes_no_children()
    {
        var actor = await Started("p");
        await Do(actor, p => p.OnPostStop = self =>
            self.Tell(Assert.Throws<InvalidOperationException>(() => self.Ctx.ActorOf(Puppet.Of(self.Journal, "c"), "c")).Message));
        Sys.Stop(actor);
        await Journal.Expect("p PostStop", "p Cannot create child while terminating or terminated");
    }

    [Fact]
    public async Task Child_made_in_the_hooks_of_a_restart_lives_afterwards()
    {
        var actor = await Started("p");
        await Do(actor, p => p.OnPostStop = self => self.Child("late"));
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("p PreRestart boom", "p PostStop");
        await Journal.ExpectInAnyOrder(
            "late new", "late PreStart", "p new", "p PostRestart boom", "p PreStart", "late PreRestart boom", "late PostStop", "late new", "late PostRestart boom",
            "late PreStart");
        var child = await Get(actor, p => p.Ctx.Child("late"));
        child.Tell("x", ActorRefs.NoSender);
        await Journal.Expect("late got x");
    }

    private sealed class Telling : UntypedActor
    {
        private readonly Journal _journal;

        public Telling(Journal journal) => _journal = journal;

        protected override void OnReceive(object message)
        {
            if (message is "bad")
                throw new BoomException();
            var journal = _journal;
            Sender.Tell(Context.ActorOf(Puppet.Of(journal, "c"), "c"));
        }

        protected override void PreRestart(Exception reason, object message) =>
            _journal.Add($"PreRestart {reason.Message} {message} from {Sender.Path.Name}, no PostStop");

        protected override void PostRestart(Exception reason) => _journal.Add("PostRestart");

        protected override void PostStop() => _journal.Add("PostStop");
    }

    private sealed class Throwing : UntypedActor
    {
        private readonly string _hook;

        public Throwing(Journal journal, string hook)
        {
            _hook = hook;
            if (hook == "constructor" && Made.Contains(journal))
                throw new BoomException("again");
            Made.Add(journal);
            journal.Add("made");
        }

        private static System.Collections.Concurrent.ConcurrentBag<Journal> Made { get; } = [];

        protected override void OnReceive(object message) => throw new BoomException();

        protected override void PreRestart(Exception reason, object message)
        {
            Fail("PreRestart");
            PostStop();
        }

        protected override void PostRestart(Exception reason) => Fail("PostRestart");

        protected override void PostStop() => Fail("PostStop");

        private void Fail(string hook)
        {
            if (_hook == hook)
                throw new BoomException("in hook");
        }
    }
}
