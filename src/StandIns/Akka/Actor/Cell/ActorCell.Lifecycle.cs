using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>From construction to the end of a cell.</content>
public sealed partial class ActorCell
{
    private TimerScheduler _timers;
    private StashQueue _stash;

    internal ITimerScheduler NewTimers() => _timers = new TimerScheduler(this);

    private void HandleCreate(Create create)
    {
        if (create.Failure is not null)
            throw create.Failure;
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            CheckReceiveTimeout(true);
        }
        catch (Exception cause)
        {
            if (_actor is not null)
            {
                ClearActor(_actor);
                _actor = null;
            }
            throw new ActorInitializationException(_self, "Exception during creation", cause);
        }
    }

    private ActorBase NewActor()
    {
        ClearBehavior();
        _cleared = false;
        var actor = Props.NewActor() ?? throw new ActorInitializationException(_self, "The actor's producer gave null");
        if (actor is IActorStash stashing)
            stashing.Stash = _stash = new StashQueue(this, Props.StashCapacity);
        (actor as ReceiveActor)?.EndConstruction();
        actor.SetSupervisorStrategy(Props.SupervisorStrategy);
        return actor;
    }

    private void ClearActor(ActorBase actor)
    {
        if (actor is null)
            return;
        if (actor is IDisposable disposable)
        {
            try
            {
                disposable.Dispose();
            }
            catch (Exception cause)
            {
                PublishError(cause, $"An error occurred while disposing {actor.GetType()} actor. Reason: {cause.Message}");
            }
        }
        Props.Release(actor);
        actor.Clear(_system.DeadLetters);
        _cleared = true;
        _currentMessage = null;
        _timers = null;
        ClearBehavior();
    }

    private void HandleTerminate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        UnwatchAll();
        StopChildren();
        var wasTerminating = IsTerminating;
        if (WaitForChildren(WaitingReason.Termination, null))
        {
            if (!wasTerminating)
            {
                SuspendMailbox();
                _perpetrator = _self;
            }
        }
        else
        {
            FinishTerminate();
        }
    }

    private void FinishTerminate()
    {
        var actor = _actor;
        CloseChildren();
        if (actor is not null)
        {
            try
            {
                actor.AroundPostStop();
            }
            catch (Exception cause)
            {
                PublishError(cause, cause.Message);
            }
            _stash?.UnstashAll();
        }
        CloseMailbox();
        if (_subscribes)
            _system.EventStream.Unsubscribe(_self);
        Parent.SendSystemMessage(new DeathWatchNotification(_self, true, false));
        TellWatchers();
        UnwatchAll();
        ClearActor(actor);
        CancelReceiveTimeout();
        _actor = null;
        _stash = null;
        _putOff = null;
        _async = null;
        _sender = null;
        _perpetrator = null;
        Props = Props.Terminated;
    }

    private volatile bool _subscribes;

    /// <summary>Remembers that the event stream knows this actor, so that its death ends the subscription.</summary>
    internal void NoteSubscription() => _subscribes = true;
}
