using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Queues what it receives for the test, minus what is ignored.</summary>
internal sealed class InternalTestActor : UntypedActor
{
    private readonly ReceivedMessages _received;
    private readonly Dictionary<IActorRef, SupervisorStrategy> _strategies = [];
    private TestActor.Ignore _ignore;
    private AutoPilot _autoPilot;

    public InternalTestActor(ReceivedMessages received)
    {
        _received = received;
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        (_strategies.TryGetValue(Sender, out var strategy) ? strategy : Akka.Actor.SupervisorStrategy.StoppingStrategy).Decider.Decide(cause));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TestActor.SetIgnore setIgnore:
                _ignore = setIgnore.Ignore;
                break;
            case TestActor.SetAutoPilot setAutoPilot:
                _autoPilot = setAutoPilot.AutoPilot;
                break;
            case TestActor.Watch watch:
                Context.Watch(watch.Actor);
                Sender.Tell(TestActor.Done.Instance);
                break;
            case TestActor.Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                Sender.Tell(TestActor.Done.Instance);
                break;
            case TestActor.Spawn spawn:
                var child = Context.ActorOf(spawn.Props, spawn.Name);
                if (spawn.Strategy != null)
                {
                    _strategies[child] = spawn.Strategy;
                }

                _received.Add(new RealMessageEnvelope(child, Self));
                break;
            default:
                Queue(message);
                break;
        }
    }

    private void Queue(object message)
    {
        if (_autoPilot?.Run(Sender, message) is { } next and not KeepRunning)
        {
            _autoPilot = next;
        }

        if (_ignore == null || !_ignore(message))
        {
            _received.Add(new RealMessageEnvelope(message, Sender));
        }
    }
}
