using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class StashSpecs : KernelSpecs
{
    [Fact]
    public async Task Unstashed_messages_come_in_order_before_the_mailbox()
    {
        var actor = await Stashing(1, 2, 3);
        var gate = new ManualResetEventSlim();
        actor.Tell(new Run(p =>
        {
            gate.Wait();
            p.OnMessage = null;
            Assert.Equal(3, p.Stash.Count);
            p.Stash.UnstashAll();
            Assert.True(p.Stash.IsEmpty);
        }), ActorRefs.NoSender);
        actor.Tell(4, ActorRefs.NoSender);
        gate.Set();
        await Journal.Expect("a got 1", "a got 2", "a got 3", "a got 4");
    }

    [Fact]
    public async Task Unstash_takes_the_oldest_and_a_filter_drops_the_rest()
    {
        var actor = await Stashing(1, 2, 3, 4);
        await Do(actor, p =>
        {
            p.OnMessage = null;
            p.Stash.Unstash();
        });
        await Journal.Expect("a got 1");
        await Do(actor, p => p.Stash.UnstashAll(envelope => (int)envelope.Message % 2 == 0));
        await Journal.Expect("a got 2", "a got 4");
        Assert.True(await Get(actor, p => p.Stash.IsEmpty));
    }

    [Fact]
    public async Task Same_delivery_is_stashed_once_and_equal_messages_twice()
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (self, _) =>
        {
            self.Stash.Stash();
            self.Tell(Assert.Throws<IllegalActorStateException>(self.Stash.Stash).GetType().Name);
        });
        actor.Tell("x", ActorRefs.NoSender);
        actor.Tell("x", ActorRefs.NoSender);
        await Journal.Expect("a IllegalActorStateException", "a IllegalActorStateException");
        Assert.Equal(2, await Get(actor, p => p.Stash.Count));
    }

    [Fact]
    public async Task Sender_is_kept_and_news_of_death_can_be_stashed()
    {
        var (actor, subject, sender) = (await Started("a"), await Started("s"), await Started("o"));
        await Do(actor, p =>
        {
            p.Ctx.WatchWith(subject, "dead");
            p.OnMessage = (self, _) => self.Stash.Stash();
        });
        await Do(sender, _ => actor.Tell("x"));
        Sys.Stop(subject);
        await Journal.Expect("s PostStop");
        await Until(async () => await Get(actor, p => p.Stash.Count) == 2);
        await Do(actor, p =>
        {
            p.OnMessage = (self, message) => self.Tell($"{message} from {self.From.Path.Name}");
            p.Stash.UnstashAll();
        });
        await Journal.Expect("a x from o", "a saw s die");
    }

    [Fact]
    public async Task Capacity_is_unbounded()
    {
        var actor = await Started("a");
        Assert.Equal(-1, await Get(actor, p => p.Stash.Capacity));
        Assert.False(await Get(actor, p => p.Stash.IsFull));
    }

    private async Task<IActorRef> Stashing(params int[] messages)
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (self, _) => self.Stash.Stash());
        foreach (var message in messages)
            actor.Tell(message, ActorRefs.NoSender);
        return actor;
    }
}
