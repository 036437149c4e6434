using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor
{
    /// <summary>The kernel's side of one actor: mailbox, behaviour, children, watches. It outlives the instances of a restarting actor.</summary>
    public sealed partial class ActorCell : IUntypedActorContext
    {
        private readonly ActorSystemImpl _system;
        private readonly LocalActorRef _self;
        private ActorBase _actor;
        private Receive _behavior;
        private Stack<Receive> _outerBehaviors;
        private object _currentMessage;
        private IActorRef _sender;
        private bool _cleared;
        private int _delivery;

        internal ActorCell(ActorSystemImpl system, LocalActorRef self, Props props, IInternalActorRef parent)
        {
            _system = system;
            _self = self;
            Props = props;
            Parent = parent;
            _callingThread = props.Dispatcher == ActorSystemImpl.CallingThreadDispatcher;
            _systemInbox = new Dispatch.SysMsg.Create();
        }

        public IActorRef Self => _self;
        public Props Props { get; private set; }
        public IActorRef Sender => _sender ?? _system.DeadLetters;
        public ActorSystem System => _system;
        public IInternalActorRef Parent { get; }
        public object CurrentMessage => _currentMessage;
        public bool HasMessages => _pending is not null || Volatile.Read(ref _inbox) is { } letter && letter != Closed;

        IActorRef IActorContext.Parent => Parent;

        internal ActorSystemImpl SystemImpl => _system;
        internal ActorBase Actor => _actor;
        internal bool ActorHasBeenCleared => _cleared;
        internal static ActorCell Current => InternalCurrentActorCellKeeper.Current;

        /// <summary>Counts deliveries, so that a stash knows one delivery from an equal message delivered again.</summary>
        internal int CurrentDelivery => _delivery;

        public static IActorRef GetCurrentSelfOrNoSender() => Current?._self;

        public static IActorRef GetCurrentSenderOrNoSender() => Current?.Sender;

        /// <summary>Replaces the behaviour on top, but never the initial one, which stays at the bottom for UnbecomeStacked.</summary>
        public void Become(Receive receive)
        {
            ArgumentNullException.ThrowIfNull(receive);
            if (_behavior is not null && _outerBehaviors is not { Count: > 0 })
                (_outerBehaviors ??= []).Push(_behavior);
            _behavior = receive;
        }

        public void BecomeStacked(Receive receive)
        {
            ArgumentNullException.ThrowIfNull(receive);
            (_outerBehaviors ??= []).Push(_behavior);
            _behavior = receive;
        }

        public void UnbecomeStacked()
        {
            if (_outerBehaviors is { Count: > 0 } outer)
                _behavior = outer.Pop();
        }

        void IUntypedActorContext.Become(UntypedReceive receive) => Become(Always(receive));

        void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Always(receive));

        public ActorSelection ActorSelection(string actorPath) => Akka.Actor.ActorSelection.From(actorPath, _system, _self);

        public ActorSelection ActorSelection(ActorPath actorPath) => Akka.Actor.ActorSelection.From(actorPath, _system);

        internal void Publish(LogEvent @event) => _system.EventStream.Publish(@event);

        internal void PublishError(Exception cause, string text) =>
            Publish(new Error(cause, _self.Path.ToString(), _actor?.GetType() ?? typeof(ActorCell), text));

        private static Receive Always(UntypedReceive receive) => message =>
        {
            receive(message);
            return true;
        };

        private void ClearBehavior()
        {
            _behavior = null;
            _outerBehaviors = null;
        }
    }
}

namespace Akka.Actor.Internal
{
    /// <summary>The cell whose code runs on this thread. A test kit sets it to make its test actor the implicit sender.</summary>
    public static class InternalCurrentActorCellKeeper
    {
        [ThreadStatic]
        private static ActorCell s_current;

        public static ActorCell Current
        {
            get => s_current;
            set => s_current = value;
        }
    }
}
