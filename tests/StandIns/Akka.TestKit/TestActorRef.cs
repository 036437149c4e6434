using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>An actor that receives on the thread that tells it, and whose instance a test can look at.</summary>
public class TestActorRef<TActor> : IInternalActorRef
    where TActor : ActorBase
{
    private readonly ActorRefWithCell _ref;

    public TestActorRef(ActorSystem system, Props actorProps, IActorRef supervisor = null, string name = null)
    {
        var props = actorProps.WithDispatcher(CallingThreadDispatcher.Id);
        var parent = (ActorRefWithCell)(supervisor ?? ((ExtendedActorSystem)system).Guardian);
        _ref = (ActorRefWithCell)(name is null ? parent.Cell.AttachChild(props, null, TestActorName.Next()) : parent.Cell.ActorOf(props, name));
    }

    public IActorRef Ref => _ref;

    public ActorPath Path => _ref.Path;

    /// <summary>The present incarnation.</summary>
    /// <exception cref="IllegalActorStateException">The actor has ended.</exception>
    public TActor UnderlyingActor => _ref.IsTerminated
        ? throw new IllegalActorStateException("Underlying actor is terminated")
        : (TActor)_ref.Cell.Actor;

    IInternalActorRef IInternalActorRef.Parent => _ref.Parent;

    IActorRefProvider IInternalActorRef.Provider => _ref.Provider;

    bool IInternalActorRef.IsLocal => _ref.IsLocal;

    bool IInternalActorRef.IsTerminated => _ref.IsTerminated;

    public static bool operator ==(TestActorRef<TActor> testActorRef, IActorRef actorRef) =>
        testActorRef is null ? actorRef is null : testActorRef.Equals(actorRef);

    public static bool operator !=(TestActorRef<TActor> testActorRef, IActorRef actorRef) => !(testActorRef == actorRef);

    public void Tell(object message) => ActorRefImplicitSenderExtensions.Tell(_ref, message);

    public void Tell(object message, IActorRef sender) => _ref.Tell(message, sender);

    public void Forward(object message) => ActorRefImplicitSenderExtensions.Forward(_ref, message);

    public void SendSystemMessage(ISystemMessage message) => _ref.SendSystemMessage(message);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => _ref.GetChild(name);

    void IInternalActorRef.Start() => _ref.Start();

    void IInternalActorRef.Suspend() => _ref.Suspend();

    void IInternalActorRef.Resume(Exception causedByFailure) => _ref.Resume(causedByFailure);

    void IInternalActorRef.Restart(Exception cause) => _ref.Restart(cause);

    void IInternalActorRef.Stop() => _ref.Stop();

    public bool Equals(IActorRef other) => _ref.Equals(other);

    public override bool Equals(object obj) => _ref.Equals(obj);

    public override int GetHashCode() => _ref.GetHashCode();

    public int CompareTo(IActorRef other) => _ref.CompareTo(other);

    public int CompareTo(object obj) => _ref.CompareTo(obj);

    public override string ToString() => $"TestActor[{Path}]";
}

/// <summary>Two dollar signs tell it from an ordinary actor without a name.</summary>
internal static class TestActorName
{
    private static long s_given;

    public static string Next() => "$$" + ActorCell.Base64(Interlocked.Increment(ref s_given));
}
