using Akka.Actor;

namespace ModemActors.Tests.Harness;

/// <summary>
/// A parent for one actor under test: tells the witness what the child says to its parent, passes everything else to the child, and restarts it when it fails.
/// </summary>
internal sealed class Foster : ReceiveActor
{
    private readonly Witness _witness;

    public static Props Create(Props child, Witness witness, string name) => Props.Create(() => new Foster(child, witness, name));

    public Foster(Props child, Witness witness, string name)
    {
        _witness = witness;
        var ward = Context.ActorOf(child, name);
        ReceiveAny(message =>
        {
            if (Sender.Equals(ward))
                witness.Ref.Tell(message);
            else
                ward.Forward(message);
        });
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _witness.Ref.Tell(cause);
        return Directive.Restart;
    });
}
