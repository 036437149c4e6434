using Akka.Actor;
using Akka.Event;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>
/// Steps on their way to the record, one after the other and for as long as it takes: an outcome that is not on record is not lost while its owner lives. Tells the
/// owner how each one ended, by <see cref="Recorded"/>, <see cref="Failed"/> and <see cref="Settled"/>.
/// </summary>
/// <param name="owner">The actor whose steps these are; calls are its own.</param>
internal sealed class StepQueue(IMessageStore store, IActorRef owner, ILoggingAdapter log)
{
    private readonly Queue<OutboundStep> _steps = new();
    private readonly Queue<LateAnswer> _lateAnswers = new();
    private Task<Message>? _recording;
    private bool _isStuck;

    public int Count => _steps.Count;

    /// <summary>What is not on record yet, in order.</summary>
    public IReadOnlyCollection<OutboundStep> Steps => _steps;

    /// <summary>Adds a step and begins with it, unless others go before.</summary>
    public void Record(OutboundStep step)
    {
        _steps.Enqueue(step);
        if (_steps.Count == 1)
            Next();
    }

    /// <summary>Adds a step for <see cref="RecordRest"/>.</summary>
    public void Leave(OutboundStep step) => _steps.Enqueue(step);

    /// <summary>Settles by an answer that came late, after what is in the queue: what it answers must be on record as unanswered first.</summary>
    public void Settle(LateAnswer answer)
    {
        _lateAnswers.Enqueue(answer);
        if (_steps.Count == 0)
            Next();
    }

    /// <summary>Begins with the next step, or with the first again after it failed.</summary>
    public void Next()
    {
        if (_steps.TryPeek(out var step))
        {
            _recording = store.RecordAsync(step);
            _recording.PipeTo(owner, owner, message => new Recorded(step, message), cause => new Failed(step, cause));
            return;
        }

        _recording = null;
        while (_lateAnswers.TryDequeue(out var answer))
            store.SettleAsync(answer).PipeTo(owner, owner, messages => new Settled(messages), cause => new Settled([], cause));
    }

    /// <summary>A step is on record; begins with the next one.</summary>
    public void OnRecorded()
    {
        _isStuck = false;
        _steps.Dequeue();
        Next();
    }

    /// <summary>
    /// A step is not on record. If the record does not allow it, its message must not stay where it is for ever: it is given up with the reason, unless it is in
    /// other hands. Otherwise the store is sick.
    /// </summary>
    /// <returns>True: call <see cref="Next"/> in a while. False: the message is in nobody's hands any more, and the queue goes on.</returns>
    public bool OnFailed(Failed failed)
    {
        if (failed.Cause is not StoreConflictException conflict)
        {
            if (!_isStuck)
                log.Error(failed.Cause, "the state of message {0} cannot be recorded; trying again until it can", failed.Step.MessageId);
            return _isStuck = true;
        }

        log.Error(conflict, "message {0}: what happened does not fit what is on record", failed.Step.MessageId);
        _steps.Dequeue();
        if (failed.Step is not GivenUp)
            _steps.Enqueue(new GivenUp(failed.Step.MessageId, conflict.Message, failed.Step is PartSent or PartIndeterminate));
        Next();
        return false;
    }

    /// <summary>
    /// The owner ends: puts what is left on record without it, and tells <paramref name="heir"/> where the messages stand then. What the store does not take goes to
    /// the heir too, who tries on.
    /// </summary>
    public void RecordRest(IActorRef heir) => _ = RecordRestAsync(heir);

    private async Task RecordRestAsync(IActorRef heir)
    {
        var steps = new Queue<OutboundStep>(_steps);
        var recorded = new Dictionary<long, Message>();
        try
        {
            if (_recording is not null && steps.Count > 0)
            {
                await ((Task)_recording).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_recording.IsCompletedSuccessfully)
                    recorded[steps.Dequeue().MessageId] = await _recording.ConfigureAwait(false);
            }

            while (steps.TryPeek(out var step))
            {
                recorded[step.MessageId] = await store.RecordAsync(step).ConfigureAwait(false);
                steps.Dequeue();
            }
        }
        catch (Exception cause)
        {
            log.Warning(cause, "{0} outcomes are not on record yet; the dispatcher goes on trying", steps.Count);
            heir.Tell(new DispatcherProtocol.LeftUnrecorded([.. steps]), ActorRefs.NoSender);
        }

        if (recorded.Count > 0)
            heir.Tell(new DispatcherProtocol.Changed([.. recorded.Values]), ActorRefs.NoSender);
    }

    /// <summary>To the owner: the step is on record.</summary>
    public sealed record Recorded(OutboundStep Step, Message Message);

    /// <summary>To the owner: the step is not on record; give it to <see cref="OnFailed"/>.</summary>
    public sealed record Failed(OutboundStep Step, Exception Cause);

    /// <summary>To the owner: messages that a late answer settled.</summary>
    public sealed record Settled(IReadOnlyList<Message> Messages, Exception? Cause = null);
}
