using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class DeathWatchSpecs : KernelSpecs
{
    [Fact]
    public async Task Watcher_hears_once_and_from_the_dead()
    {
        var (watcher, subject) = (await Started("w"), await Started("s"));
        await Do(watcher, w =>
        {
            w.Ctx.Watch(subject);
            w.Ctx.Watch(subject);
        });
        Sys.Stop(subject);
        await Journal.Expect("s PostStop", "w saw s die");
        await Barrier(watcher);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Watching_the_dead_brings_the_news_too()
    {
        var (watcher, subject) = (await Started("w"), await Started("s"));
        Assert.True(await subject.GracefulStop(Patience));
        await Journal.Expect("s PostStop");
        await Do(watcher, w => w.Ctx.Watch(subject));
        await Journal.Expect("w saw s die");
    }

    [Fact]
    public async Task Unwatch_takes_back_news_that_are_in_the_mailbox()
    {
        var (watcher, subject) = (await Started("w"), await Started("s"));
        await Do(watcher, w => w.Ctx.Watch(subject));
        var gate = new ManualResetEventSlim();
        var unwatched = new Run(w =>
        {
            gate.Wait();
            w.Ctx.Unwatch(subject);
        });
        watcher.Tell(unwatched, ActorRefs.NoSender);
        Assert.True(await subject.GracefulStop(Patience));
        gate.Set();
        await Barrier(watcher);
        await Journal.Expect("s PostStop");
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Restart_is_no_death()
    {
        var (watcher, subject) = (await Started("w"), await Started("s"));
        await Do(watcher, w => w.Ctx.Watch(subject));
        subject.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("s PreRestart boom", "s PostStop", "s new", "s PostRestart boom", "s PreStart");
        await Barrier(watcher);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Own_message_comes_instead_of_Terminated_and_the_first_watch_wins()
    {
        var (watcher, subject, other) = (await Started("w"), await Started("s"), await Started("o"));
        await Do(watcher, w =>
        {
            w.OnMessage = (self, message) => self.Tell($"{message} from {self.From.Path.Name}");
            w.Ctx.WatchWith(subject, "gone");
            w.Ctx.Watch(other);
            w.Ctx.WatchWith(other, "never");
        });
        Sys.Stop(subject);
        await Journal.Expect("s PostStop", "w gone from s");
        Sys.Stop(other);
        await Journal.Expect("o PostStop", "w saw o die");
    }

    [Fact]
    public async Task Watching_oneself_is_nothing()
    {
        var actor = await Started("w");
        await Do(actor, w => w.Ctx.Watch(w.Me));
        Sys.Stop(actor);
        await Journal.Expect("w PostStop");
        await Gone(actor);
    }

    [Fact]
    public async Task Last_words_come_before_the_news()
    {
        var (watcher, subject) = (await Started("w"), await Started("s"));
        await Do(watcher, w => w.Ctx.Watch(subject));
        subject.Tell(new Run(s =>
        {
            for (var i = 0; i < 100; i++)
                watcher.Tell(i);
            s.Ctx.Stop(s.Me);
        }), ActorRefs.NoSender);
        var entries = new List<string>();
        while (entries.Count < 102)
            entries.Add(await Journal.Next());
        entries.Remove("s PostStop");
        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => $"w got {i}"), "w saw s die"], entries);
    }

    [Fact]
    public async Task Name_is_free_when_the_parent_hears_of_the_death()
    {
        var parent = await Started("p");
        var child = await Get(parent, p => p.Ctx.WatchWith(p.Child("c"), "dead"));
        await Journal.Expect("c new", "c PreStart");
        var reborn = new TaskCompletionSource<IActorRef>();
        await Do(parent, p => p.OnMessage = (self, _) => reborn.SetResult(self.Child("c")));
        child.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        Assert.NotEqual(child, await reborn.Task.WaitAsync(Patience));
        await Journal.Expect("c PostStop", "c new", "c PreStart");
    }

    [Fact]
    public async Task Graceful_stop_is_true_for_the_dying_and_the_dead_and_false_when_it_takes_too_long()
    {
        var actor = await Started("x");
        var gate = new ManualResetEventSlim();
        actor.Tell(new Run(_ => gate.Wait()), ActorRefs.NoSender);
        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(30)));
        gate.Set();
        Assert.True(await actor.GracefulStop(Patience));
        Assert.True(await actor.GracefulStop(Patience));
        var other = await StartedAfter("y");
        await Do(other, p => p.OnMessage = (self, message) => self.Ctx.Stop(self.Me));
        Assert.True(await other.GracefulStop(Patience, "please"));
    }

    [Fact]
    public async Task Identify_is_answered_by_the_living()
    {
        var actor = await Started("x");
        var identity = await actor.Ask<ActorIdentity>(new Identify(7), Patience);
        Assert.Equal(7, identity.MessageId);
        Assert.Equal(actor, identity.Subject);
    }

    [Fact]
    public async Task Selection_finds_by_absolute_and_relative_path()
    {
        var parent = await Started("p");
        var child = await Get(parent, p => p.Child("c"));
        await Journal.Expect("c new", "c PreStart");
        Assert.Equal(child, await Sys.ActorSelection("/user/p/c").ResolveOne(Patience));
        Assert.Equal(child, await Sys.ActorSelection(child.Path).ResolveOne(Patience));
        Assert.Equal(child, await Sys.ActorSelection("akka://contract/user/p/c").ResolveOne(Patience));
        await Do(parent, p => p.Ctx.ActorSelection("c").Tell("down"));
        await Journal.Expect("c got down");
        await Do(child, c => c.Ctx.ActorSelection("../../p").Tell("up"));
        await Journal.Expect("p got up");
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/missing").ResolveOne(Patience));
    }

    [Fact]
    public async Task Selection_of_nobody_is_a_dead_letter()
    {
        Listen<Akka.Event.DeadLetter>(letter => $"{letter.Message} for {letter.Recipient.Path.ToStringWithoutAddress()}");
        Sys.ActorSelection("/user/missing/too").Tell("x");
        await Journal.Expect("x for /user/missing/too");
    }

    private async Task<IActorRef> StartedAfter(string name)
    {
        await Journal.Expect("x PostStop");
        return await Started(name);
    }
}
