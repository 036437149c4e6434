using Akka.Event;

namespace Akka.Actor;

/// <summary>Handled by the cell, not by the actor's behaviour.</summary>
public interface IAutoReceivedMessage;

/// <summary>Not to be taken from strangers.</summary>
public interface IPossiblyHarmful;

/// <summary>Does not re-arm the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>A message around a message.</summary>
public interface IWrappedMessage
{
    object Message { get; }
}

/// <summary>Stops the actor when its turn in the mailbox comes.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill() { }
    public static PoisonPill Instance { get; } = new();
    public override string ToString() => "<PoisonPill>";
}

/// <summary>Makes the actor throw <see cref="ActorKilledException"/>.</summary>
public sealed class Kill : IAutoReceivedMessage, IPossiblyHarmful
{
    private Kill() { }
    public static Kill Instance { get; } = new();
    public override string ToString() => "<Kill>";
}

/// <summary>A watched actor is dead.</summary>
public sealed class Terminated : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    public IActorRef ActorRef { get; }
    public bool AddressTerminated { get; }
    public bool ExistenceConfirmed { get; }

    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

/// <summary>Nothing was received for the time set.</summary>
public sealed class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout() { }
    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>Answered by every living actor with <see cref="ActorIdentity"/>.</summary>
public sealed class Identify : IAutoReceivedMessage, INotInfluenceReceiveTimeout, IEquatable<Identify>
{
    public Identify(object messageId) => MessageId = messageId;
    public object MessageId { get; }
    public bool Equals(Identify other) => other is not null && Equals(MessageId, other.MessageId);
    public override bool Equals(object obj) => Equals(obj as Identify);
    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;
    public override string ToString() => $"<Identify>: {MessageId}";
}

/// <summary>The answer to <see cref="Identify"/>; <see cref="Subject"/> is <see cref="Nobody"/> when nobody lives there.</summary>
public sealed class ActorIdentity
{
    public ActorIdentity(object messageId, IActorRef subject)
    {
        MessageId = messageId;
        Subject = subject;
    }

    public object MessageId { get; }
    public IActorRef Subject { get; }

    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}

/// <summary>Success or failure as a message.</summary>
public abstract class Status
{
    private Status() { }

    public sealed class Success : Status
    {
        public static readonly Success Instance = new(null);
        public readonly object Status;
        public Success(object status) => Status = status;
        public override string ToString() => Status is null ? "Success" : $"Success: {Status}";
    }

    public sealed class Failure : Status
    {
        public readonly Exception Cause;
        public readonly object State;

        public Failure(Exception cause) : this(cause, null) { }

        public Failure(Exception cause, object state)
        {
            Cause = cause;
            State = state;
        }

        public override string ToString() => State is null ? $"Failure: {Cause}" : $"Failure[{State}]: {Cause}";
    }
}

/// <summary>A message and who sent it.</summary>
public readonly struct Envelope : IEquatable<Envelope>
{
    public Envelope(object message, IActorRef sender, ActorSystem system)
        : this(message, sender ?? system.DeadLetters) { }

    public Envelope(object message, IActorRef sender)
    {
        Message = message ?? throw new ArgumentNullException(nameof(message), "The message cannot be null.");
        Sender = sender;
    }

    public object Message { get; }
    public IActorRef Sender { get; }

    public bool Equals(Envelope other) => Equals(Message, other.Message) && Equals(Sender, other.Sender);
    public override bool Equals(object obj) => obj is Envelope other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Message, Sender);
    public override string ToString() => $"<{Message?.GetType().FullName}> from {Sender}";
}

/// <summary>Stands in the mailbox where a message was taken out.</summary>
internal sealed class NullMessage;
