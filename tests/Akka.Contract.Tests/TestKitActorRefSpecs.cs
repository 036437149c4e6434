using Akka.Actor;

namespace Akka.Contract.Tests;

/// <summary>Actors that a test can look into.</summary>
public sealed class TestKitActorRefSpecs : KitSpecs
{
    private sealed class Silent : ReceiveActor
    {
        public Silent() => ReceiveAny(_ => { });
    }

    private sealed class Counting : ReceiveActor
    {
        public Counting()
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("asked for"));
            ReceiveAny(message =>
            {
                Count++;
                Sender.Tell(message);
            });
        }

        public int Count { get; private set; }
    }

    [Fact]
    public void It_has_received_when_it_was_told()
    {
        var actor = ActorOfAsTestActorRef<Counting>("counting");

        actor.Tell("one");
        actor.Tell("two", TestActor);

        Assert.Equal(2, actor.UnderlyingActor.Count);
        Assert.Equal("counting", actor.Path.Name);
        Assert.Equal(["one", "two"], ReceiveN(2));
    }

    [Fact]
    public void A_restart_makes_another_instance()
    {
        var actor = ActorOfAsTestActorRef(() => new Counting());
        var before = actor.UnderlyingActor;

        actor.Tell("fail");

        AwaitAssert(() => Assert.NotSame(before, actor.UnderlyingActor));
    }

    [Fact]
    public void Two_without_a_name_are_told_apart_whatever_they_are()
    {
        var one = ActorOfAsTestActorRef<Counting>();
        var other = ActorOfAsTestActorRef<Silent>();

        Assert.StartsWith("$$", one.Path.Name, StringComparison.Ordinal);
        Assert.NotEqual(one.Path.Name, other.Path.Name);
    }

    [Fact]
    public void It_is_a_reference()
    {
        var actor = ActorOfAsTestActorRef<Counting>();
        Watch(actor);

        Sys.Stop(actor);

        ExpectTerminated(actor);
    }
}
