using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class DeadLetterSpecs : KernelSpecs
{
    [Fact]
    public async Task Dead_letter_that_reaches_a_dead_subscriber_is_no_new_dead_letter()
    {
        Listen<DeadLetter>(letter => $"{letter.Message}");
        var hearer = await Started("a");
        Assert.True(await hearer.GracefulStop(Patience));
        await Journal.Expect("a PostStop");
        hearer.Tell(new DeadLetter("old", hearer, hearer), ActorRefs.NoSender);
        hearer.Tell("new", ActorRefs.NoSender);
        await Journal.Expect("new");
    }

    [Fact]
    public async Task Suppressed_letter_to_a_dead_actor_is_addressed_to_the_dead_letters()
    {
        Listen<SuppressedDeadLetter>(letter => $"to {letter.Recipient.Path.Name}");
        var actor = await Started("a");
        Assert.True(await actor.GracefulStop(Patience));
        await Journal.Expect("a PostStop");
        actor.Tell(new Hushed(), ActorRefs.NoSender);
        await Journal.Expect("to deadLetters");
    }

    [Fact]
    public async Task Answer_of_another_type_is_a_dead_letter_too()
    {
        Listen<DeadLetter>(letter => $"{letter.Message} from {letter.Sender.Path.Parent.Name}");
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (me, _) => me.From.Tell(1));
        await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<string>("x", Patience));
        await Journal.Expect("1 from temp");
    }

    [Fact]
    public void Nobody_is_null_Nobody_the_dead_letters_and_what_has_no_path()
    {
        Assert.True(ActorRefs.NoSender.IsNobody());
        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.True(Sys.DeadLetters.IsNobody());
        Assert.False(Sys.ActorOf(Puppet.Of(Journal, "a"), "a").IsNobody());
    }

    private sealed class Hushed : IDeadLetterSuppression;
}
