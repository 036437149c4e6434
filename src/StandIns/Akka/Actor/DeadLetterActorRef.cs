using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A path where no actor lives (any more): what is told becomes a dead letter.</summary>
public class EmptyLocalActorRef : MinimalActorRef
{
    private readonly EventStream _eventStream;

    internal EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    {
        Provider = provider;
        Path = path;
        _eventStream = eventStream;
    }

    public override ActorPath Path { get; }
    public override IActorRefProvider Provider { get; }
    public override bool IsTerminated => true;

    protected override void TellInternal(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        DeadLetters.Publish(_eventStream, message, sender, this, Provider.DeadLetters);
    }

    public override void SendSystemMessage(ISystemMessage message) => DeadLetters.Answer(message, this);
}

/// <summary>The system's dead letter office.</summary>
public sealed class DeadLetterActorRef : EmptyLocalActorRef
{
    internal DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : base(provider, path, eventStream) { }
}

internal static class DeadLetters
{
    /// <summary>Publishes a message that has no receiver, unless someone waits for the very answer that nobody is there.</summary>
    internal static void Publish(EventStream stream, object message, IActorRef sender, IActorRef recipient, IActorRef deadLetters)
    {
        switch (message)
        {
            case TimerMessage or NullMessage:
                return;
            case Identify identify:
                (sender ?? deadLetters).Tell(new ActorIdentity(identify.MessageId, recipient is DeadLetterActorRef ? ActorRefs.Nobody : null), recipient);
                return;
            case AllDeadLetters letter:
                // One that reaches a dead subscriber must not become another: that would never end.
                if (recipient is DeadLetterActorRef)
                    stream.Publish(letter);
                return;
        }
        sender ??= deadLetters;
        stream.Publish(message is IDeadLetterSuppression suppressed
            ? new SuppressedDeadLetter(suppressed, sender, recipient is EmptyLocalActorRef ? recipient : deadLetters)
            : new DeadLetter(message, sender, recipient));
    }

    /// <summary>Answers what a dead actor still owes to others: the news of its death.</summary>
    internal static void Answer(ISystemMessage message, IActorRef dead)
    {
        if (message is Watch watch && watch.Watchee.Equals(dead) && !watch.Watcher.Equals(dead))
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, false, false));
    }
}
