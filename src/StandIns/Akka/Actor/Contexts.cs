namespace Akka.Actor;

/// <summary>Handles a message; false means not handled.</summary>
public delegate bool Receive(object message);

/// <summary>Handles a message.</summary>
public delegate void UntypedReceive(object message);

/// <summary>Death watch.</summary>
public interface ICanWatch
{
    IActorRef Watch(IActorRef subject);
    IActorRef WatchWith(IActorRef subject, object message);
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>What an actor sees of its cell.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }
    Props Props { get; }
    IActorRef Sender { get; }
    ActorSystem System { get; }
    IActorRef Parent { get; }
    void Become(Receive receive);
    void BecomeStacked(Receive receive);
    void UnbecomeStacked();
    /// <summary>The child of that name, <see cref="Nobody"/> when there is none.</summary>
    IActorRef Child(string name);
    IEnumerable<IActorRef> GetChildren();
    /// <summary>Null when no receive timeout is set.</summary>
    TimeSpan? ReceiveTimeout { get; }
    void SetReceiveTimeout(TimeSpan? timeout);
}

/// <summary>The context of untyped actors.</summary>
public interface IUntypedActorContext : IActorContext
{
    void Become(UntypedReceive receive);
    void BecomeStacked(UntypedReceive receive);
}
