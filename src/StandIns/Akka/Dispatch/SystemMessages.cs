using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch
{
    /// <summary>Marks an actor that wants a certain kind of queue. Every queue here is unbounded and can prepend, so nothing follows from it.</summary>
    public interface IRequiresMessageQueue<T> where T : ISemantics;

    public interface ISemantics;

    /// <summary>Something to run.</summary>
    public interface IRunnable : IThreadPoolWorkItem
    {
        void Run();
    }

    public interface IUnboundedMessageQueueSemantics : ISemantics;

    public interface IDequeBasedMessageQueueSemantics : ISemantics;

    public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;
}

namespace Akka.Dispatch.SysMsg
{
    /// <summary>What the kernel tells a cell: handled before every user message.</summary>
    public interface ISystemMessage : INoSerializationVerificationNeeded;

    /// <summary>Put off while a restart, stop or creation waits for children.</summary>
    internal interface IWaitsForChildren;

    /// <summary>Put off while suspended.</summary>
    internal interface IWaitsWhileSuspended;

    public abstract class SystemMessage : ISystemMessage
    {
        internal SystemMessage Next;

        public override string ToString() => GetType().Name;
    }

    public sealed class Create : SystemMessage
    {
        internal Create(Exception failure = null) => Failure = failure;
        public Exception Failure { get; }
    }

    public sealed class Recreate : SystemMessage, IWaitsForChildren
    {
        internal Recreate(Exception cause) => Cause = cause;
        public Exception Cause { get; }
    }

    public sealed class Suspend : SystemMessage, IWaitsForChildren;

    public sealed class Resume : SystemMessage, IWaitsForChildren
    {
        internal Resume(Exception causedByFailure) => CausedByFailure = causedByFailure;
        public Exception CausedByFailure { get; }
    }

    public sealed class Terminate : SystemMessage, IPossiblyHarmful, IDeadLetterSuppression;

    public sealed class Watch : SystemMessage
    {
        public Watch(IInternalActorRef watchee, IInternalActorRef watcher)
        {
            Watchee = watchee;
            Watcher = watcher;
        }
        public IInternalActorRef Watchee { get; }
        public IInternalActorRef Watcher { get; }
    }

    public sealed class Unwatch : SystemMessage
    {
        public Unwatch(IInternalActorRef watchee, IInternalActorRef watcher)
        {
            Watchee = watchee;
            Watcher = watcher;
        }
        public IInternalActorRef Watchee { get; }
        public IInternalActorRef Watcher { get; }
    }

    /// <summary>A child tells that it failed and waits, suspended, for the verdict.</summary>
    public sealed class Failed : SystemMessage, IWaitsWhileSuspended, IWaitsForChildren
    {
        internal Failed(IActorRef child, Exception cause, long uid)
        {
            Child = child;
            Cause = cause;
            Uid = uid;
        }
        public IActorRef Child { get; }
        public Exception Cause { get; }
        public long Uid { get; }
        public override string ToString() => $"Failed: {Cause.Message} ({Child})";
    }

    public sealed class DeathWatchNotification : SystemMessage, IDeadLetterSuppression
    {
        public DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated)
        {
            Actor = actor;
            ExistenceConfirmed = existenceConfirmed;
            AddressTerminated = addressTerminated;
        }
        public IActorRef Actor { get; }
        public bool ExistenceConfirmed { get; }
        public bool AddressTerminated { get; }
    }

    /// <summary>A continuation of an asynchronous handler.</summary>
    internal sealed class ContinueTask(Task task, AsyncScope scope) : SystemMessage
    {
        internal Task Task { get; } = task;
        internal AsyncScope Scope { get; } = scope;
    }

    /// <summary>The end of an asynchronous handler.</summary>
    internal sealed class EndTask(Exception failure, AsyncScope scope) : SystemMessage
    {
        internal Exception Failure { get; } = failure;
        internal AsyncScope Scope { get; } = scope;
    }
}
