using System.Collections.Concurrent;
using Akka.Actor;

namespace ModemActors.Tests.Harness;

/// <summary>An actor that only remembers what it was told.</summary>
internal sealed class Witness(ActorSystem system, Func<object, object?>? reply = null)
{
    private readonly ConcurrentQueue<object> _heard = new();

    public IActorRef Ref => field ??= system.ActorOf(Props.Create(() => new Ear(_heard, reply)));

    public IReadOnlyList<T> Heard<T>() => [.. _heard.OfType<T>()];

    public void Forget() => _heard.Clear();

    private sealed class Ear : ReceiveActor
    {
        public Ear(ConcurrentQueue<object> heard, Func<object, object?>? reply) => ReceiveAny(message =>
        {
            heard.Enqueue(message);
            if (reply?.Invoke(message) is { } answer)
                Sender.Tell(answer);
        });
    }
}
