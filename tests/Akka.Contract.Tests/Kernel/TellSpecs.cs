using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class TellSpecs : KernelSpecs
{
    [Fact]
    public async Task Null_is_refused_at_the_caller()
    {
        var actor = await Started("x");
        var refusal = Assert.Throws<ArgumentNullException>(() => actor.Tell(null!, ActorRefs.NoSender));
        Assert.StartsWith("The message cannot be null.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sender_outside_of_actors_is_the_dead_letter_office()
    {
        var actor = await Started("x");
        Assert.Same(Sys.DeadLetters, await Get(actor, p => p.From));
    }

    [Fact]
    public async Task Implicit_sender_inside_of_an_actor_is_itself()
    {
        var (a, b) = (await Started("a"), await Started("b"));
        await Do(b, p => p.OnMessage = (self, message) => self.Tell($"{message} from {self.From.Path.Name}"));
        await Do(a, _ => b.Tell("x"));
        await Journal.Expect("b x from a");
    }

    [Fact]
    public async Task Forward_keeps_the_sender()
    {
        var (a, b, c) = (await Started("a"), await Started("b"), await Started("c"));
        await Do(b, p => p.OnMessage = (_, message) => c.Forward(message));
        await Do(c, p => p.OnMessage = (self, message) => self.Tell($"{message} from {self.From.Path.Name}"));
        await Do(a, _ => b.Tell("x"));
        await Journal.Expect("c x from a");
    }

    [Fact]
    public void Nobody_swallows_everything()
    {
        Listen<Akka.Event.AllDeadLetters>(letter => $"{letter.Message}");
        ActorRefs.Nobody.Tell("x", ActorRefs.NoSender);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Messages_of_one_sender_keep_their_order()
    {
        var actor = await Started("x");
        var seen = new List<int>();
        await Do(actor, p => p.OnMessage = (_, message) => seen.Add((int)message));
        for (var i = 0; i < 10_000; i++)
            actor.Tell(i, ActorRefs.NoSender);
        await Barrier(actor);
        Assert.Equal(Enumerable.Range(0, 10_000), seen);
    }

    [Fact]
    public async Task Outside_of_an_actor_there_is_no_context()
    {
        var actor = await Started("x");
        var puppet = await Get(actor, p => p);
        await OnFreshThread(() =>
        {
            Assert.Throws<NotSupportedException>(() => puppet.Ctx);
            Assert.Throws<NotSupportedException>(() => puppet.Me);
            Assert.Throws<NotSupportedException>(() => puppet.From);
        });
    }
}
