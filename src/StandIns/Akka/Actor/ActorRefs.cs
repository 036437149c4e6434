using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Identity, order and text of every reference.</summary>
public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef sender) => TellInternal(message, sender);

    protected abstract void TellInternal(object message, IActorRef sender);

    public bool Equals(IActorRef other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object obj) => Equals(obj as IActorRef);

    public override int GetHashCode() => Path.Uid == 0 ? Path.GetHashCode() : HashCode.Combine(Path.Uid, Path.Name);

    public int CompareTo(IActorRef other)
    {
        if (other is null)
            return 1;
        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    public int CompareTo(object obj) => obj switch
    {
        null => 1,
        IActorRef other => CompareTo(other),
        _ => throw new ArgumentException($"Object must be of type IActorRef, found {obj.GetType()} instead.", nameof(obj)),
    };

    public override string ToString() => Path.Uid == 0 ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";
}

public abstract class InternalActorRefBase : ActorRefBase, IInternalActorRef
{
    public abstract IInternalActorRef Parent { get; }
    public abstract IActorRefProvider Provider { get; }
    public virtual bool IsLocal => true;
    public abstract bool IsTerminated { get; }
    public abstract IActorRef GetChild(IReadOnlyList<string> name);
    public abstract void Start();
    public abstract void Suspend();
    public abstract void Resume(Exception causedByFailure = null);
    public abstract void Restart(Exception cause);
    public abstract void Stop();
    public abstract void SendSystemMessage(ISystemMessage message);
}

/// <summary>A reference without an actor behind it.</summary>
public abstract class MinimalActorRef : InternalActorRefBase
{
    public override IInternalActorRef Parent => ActorRefs.Nobody;
    public override bool IsTerminated => false;
    public override IActorRef GetChild(IReadOnlyList<string> name) => name.All(string.IsNullOrEmpty) ? this : ActorRefs.Nobody;
    public override void Start() { }
    public override void Suspend() { }
    public override void Resume(Exception causedByFailure = null) { }
    public override void Restart(Exception cause) { }
    public override void Stop() { }
    public override void SendSystemMessage(ISystemMessage message) { }
    protected override void TellInternal(object message, IActorRef sender) { }
}

/// <summary>Swallows everything silently.</summary>
public sealed class Nobody : MinimalActorRef
{
    public static Nobody Instance { get; } = new();

    private Nobody() { }

    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems, "/Nobody");
    public override IActorRefProvider Provider => throw new NotSupportedException("Nobody does not provide");
}

/// <summary>A reference with an actor behind it.</summary>
public abstract class ActorRefWithCell : InternalActorRefBase
{
    public abstract ActorCell Cell { get; }
    public IEnumerable<IActorRef> Children => Cell.GetChildren();
}

/// <summary>A reference to an actor of this process.</summary>
public class LocalActorRef : ActorRefWithCell
{
    private readonly ActorCell _cell;

    internal LocalActorRef(ActorSystemImpl system, Props props, ActorPath path, IInternalActorRef parent)
    {
        Path = path;
        _cell = new ActorCell(system, this, props, parent);
    }

    public override ActorCell Cell => _cell;
    public override ActorPath Path { get; }
    public override IInternalActorRef Parent => _cell.Parent;
    public override IActorRefProvider Provider => _cell.SystemImpl.Provider;
    public override bool IsTerminated => _cell.IsTerminated;

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        for (var i = 0; i < name.Count; i++)
        {
            if (current is not LocalActorRef local)
                return current.GetChild([.. name.Skip(i)]);
            current = name[i] switch
            {
                ".." => local.Parent as LocalActorRef ?? local,
                "" => local,
                var child => local._cell.GetSingleChild(child),
            };
            if (current is Nobody)
                break;
        }
        return current;
    }

    public override void Start() => _cell.Start();
    public override void Suspend() => _cell.SendSystemMessage(new Suspend());
    public override void Resume(Exception causedByFailure = null) => _cell.SendSystemMessage(new Resume(causedByFailure));
    public override void Restart(Exception cause) => _cell.SendSystemMessage(new Recreate(cause));
    public override void Stop() => _cell.SendSystemMessage(new Terminate());
    public override void SendSystemMessage(ISystemMessage message) => _cell.SendSystemMessage((SystemMessage)message);
    protected override void TellInternal(object message, IActorRef sender) => _cell.SendMessage(message, sender);
}
