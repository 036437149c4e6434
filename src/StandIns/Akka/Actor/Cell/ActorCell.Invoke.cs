using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>One message at a time: user messages, and system messages in the order that the cell's state admits.</content>
public sealed partial class ActorCell
{
    private enum Stage
    {
        Normal,
        Suspended,
        WaitingForChildren,
    }

    private SystemMessage _putOff;

    private Stage CurrentStage =>
        IsWaitingForChildren ? Stage.WaitingForChildren : IsSuspended ? Stage.Suspended : Stage.Normal;

    private void ProcessSystemMessages()
    {
        while (Volatile.Read(ref _systemInbox) is { } head && !ReferenceEquals(head, SystemClosed))
        {
            var stage = CurrentStage;
            var message = Reverse(Interlocked.Exchange(ref _systemInbox, null));
            while (message is not null)
            {
                var rest = message.Next;
                message.Next = null;
                if (MustWait(message, stage))
                {
                    message.Next = _putOff;
                    _putOff = message;
                }
                else
                {
                    Invoke(message);
                }
                if (IsTerminated)
                {
                    AnswerAll(rest);
                    return;
                }
                var next = CurrentStage;
                if (next < stage && _putOff is not null)
                {
                    rest = Append(rest, Reverse(_putOff));
                    _putOff = null;
                }
                stage = next;
                message = rest;
            }
        }
    }

    private static SystemMessage Append(SystemMessage first, SystemMessage second)
    {
        if (first is null)
            return second;
        var last = first;
        while (last.Next is not null)
            last = last.Next;
        last.Next = second;
        return first;
    }

    private static bool MustWait(SystemMessage message, Stage stage) => stage switch
    {
        Stage.WaitingForChildren => message is IWaitsForChildren,
        Stage.Suspended => message is IWaitsWhileSuspended,
        _ => false,
    };

    private void Invoke(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case ContinueTask continuation:
                    continuation.Scope.Continue(continuation.Task);
                    break;
                case EndTask end:
                    EndAsync(end);
                    break;
                case Failed failed:
                    HandleFailed(failed);
                    break;
                case DeathWatchNotification death:
                    WatchedActorTerminated(death);
                    break;
                case Create create:
                    HandleCreate(create);
                    break;
                case Watch watch:
                    AddWatcher(watch);
                    break;
                case Unwatch unwatch:
                    RemoveWatcher(unwatch);
                    break;
                case Recreate recreate:
                    FaultRecreate(recreate.Cause);
                    break;
                case Suspend:
                    FaultSuspend();
                    break;
                case Resume resume:
                    FaultResume(resume.CausedByFailure);
                    break;
                case Terminate:
                    HandleTerminate();
                    break;
                default:
                    throw new NotSupportedException($"Unknown message {message.GetType().Name}");
            }
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
    }

    private void Invoke(object message, IActorRef sender)
    {
        var timed = _receiveTimeout is not null;
        var rearms = !timed || message is not INotInfluenceReceiveTimeout;
        try
        {
            _currentMessage = message;
            _sender = sender;
            _delivery++;
            if (timed && rearms)
                CancelReceiveTimeout();
            if (message is IAutoReceivedMessage)
                AutoReceive(message);
            else if (message is TimerMessage timer)
                ReceiveTimer(timer);
            else
                _actor.AroundReceive(_behavior, message);
            _currentMessage = null;
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
        if (timed || _receiveTimeout is not null)
            CheckReceiveTimeout(rearms && (timed || message is not INotInfluenceReceiveTimeout));
    }

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                _self.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
                break;
        }
    }

    /// <summary>A timer's message counts only while its timer does: the wrapper is taken off, so that a stash sees the user's message.</summary>
    private void ReceiveTimer(TimerMessage wrapped)
    {
        if (_timers is null || !_timers.TryTake(wrapped, out var message))
            return;
        if (message is IAutoReceivedMessage)
        {
            AutoReceive(message);
            return;
        }
        _currentMessage = message;
        _actor.AroundReceive(_behavior, message);
    }
}
