using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using ModemActors.Health;
using ModemActors.Inbox;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Outbox;

/// <summary>
/// Sends one message at a time through one modem: asks the <see cref="Dispatcher"/> for work when the modem can take some, has the intent on record before a body
/// can leave and the outcome after. Supervised by <see cref="ModemSupervisor"/>; if it dies in mid-message, the message is put on record as what is certain of it.
/// </summary>
internal sealed class OutboxActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, OutboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, TimeProvider clock) =>
        Props.Create(() => new OutboxActor(modem, settings, port, store, dispatcher, clock));

    private static readonly TimeSpan s_remind = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_recordAgain = TimeSpan.FromSeconds(2);

    private readonly ModemSettings _modem;
    private readonly OutboxSettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly OutboundNews _news;
    private readonly StepQueue _steps;
    private readonly SendAllowance _allowance;
    private readonly StoringMode _storing;
    private MessageInHand? _hand;
    private StorePart? _written;
    private SubmitPart? _submission;
    private readonly UnansweredParts _unanswered = new();
    private Activity? _submissionSpan;
    private int _silences;
    private string? _sim;
    private bool _asked;
    private IActorRef? _endSending;

    public OutboxActor(ModemSettings modem, OutboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, TimeProvider clock)
    {
        (_modem, _settings, _port, _store, _dispatcher, _clock) = (modem, settings, port, store, dispatcher, clock);
        _news = new OutboundNews(_log, Context.System.EventStream, modem.Id);
        _steps = new StepQueue(store, Self, _log);
        _allowance = new SendAllowance(modem);
        _storing = new StoringMode(modem);
        Become(Sending);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Remind, Tick.Remind, s_remind);
        Context.Parent.Tell(PortProtocol.Joined.Instance);
    }

    protected override void PostStop()
    {
        _dispatcher.Tell(new DispatcherProtocol.ModemBusy(_modem.Id));
        if (_hand is { } hand && _submission is { } submission and not { HasWitness: true, IsBegun: false })
            _steps.Leave(new PartIndeterminate(
                hand.Id, submission.Number, "the service stopped while the modem had the message", _settings.ResendIndeterminate && !submission.HasWitness));
        else if (_hand is { Id: var id } && _steps.Steps.All(step => step.MessageId != id || step is PartsPlanned or PartStored or PartSent))
            _steps.Leave(new Released(id, "the service stopped before the message was handed to the modem"));
        if (_steps.Count > 0)
            _steps.RecordRest(_dispatcher);
    }

    private void Sending()
    {
        Receive<PortProtocol.Settled>(settled =>
        {
            _storing.Storage = settled.Modem.Storage ?? _modem.Storage;
            if (!_allowance.IsKnown || settled.Modem.Identity.Iccid != _sim)
                ReadHistory(settled.Modem.Identity.Iccid);
            SetUsable(settled.Modem.Problem is null, settled.Modem.Network.MaySend);
        });
        Receive<HealthProtocol.NetworkSeen>(seen => SetUsable(_allowance.IsUsable, seen.Network.MaySend));
        Receive<PortProtocol.Unavailable>(_ => SetUsable(false, false));
        Receive<DispatcherProtocol.Work>(OnWork);
        Receive<PortProtocol.Done>(done => done.Transaction == _submission, _ => OnAnswered());
        Receive<PortProtocol.Failed>(failed => failed.Transaction == _submission, OnFailed);
        Receive<PortProtocol.Done>(done => done.Transaction == _written, _ => OnStored());
        Receive<PortProtocol.Failed>(failed => failed.Transaction == _written, OnNotStored);
        Receive<PortProtocol.HeardStray>(OnLateAnswer);
        Receive<History>(history =>
        {
            if (history.Sim != _sim)
                return;
            _allowance.Know(history.Sent);
            AskForWork();
        });
        Receive<HistoryFailed>(failed =>
        {
            _log.Error(failed.Cause, "{0}: the store does not say what was sent in the last 24 hours; nothing is sent until it does (daily-limit)", _modem.Id);
            Timers.StartSingleTimer(Tick.History, Tick.History, s_recordAgain);
        });
        Receive<StepQueue.Recorded>(OnRecorded);
        Receive<StepQueue.Failed>(OnNotRecorded);
        Receive<StepQueue.Settled>(OnSettled);
        Receive<EndSending>(_ =>
        {
            _endSending = Sender;
            _dispatcher.Tell(new DispatcherProtocol.ModemBusy(_modem.Id));
            EndIfDone();
        });
        Receive<Tick>(OnTick);
        Receive<PortProtocol.Done>(_ => { });
        Receive<PortProtocol.Failed>(_ => { });
    }

    private void OnTick(Tick tick)
    {
        switch (tick)
        {
            case Tick.Remind:
                _asked = false;
                AskForWork();
                break;
            case Tick.Pace or Tick.Unfit:
                AskForWork();
                break;
            case Tick.History:
                ReadHistory(_sim);
                break;
            case Tick.Record:
                _steps.Next();
                break;
            case Tick.Look:
                Context.Parent.Tell(InboxProtocol.Look.Instance);
                break;
        }
    }

    private void SetUsable(bool usable, bool registered)
    {
        (_allowance.IsUsable, _allowance.IsRegistered) = (usable, registered);
        if (!_allowance.IsReady)
        {
            if (_asked)
                _dispatcher.Tell(new DispatcherProtocol.ModemBusy(_modem.Id));
            _asked = false;
        }

        AskForWork();
    }

    private void AskForWork()
    {
        if (!_allowance.IsReady || _hand is not null || _asked || _endSending is not null || _steps.Count > 1 || Timers.IsTimerActive(Tick.Record)
            || Timers.IsTimerActive(Tick.Unfit))
            return;
        var wait = _allowance.Wait(_clock.GetUtcNow());
        if (wait > TimeSpan.Zero)
        {
            Timers.StartSingleTimer(Tick.Pace, Tick.Pace, wait);
            return;
        }

        _asked = true;
        _dispatcher.Tell(new DispatcherProtocol.ModemIdle(_modem.Id));
    }

    private void OnWork(DispatcherProtocol.Work work)
    {
        _asked = false;
        var (claim, now) = (work.Claim, _clock.GetUtcNow());
        Sender.Tell(new DispatcherProtocol.WorkTaken(claim.Message.Id));
        if (_hand is not null || !_allowance.IsReady || _endSending is not null)
        {
            Record(new Released(claim.Message.Id, $"modem {_modem.Id} could not take it"));
            return;
        }

        _hand = MessageInHand.Of(claim, _modem, _storing.IsOn(now), now, out var reason);
        if (_hand is null)
        {
            Record(new Refused(claim.Message.Id, reason!));
            return;
        }

        if (claim.Parts.Any(part => part.StoredAt is not null))
            Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(true));
        Record(_hand.Plan(_storing.Storage));
    }

    private void SubmitNext(MessageInHand hand)
    {
        if (!_allowance.IsUsable)
            Record(new Released(hand.Id, $"modem {_modem.Id} is not ready"));
        else if (!hand.StoresFirst)
            Submit(hand.Submit());
        else
            _port.Tell(new PortProtocol.Run(_written = hand.Store()));
    }

    private void SubmitStored(MessageInHand hand, int index)
    {
        if (_allowance.IsUsable)
            Submit(hand.SubmitFrom(index));
        else
            Record(new Released(hand.Id, $"modem {_modem.Id} is not ready"));
    }

    private void Submit(SubmitPart submission)
    {
        _submissionSpan = _hand?.BeginSubmission(submission);
        _port.Tell(new PortProtocol.Run(_submission = submission));
    }

    private void OnStored()
    {
        var (written, id) = (_written!, _hand!.Id);
        _written = null;
        if (written.Writing.Result.IsOk)
        {
            Record(new PartStored(id, written.Number, _storing.Storage, written.Writing.Result.Value));
            return;
        }

        var failure = written.Writing.Result.Failure!;
        SendDirectly($"it does not store messages to be sent ({failure.Reason})", StoringMode.PauseAfter(failure));
        Record(new Released(id, $"modem {_modem.Id} could not store it: {failure.Reason}"));
    }

    /// <summary>Whatever came between, a part that was only to be stored did not go out.</summary>
    private void OnNotStored(PortProtocol.Failed failed)
    {
        var (hand, number) = (_hand!, _written!.Number);
        _written = null;
        Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(true));
        Record(failed.Failure == PortFailure.NoAnswer
            ? SendVerdict.OfTemporary(hand.Claim, number, failed.Reason, _settings, _clock.GetUtcNow())
            : new Released(hand.Id, failed.Reason));
    }

    private void SendDirectly(string reason, TimeSpan time)
    {
        _log.Warning("{0}: {1}; messages are sent as they are written for the next {2}", _modem.Id, reason, time);
        _storing.Pause(_clock.GetUtcNow() + time);
    }

    private void OnAnswered()
    {
        var (submission, hand) = (_submission!, _hand!);
        (_submission, _silences) = (null, 0);
        _submissionSpan.End(submission.Submission.Response is null || submission.Submission.Result.IsOk ? null : submission.Submission.Result.Failure!.Reason);
        if (submission.HasWitness)
            Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(false));
        if (submission is { HasWitness: true, IsBegun: false })
        {
            SendDirectly("what was stored cannot be found where the modem says that it lies", StoringMode.LongPause);
            Record(new Released(hand.Id, $"modem {_modem.Id} could not store it"));
            return;
        }

        var step = submission.IsWitnessed
            ? new PartSent(hand.Id, submission.Number, null)
            : SendVerdict.OfAnswer(hand.Claim, submission.Number, submission.Submission.Result, submission.Submission.Response!.BodyWritten, _settings, _clock.GetUtcNow());
        if (step is PartSent)
        {
            _allowance.Sent(_clock.GetUtcNow());
            Context.Parent.Tell(HealthProtocol.Alive.BySending);
        }
        else if (SendVerdict.ConcernsModem(submission.Submission.Result))
        {
            Rest(submission.Submission.Result.Failure!.Reason);
        }
        else if (step is PartFailed { RetryAt: not null } or PartIndeterminate)
        {
            Context.Parent.Tell(new HealthProtocol.Unsent(submission.Submission.Result.Failure?.Reason ?? "it is not certain what became of it"));
        }
        else if (SendVerdict.ConcernsNetwork(submission.Submission.Result))
        {
            Context.Parent.Tell(new HealthProtocol.Unsent(submission.Submission.Result.Failure!.Reason));
            Timers.StartSingleTimer(Tick.Unfit, Tick.Unfit, _allowance.RestWithoutNetwork());
        }

        Record(step);
    }

    /// <summary>The SIM or the modem is the reason, for good until somebody changes something: others shall send meanwhile.</summary>
    private void Rest(string reason)
    {
        var time = _allowance.Rest();
        _log.Error("{0}: it cannot send: {1}; it gets no messages for {2}", _modem.Id, reason, time);
        Context.System.EventStream.Publish(new ModemDegraded(_modem.Id, ModemState.Degraded, reason));
        Timers.StartSingleTimer(Tick.Unfit, Tick.Unfit, time);
        _port.Tell(new PortProtocol.SettleAgain(reason));
    }

    private void OnFailed(PortProtocol.Failed failed)
    {
        var (submission, hand) = (_submission!, _hand!);
        _submission = null;
        _submissionSpan.End(failed.Reason);
        // Whatever happened, the modem is set up again now and tells when it is done.
        SetUsable(false, false);
        if (submission.HasWitness)
            Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(false));
        if (failed.BodyWritten)
            _unanswered.Add(hand.Id, submission.Number);
        _silences += failed is { BodyWritten: false, Failure: PortFailure.NoAnswer } ? 1 : 0;
        if (failed.Failure == PortFailure.NoAnswer)
            Context.Parent.Tell(new HealthProtocol.Unsent(failed.Reason));
        Record(SendVerdict.OfFailure(hand.Claim, submission, failed, _silences, _settings, _clock.GetUtcNow()));
    }

    /// <summary>The daily limit is that of the SIM, in whichever modem it was.</summary>
    private void ReadHistory(string? sim)
    {
        _sim = sim;
        if (_modem.DailyLimit is not null)
            _store.ListSentAsync(_modem.Id, _clock.GetUtcNow().AddDays(-1), sim).PipeTo(
                Self, success: sent => new History(sim, sent), failure: cause => new HistoryFailed(cause));
    }

    private void Record(OutboundStep step)
    {
        _steps.Record(step);
        if (_hand?.Id == step.MessageId)
            _hand.End(step);

        // The last part is out: ask for the next message while this outcome is being written, so that both share a commit.
        if (step is PartSent { Number: var number } && _hand!.IsLast(number))
        {
            _hand = null;
            AskForWork();
        }
    }

    private void OnRecorded(StepQueue.Recorded recorded)
    {
        var (step, message) = (recorded.Step, recorded.Message);
        _steps.OnRecorded();
        var hand = _hand?.Id == message.Id ? _hand : null;
        switch (step)
        {
            case PartsPlanned when hand is not null:
                _news.Sending(message);
                hand.GoOnAfter(0);
                SubmitNext(hand);
                return;
            case PartStored { Index: var index } when hand is not null:
                SubmitStored(hand, index);
                return;
            case PartSent { Number: var sent } when hand is not null:
                hand.GoOnAfter(sent);
                SubmitNext(hand);
                return;
            case PartSent:
                _news.Sent(message);
                LookAroundLater();
                break;
            default:
                LetGo(message.Id);
                _news.AttemptEnded(step, message);
                if (message.Status == MessageStatus.Queued)
                    _dispatcher.Tell(WorkQueued.Instance);
                break;
        }

        EndIfDone();
        AskForWork();
    }

    private void OnNotRecorded(StepQueue.Failed failed)
    {
        if (_steps.OnFailed(failed))
        {
            Timers.StartSingleTimer(Tick.Record, Tick.Record, s_recordAgain);
            return;
        }

        LetGo(failed.Step.MessageId);
        EndIfDone();
        AskForWork();
    }

    private void LetGo(long id)
    {
        if (_hand?.Id == id)
            _hand = null;
    }

    private void OnLateAnswer(PortProtocol.HeardStray heard)
    {
        if (SendVerdict.LateReference(heard.Line) is not { } reference)
            return;
        var part = _unanswered.TakeOnly();
        _log.Info("{0}: an answer came late: {1}{2}", _modem.Id, new Personal(heard.Line), part is null ? "; nobody can tell what it answers" : "");
        if (part is var (id, number))
            _steps.Settle(new LateAnswer(_modem.Id, reference, id, number));
    }

    private void OnSettled(StepQueue.Settled settled)
    {
        if (settled.Cause is not null)
            _log.Error(settled.Cause, "{0}: a late answer could not be recorded", _modem.Id);
        _dispatcher.Tell(new DispatcherProtocol.Changed(settled.Messages));
    }

    /// <summary>Notifications get lost while a message goes out: look once when the sending pauses.</summary>
    private void LookAroundLater()
    {
        if (_hand is null)
            Timers.StartSingleTimer(Tick.Look, Tick.Look, s_look);
    }

    private void EndIfDone()
    {
        if (_endSending is not null && _hand is null && _steps.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }

    private enum Tick
    {
        Remind,
        Pace,
        Record,
        Look,
        History,
        Unfit,
    }

    private sealed record History(string? Sim, IReadOnlyList<DateTimeOffset> Sent);

    private sealed record HistoryFailed(Exception Cause);
}
