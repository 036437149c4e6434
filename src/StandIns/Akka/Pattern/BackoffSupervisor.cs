using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>Makes supervisors that back off, and holds the messages they understand.</summary>
public sealed class BackoffSupervisor
{
    private BackoffSupervisor() { }

    public static Props Props(BackoffOptions options) => options.Props;

    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor).Props;

    public static Props Props(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries).Props;

    public static Props PropsWithSupervisorStrategy(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, SupervisorStrategy strategy) =>
        Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor)
            .WithSupervisorStrategy(strategy as OneForOneStrategy
                ?? throw new NotSupportedException("The stand-in's back-off supervisor takes one-for-one strategies only")).Props;

    /// <summary>Answered by <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        public static readonly GetCurrentChild Instance = new();
        private GetCurrentChild() { }
    }

    /// <summary><see cref="Ref"/> is null while there is no child.</summary>
    public sealed class CurrentChild
    {
        public CurrentChild(IActorRef @ref) => Ref = @ref;
        public IActorRef Ref { get; }
    }

    /// <summary>Forgets the restarts, under manual reset.</summary>
    public sealed class Reset
    {
        public static readonly Reset Instance = new();
        private Reset() { }
    }

    /// <summary>Answered by <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        public static readonly GetRestartCount Instance = new();
        private GetRestartCount() { }
    }

    public sealed class RestartCount
    {
        public RestartCount(int count) => Count = count;
        public int Count { get; }
    }

    public sealed class StartChild : IDeadLetterSuppression
    {
        public static readonly StartChild Instance = new();
        private StartChild() { }
    }

    public sealed class ResetRestartCount : IDeadLetterSuppression
    {
        public ResetRestartCount(int current) => Current = current;
        public int Current { get; }
    }
}

/// <summary>The supervisor itself.</summary>
internal sealed class BackoffActor : ActorBase
{
    private readonly BackoffPlan _plan;
    private readonly ILoggingAdapter _log = Logging.GetLogger(Context.System, typeof(BackoffSupervisor));
    private IActorRef _child;
    private IActorRef _stoppedForBackoff;
    private int _restarts;
    private bool _isFinal;

    public BackoffActor(BackoffPlan plan) => _plan = plan;

    protected override void PreStart() => StartChild();

    protected override SupervisorStrategy SupervisorStrategy() => _plan.StopImpliesFailure
        ? _plan.Strategy
        : new OneForOneStrategy(_plan.Strategy.MaxNumberOfRetries, _plan.Strategy.WithinTimeRangeMilliseconds, DecideAndBackOff);

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated { ActorRef: var dead } when dead.Equals(_child):
                ChildDied(dead);
                return true;
            case BackoffSupervisor.StartChild when _child is null:
                StartChild();
                if (_plan.ResetBackoff is { } reset)
                    Context.System.Scheduler.ScheduleTellOnce(reset, Self, new BackoffSupervisor.ResetRestartCount(_restarts), Self);
                return true;
            case BackoffSupervisor.StartChild:
                return true;
            case BackoffSupervisor.Reset when _plan.ResetBackoff is null:
                _restarts = 0;
                return true;
            case BackoffSupervisor.Reset:
                return false;
            case BackoffSupervisor.ResetRestartCount { Current: var counted }:
                if (counted == _restarts)
                    _restarts = 0;
                return true;
            case BackoffSupervisor.GetRestartCount:
                Sender.Tell(new BackoffSupervisor.RestartCount(_restarts));
                return true;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(_child));
                return true;
            case Terminated:
                return false;
            default:
                Relay(message);
                return true;
        }
    }

    private void Relay(object message)
    {
        if (_child is null)
        {
            if (_plan.ReplyWhileStopped is { } reply)
                Sender.Tell(reply);
            else
                Context.System.DeadLetters.Forward(message);
            if (IsFinal(message))
                Context.Stop(Self);
        }
        else if (_child.Equals(Sender))
        {
            Context.Parent.Tell(message);
        }
        else
        {
            _child.Forward(message);
            _isFinal = _isFinal || IsFinal(message);
        }
    }

    private bool IsFinal(object message) => _plan.IsFinalStopMessage?.Invoke(message) ?? false;

    private void StartChild() => _child ??= Context.Watch(Context.ActorOf(_plan.ChildProps, _plan.ChildName));

    private void ChildDied(IActorRef dead)
    {
        _child = null;
        if (_plan.StopImpliesFailure)
        {
            if (_isFinal || !MayRestart())
                Context.Stop(Self);
            else
                BackOff();
        }
        else if (dead.Equals(_stoppedForBackoff))
        {
            _stoppedForBackoff = null;
            BackOff();
        }
        else
        {
            _log.Debug("Terminating, because child {0} terminated itself", dead);
            Context.Stop(Self);
        }
    }

    private void BackOff()
    {
        Context.System.Scheduler.ScheduleTellOnce(_plan.Delay(_restarts), Self, BackoffSupervisor.StartChild.Instance, Self);
        _restarts++;
    }

    private bool MayRestart()
    {
        var limit = _plan.Strategy.MaxNumberOfRetries;
        if (limit < 0 || _restarts + 1 <= limit)
            return true;
        _log.Debug("Terminating on restart #{0} which exceeds max allowed restarts ({1})", _restarts + 1, limit);
        return false;
    }

    /// <summary>What would be a restart becomes a stop, and a new start after the pause.</summary>
    private Directive DecideAndBackOff(Exception cause)
    {
        var directive = _plan.Strategy.Decider.Decide(cause);
        if (directive != Directive.Restart)
            return directive;
        if (_plan.Strategy.WithinTimeRangeMilliseconds > 0 && _restarts == 0)
        {
            Context.System.Scheduler.ScheduleTellOnce(
                _plan.Strategy.WithinTimeRangeMilliseconds, Self, new BackoffSupervisor.ResetRestartCount(_restarts), Self);
        }
        if (MayRestart())
            _stoppedForBackoff = Sender;
        else
            Context.Stop(Self);
        return Directive.Stop;
    }
}
