using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    void Tell(object message, IActorRef sender);
}

/// <summary>Asks the system to verify nothing: this process never serializes.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>The handle of one incarnation-independent mailbox: it stays the same over restarts, not over stop and create.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}

/// <summary>What the kernel needs from a reference beside messages.</summary>
public interface IInternalActorRef : IActorRef
{
    IInternalActorRef Parent { get; }
    IActorRefProvider Provider { get; }
    bool IsLocal { get; }
    bool IsTerminated { get; }
    IActorRef GetChild(IReadOnlyList<string> name);
    void Start();
    void Suspend();
    void Resume(Exception causedByFailure = null);
    void Restart(Exception cause);
    void Stop();
    void SendSystemMessage(ISystemMessage message);
}

/// <summary>The tree of a system.</summary>
public interface IActorRefProvider
{
    IInternalActorRef RootGuardian { get; }
    LocalActorRef Guardian { get; }
    LocalActorRef SystemGuardian { get; }
    IActorRef DeadLetters { get; }
    ActorPath RootPath { get; }
    Address DefaultAddress { get; }
    ActorPath TempPath();
    IActorRef ResolveActorRef(string path);
    IActorRef ResolveActorRef(ActorPath actorPath);
}

public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Tells with the current actor as sender, or none outside of an actor.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Tells and keeps the sender of the message being handled.</summary>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.GetCurrentSenderOrNoSender());
}

public static class ActorRefs
{
    public static readonly Nobody Nobody = Nobody.Instance;
    public static readonly IActorRef NoSender;
}

public static class ActorRefExtensions
{
    public static bool IsNobody(this IActorRef actorRef) => actorRef is null or Nobody or DeadLetterActorRef or { Path: null };

    public static IActorRef GetOrElse(this IActorRef actorRef, Func<IActorRef> elseValue) => actorRef.IsNobody() ? elseValue() : actorRef;
}

public interface IActorRefFactory
{
    IActorRef ActorOf(Props props, string name = null);
    void Stop(IActorRef actor);
    ActorSelection ActorSelection(ActorPath actorPath);
    ActorSelection ActorSelection(string actorPath);
}

public static class ActorRefFactoryExtensions
{
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string name = null) where TActor : ActorBase, new() =>
        factory.ActorOf(Props.Create<TActor>(), name);

    public static ActorSelection ActorSelection(this IActorRefFactory factory, IActorRef anchorRef, string actorPath) =>
        new(anchorRef, actorPath);
}
