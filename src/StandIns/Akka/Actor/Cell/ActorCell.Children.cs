using System.Runtime.InteropServices;

namespace Akka.Actor;

/// <content>
/// The children, and what the cell waits for while some of them are dying. Names are reserved under a lock, because the guardians' children are made
/// by foreign threads; everything else happens in the cell's own turn.
/// </content>
public sealed partial class ActorCell
{
    internal enum WaitingReason
    {
        None,
        /// <summary>Somebody stopped a child; nothing follows when it is gone.</summary>
        UserRequest,
        Creation,
        Recreation,
        Termination,
    }

    private sealed class Children
    {
        internal readonly Dictionary<string, ChildRestartStats> ByName = new(StringComparer.Ordinal);
        internal HashSet<IActorRef> Dying;
        internal WaitingReason Reason;
        internal Exception Cause;
        internal bool Closed;
    }

    private static readonly Children NoChildrenEver = new() { Closed = true };

    private Children _children;
    private long _nextName;

    /// <summary>Restart, stop or creation waits for children to die.</summary>
    private bool IsWaitingForChildren => _children is { Reason: > WaitingReason.UserRequest };

    private bool IsTerminating => _children is { Reason: WaitingReason.Termination } or { Closed: true };

    public IActorRef ActorOf(Props props, string name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        props.CheckSupported();
        return AttachChild(props, name, CheckedName(name));
    }

    internal IInternalActorRef AttachChild(Props props, string name, string checkedName)
    {
        var children = OwnChildren();
        LocalActorRef child;
        lock (children)
        {
            if (children.Closed || children.Reason == WaitingReason.Termination)
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            checkedName ??= "$" + Base64(_nextName++);
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(children.ByName, checkedName, out var taken);
            if (taken)
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            var path = new ChildActorPath(_self.Path, checkedName, Random.Shared.Next(1, int.MaxValue));
            child = new LocalActorRef(_system, props, path, _self);
            slot = new ChildRestartStats(child);
        }
        if (_perpetrator is not null)
        {
            for (var count = Volatile.Read(ref _status) / SuspendUnit; count > 0; count--)
                child.Suspend();
        }
        child.Start();
        return child;
    }

    private Children OwnChildren() =>
        _children ?? Interlocked.CompareExchange(ref _children, new Children(), null) ?? _children;

    public void Stop(IActorRef actor)
    {
        if (TryGetStats(actor, out _))
        {
            var children = _children;
            lock (children)
            {
                if (!children.Closed)
                {
                    (children.Dying ??= []).Add(actor);
                    if (children.Reason == WaitingReason.None)
                        children.Reason = WaitingReason.UserRequest;
                }
            }
        }
        ((IInternalActorRef)actor).Stop();
    }

    public IActorRef Child(string name) => GetSingleChild(name);

    public IEnumerable<IActorRef> GetChildren() => LiveChildren();

    internal IInternalActorRef GetSingleChild(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        long? uid = hash < 0 ? null : long.Parse(name.AsSpan(hash + 1), provider: null);
        if (_children is not { } children)
            return ActorRefs.Nobody;
        lock (children)
        {
            if (!children.ByName.TryGetValue(hash < 0 ? name : name[..hash], out var stats))
                return ActorRefs.Nobody;
            return uid is null || uid == stats.Uid ? stats.Child : ActorRefs.Nobody;
        }
    }

    private static string CheckedName(string name)
    {
        if (name is null)
            return null;
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters and can only contain these special characters: {ActorPath.ValidSymbols}.");
        return name;
    }

    internal static string Base64(long number)
    {
        const string digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        Span<char> text = stackalloc char[11];
        var length = 0;
        do
        {
            text[length++] = digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number != 0);
        return new string(text[..length]);
    }

    private IInternalActorRef[] LiveChildren()
    {
        if (_children is not { } children)
            return [];
        lock (children)
        {
            if (children.ByName.Count == 0)
                return [];
            var live = new IInternalActorRef[children.ByName.Count];
            var i = 0;
            foreach (var stats in children.ByName.Values)
                live[i++] = stats.Child;
            return live;
        }
    }

    /// <summary>Copies the children only for who looks at them: else the death of many would cost the square of their number.</summary>
    private IEnumerable<IInternalActorRef> ChildrenWhenAsked()
    {
        foreach (var child in LiveChildren())
            yield return child;
    }

    private ChildRestartStats[] AllStats()
    {
        if (_children is not { } children)
            return [];
        lock (children)
            return [.. children.ByName.Values];
    }

    internal bool TryGetStats(IActorRef child, out ChildRestartStats stats)
    {
        stats = null;
        if (_children is not { } children)
            return false;
        lock (children)
            return children.ByName.TryGetValue(child.Path.Name, out stats) && stats.Child.Equals(child);
    }

    private void StopChildren()
    {
        foreach (var child in LiveChildren())
            Stop(child);
    }

    private void SuspendChildren(IActorRef except, IReadOnlyCollection<IInternalActorRef> spared)
    {
        foreach (var child in LiveChildren())
        {
            if (!child.Equals(except) && (spared is null || !spared.Contains(child)))
                child.Suspend();
        }
    }

    private void ResumeChildren(Exception causedByFailure, IActorRef perpetrator)
    {
        foreach (var child in LiveChildren())
            child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }

    /// <summary>True when children are dying that must be gone before <paramref name="reason"/> can be finished.</summary>
    private bool WaitForChildren(WaitingReason reason, Exception cause)
    {
        if (_children is not { } children)
            return false;
        lock (children)
        {
            if (children.Dying is not { Count: > 0 })
                return false;
            children.Reason = reason;
            children.Cause = cause;
            return true;
        }
    }

    /// <summary>Forgets a dead child; tells what was waited for when it was the last of the dying.</summary>
    private (WaitingReason Reason, Exception Cause) RemoveChild(IActorRef child)
    {
        var children = _children;
        lock (children)
        {
            children.ByName.Remove(child.Path.Name);
            if (children.Dying is null || !children.Dying.Remove(child) || children.Dying.Count > 0)
                return default;
            var result = (children.Reason, children.Cause);
            children.Dying = null;
            children.Cause = null;
            if (children.Reason != WaitingReason.Termination)
                children.Reason = WaitingReason.None;
            return result;
        }
    }

    private void CloseChildren()
    {
        var children = Interlocked.CompareExchange(ref _children, NoChildrenEver, null);
        if (children is null || children == NoChildrenEver)
            return;
        lock (children)
            children.Closed = true;
    }
}
