using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <content>What happens when an actor fails: its own side (suspend, ask the parent, restart or resume) and the parent's.</content>
public sealed partial class ActorCell
{
    /// <summary>Who made this cell fail: itself, or the child whose failure it escalates. Null when it has not failed.</summary>
    private IActorRef _perpetrator;

    private void HandleInvokeFailure(Exception cause, IReadOnlyCollection<IInternalActorRef> spared = null)
    {
        if (_perpetrator is not null)
            return;
        try
        {
            SuspendMailbox();
            var failedChild = _currentMessage is Failed ? _sender : null;
            _perpetrator = failedChild ?? _self;
            SuspendChildren(failedChild, spared);
            Parent.SendSystemMessage(new Failed(_self, cause, _self.Path.Uid));
        }
        catch (Exception second)
        {
            PublishError(second, "Emergency stop: exception in failure handling for " + cause);
            try
            {
                StopChildren();
            }
            finally
            {
                FinishTerminate();
            }
        }
    }

    private void FaultSuspend()
    {
        SuspendMailbox();
        SuspendChildren(null, null);
    }

    private void FaultResume(Exception causedByFailure)
    {
        if (_actor is null)
        {
            PublishError(null, "Changing Resume into Create after " + causedByFailure);
            FaultCreate();
            return;
        }
        if (_cleared && causedByFailure is not null)
        {
            PublishError(null, "Changing Resume into Restart after " + causedByFailure);
            FaultRecreate(causedByFailure);
            return;
        }
        var perpetrator = _perpetrator;
        ResumeMailbox();
        if (causedByFailure is not null)
            _perpetrator = null;
        ResumeChildren(causedByFailure, perpetrator);
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            PublishError(null, "Changing Recreate into Create after " + cause);
            FaultCreate();
            return;
        }
        if (IsWaitingForChildren || IsTerminating)
        {
            FaultResume(null);
            return;
        }
        var failed = _actor;
        if (!_cleared)
        {
            var message = _currentMessage;
            try
            {
                failed.AroundPreRestart(cause, message);
            }
            catch (Exception second)
            {
                var wrapped = new PreRestartException(_self, second, cause, message);
                Publish(new Error(wrapped, _self.Path.ToString(), failed.GetType(), second.Message));
            }
            _stash?.UnstashAll();
            ClearActor(failed);
        }
        if (!WaitForChildren(WaitingReason.Recreation, cause))
            FinishRecreate(cause);
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = LiveChildren();
        ResumeMailbox();
        _perpetrator = null;
        ActorBase fresh = null;
        try
        {
            fresh = NewActor();
            fresh.Unclear();
            _actor = fresh;
            fresh.AroundPostRestart(cause, null);
            foreach (var child in survivors)
                child.Restart(cause);
        }
        catch (Exception second)
        {
            ClearActor(fresh);
            _cleared = true;
            HandleInvokeFailure(new PostRestartException(_self, second, cause), survivors);
        }
        CheckReceiveTimeout(false);
    }

    /// <summary>Tries the construction again that failed at first.</summary>
    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        StopChildren();
        if (!WaitForChildren(WaitingReason.Creation, null))
            FinishCreate();
    }

    private void FinishCreate()
    {
        ResumeMailbox();
        _perpetrator = null;
        try
        {
            HandleCreate(new Create());
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
    }

    private void HandleFailed(Failed failed)
    {
        _currentMessage = failed;
        _sender = failed.Child;
        if (!TryGetStats(failed.Child, out var stats))
        {
            Debug($"Dropping Failed({failed.Cause.Message}) from unknown child {failed.Child}");
            return;
        }
        if (stats.Uid != failed.Uid)
        {
            Debug($"Dropping Failed({failed.Cause.Message}) from old child {failed.Child} (uid={stats.Uid} != {failed.Uid})");
            return;
        }
        if (!_actor.SupervisorStrategyInternal.HandleFailure(this, failed.Child, failed.Cause, stats, AllStats()))
            Rethrow(failed.Cause);
        _currentMessage = null;
    }

    private static void Rethrow(Exception cause) =>
        global::System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);

    private void HandleChildTerminated(IActorRef child)
    {
        var (reason, cause) = RemoveChild(child);
        if (_actor is not null && !_cleared)
        {
            try
            {
                _actor.SupervisorStrategyInternal.HandleChildTerminated(this, child, ChildrenWhenAsked());
            }
            catch (Exception failure)
            {
                PublishError(failure, "HandleChildTerminated failed");
                HandleInvokeFailure(failure);
            }
        }
        switch (reason)
        {
            case WaitingReason.Recreation:
                FinishRecreate(cause);
                break;
            case WaitingReason.Creation:
                FinishCreate();
                break;
            case WaitingReason.Termination:
                FinishTerminate();
                break;
        }
    }

    private void Debug(string text) => Publish(new Debug(_self.Path.ToString(), _actor?.GetType() ?? typeof(ActorCell), text));
}
