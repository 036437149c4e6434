using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Takes everything and does nothing.</summary>
public class BlackHoleActor : ActorBase
{
    public static Props Props => Props.Create<BlackHoleActor>();

    protected override bool Receive(object message) => true;
}

/// <summary>Answers with the message, or tells it to the test actor.</summary>
public class EchoActor : ReceiveActor
{
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true)
        : this(testkit.TestActor, echoBackToSenderAsWell)
    {
    }

    public EchoActor(IActorRef echoReceiver, bool echoBackToSenderAsWell = true)
    {
        ReceiveAny(message =>
        {
            if (!ReferenceEquals(Sender, echoReceiver) && echoBackToSenderAsWell)
            {
                Sender.Forward(message);
            }

            echoReceiver.Forward(message);
        });
    }

    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        Akka.Actor.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}

/// <summary>Leaves every message unhandled.</summary>
public class UnhandledMessageActor : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);
}
