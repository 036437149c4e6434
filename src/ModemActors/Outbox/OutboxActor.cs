using Akka.Actor;
using Akka.Event;
using ModemActors.Health;
using ModemActors.Inbox;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;
using ModemActors.Settings;
using ModemActors.Storage;

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
    private static readonly TimeSpan s_directFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_directForNow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_recordAgain = TimeSpan.FromSeconds(2);

    /// <summary>So often a modem may fall silent before the body, one time after the other, before that counts as the message's attempts.</summary>
    private const int MostSilences = 2;

    private readonly ModemSettings _modem;
    private readonly OutboxSettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SendPace _pace;
    private readonly Queue<OutboundStep> _unrecorded = new();
    private readonly Queue<int> _lateAnswers = new();
    private Task _recording = Task.CompletedTask;
    private Claim? _claim;
    private SubmitPart? _submission;
    private StorePart? _storing;
    private IReadOnlyList<Pdu> _pdus = [];
    private HashSet<int> _out = [];
    private int _number;
    private int _silences;
    private bool _stores;
    private string? _storage;
    private DateTimeOffset _directUntil;
    private int _unfit;
    private bool _paceKnown;
    private bool _usable;
    private bool _registered;
    private bool _asked;
    private IActorRef? _endSending;

    public OutboxActor(ModemSettings modem, OutboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, TimeProvider clock)
    {
        (_modem, _settings, _port, _store, _dispatcher, _clock) = (modem, settings, port, store, dispatcher, clock);
        _pace = new SendPace(modem.SendInterval, modem.DailyLimit);
        Become(Sending);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Remind, Tick.Remind, s_remind);
        Context.Parent.Tell(PortProtocol.Joined.Instance);
        ReadHistory();
    }

    protected override void PostStop()
    {
        _dispatcher.Tell(new DispatcherProtocol.ModemBusy(_modem.Id));
        var isBegun = _unrecorded.Count > 0;
        if (_claim is not null && _submission is not null and not { HasWitness: true, IsBegun: false })
            _unrecorded.Enqueue(new PartIndeterminate(
                _claim.Message.Id, _submission.Number, "the service stopped while the modem had the message", _settings.ResendIndeterminate && !_submission.HasWitness));
        else if (_claim is not null && _unrecorded.All(step => step.MessageId != _claim.Message.Id || step is PartsPlanned or PartStored or PartSent))
            _unrecorded.Enqueue(new Released(_claim.Message.Id, "the service stopped before the message was handed to the modem"));
        if (_unrecorded.Count > 0)
            _ = RecordRestAsync(_store, [.. _unrecorded], isBegun ? _recording : null, _log);
    }

    /// <summary>Without us there is nobody to try again: what cannot be put on record now is recovered from the intent, which is, at the next start.</summary>
    private static async Task RecordRestAsync(IMessageStore store, OutboundStep[] steps, Task? begun, ILoggingAdapter log)
    {
        if (begun is not null)
            await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            foreach (var step in begun is { IsCompletedSuccessfully: true } ? steps[1..] : steps)
                await store.RecordAsync(step).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            log.Error(cause, "message {0}: its state could not be recorded", steps[^1].MessageId);
        }
    }

    private void Sending()
    {
        Receive<PortProtocol.Settled>(settled =>
        {
            _storage = settled.Modem.Storage;
            SetUsable(settled.Modem.Problem is null, settled.Modem.Network.MaySend);
        });
        Receive<HealthProtocol.NetworkSeen>(seen => SetUsable(_usable, seen.Network.MaySend));
        Receive<PortProtocol.Unavailable>(_ => SetUsable(false, false));
        Receive<DispatcherProtocol.Work>(OnWork);
        Receive<PortProtocol.Done>(done => done.Transaction == _submission, _ => OnAnswered());
        Receive<PortProtocol.Failed>(failed => failed.Transaction == _submission, OnFailed);
        Receive<PortProtocol.Done>(done => done.Transaction == _storing, _ => OnStored());
        Receive<PortProtocol.Failed>(failed => failed.Transaction == _storing, OnNotStored);
        Receive<History>(history =>
        {
            foreach (var sent in history.Sent)
                _pace.Sent(sent);
            _paceKnown = true;
            AskForWork();
        });
        Receive<HistoryFailed>(failed =>
        {
            _log.Error(failed.Cause, "{0}: the store does not say what was sent in the last 24 hours; nothing is sent until it does (daily-limit)", _modem.Id);
            Timers.StartSingleTimer(Tick.History, Tick.History, s_recordAgain);
        });
        Receive<Tick>(tick => tick == Tick.History, _ => ReadHistory());
        Receive<Tick>(tick => tick == Tick.Unfit, _ => AskForWork());
        Receive<PortProtocol.HeardStray>(OnLateAnswer);
        Receive<Recorded>(OnRecorded);
        Receive<RecordFailed>(OnRecordFailed);
        Receive<Settled>(settled => _dispatcher.Tell(new DispatcherProtocol.Changed(settled.Messages)));
        Receive<EndSending>(_ =>
        {
            _endSending = Sender;
            _dispatcher.Tell(new DispatcherProtocol.ModemBusy(_modem.Id));
            EndIfDone();
        });
        Receive<Tick>(tick => tick == Tick.Remind, _ =>
        {
            _asked = false;
            AskForWork();
        });
        Receive<Tick>(tick => tick == Tick.Pace, _ => AskForWork());
        Receive<Tick>(tick => tick == Tick.Record, _ => RecordNext());
        Receive<Tick>(tick => tick == Tick.Look, _ => Context.Parent.Tell(InboxProtocol.Look.Instance));
        Receive<PortProtocol.Done>(_ => { });
        Receive<PortProtocol.Failed>(_ => { });
    }

    private void SetUsable(bool usable, bool registered)
    {
        (_usable, _registered) = (usable, registered);
        if (!_usable || !_registered)
        {
            if (_asked)
                _dispatcher.Tell(new DispatcherProtocol.ModemBusy(_modem.Id));
            _asked = false;
        }

        AskForWork();
    }

    private void AskForWork()
    {
        if (!_usable || !_registered || _claim is not null || _asked || _endSending is not null || _unrecorded.Count > 1 || Timers.IsTimerActive(Tick.Record)
            || !_paceKnown || Timers.IsTimerActive(Tick.Unfit))
            return;
        var wait = _pace.Wait(_clock.GetUtcNow());
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
        Sender.Tell(new DispatcherProtocol.WorkTaken(work.Claim.Message.Id));
        if (_claim is not null || !_usable || !_registered || _endSending is not null)
        {
            Record(new Released(work.Claim.Message.Id, $"modem {_modem.Id} could not take it"));
            return;
        }

        _claim = work.Claim;
        // If all parts are out somebody queued the whole message again, and it is a new sending.
        var sent = _claim.Parts.Where(IsOut).Select(part => part.Number).ToHashSet();
        _out = sent.Count == _claim.Parts.Count ? [] : sent;
        var message = work.Claim.Message;
        if (!TryCompose(message, out var reason))
        {
            Record(new Refused(message.Id, reason!));
            return;
        }

        _stores = _modem is { StoresFirst: true, TextMode: false } && _clock.GetUtcNow() >= _directUntil;
        if (work.Claim.Parts.Any(part => part.StoredAt is not null))
            Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(true));
        Record(new PartsPlanned(message.Id, Total, ReferenceOf(message), EncodingOf(message), _stores ? _storage ?? _modem.Storage : null));
    }

    private int Total => _modem.TextMode ? 1 : _pdus.Count;

    private bool TryCompose(Message message, out string? reason)
    {
        _pdus = MessageComposer.TryCompose(message, _out.Count > 0 ? _claim!.Parts[0].Reference : null, _modem, _clock.GetUtcNow(), out reason) ?? [];
        if (_modem.TextMode && _pdus.Count > 1)
            reason = $"the text takes {_pdus.Count} parts, but modem {_modem.Id} is in text mode (sms-mode = text), which sends one";
        return reason is null;
    }

    /// <summary>A message that was begun goes on with the reference it was begun with.</summary>
    private int? ReferenceOf(Message message) => _out.Count > 0 ? _claim!.Parts[0].Reference : Total > 1 ? MessageComposer.ReferenceOf(message) : null;

    private static string EncodingOf(Message message) => SlotContent.EncodingOf(SmsEstimate.Of(message.Content).Alphabet);

    private void SubmitNext()
    {
        if (!_usable)
        {
            Record(new Released(_claim!.Message.Id, $"modem {_modem.Id} is not ready"));
            return;
        }

        var message = _claim!.Message;
        if (_stores)
        {
            _storing = new StorePart(message.Id, _number, _pdus[_number - 1]);
            _port.Tell(new PortProtocol.Run(_storing));
            return;
        }

        Submit(_modem.TextMode
            ? SubmitPart.Text(message.Id, message.PhoneNumber, message.Content)
            : SubmitPart.Pdu(message.Id, _number, _pdus[_number - 1]));
    }

    private void Submit(SubmitPart submission)
    {
        _submission = submission;
        _port.Tell(new PortProtocol.Run(submission));
    }

    private void OnStored()
    {
        var (storing, id) = (_storing!, _claim!.Message.Id);
        _storing = null;
        if (storing.Writing.Result.IsOk)
        {
            Record(new PartStored(id, storing.Number, _storage ?? _modem.Storage, storing.Writing.Result.Value));
            return;
        }

        // a full memory holds up nobody: it is tried again as soon as there may be room
        var failure = storing.Writing.Result.Failure!;
        SendDirectly(
            $"it does not store messages to be sent ({failure.Reason})",
            failure.Nature is ErrorNature.Permanent or ErrorNature.Unsupported ? s_directFor : s_directForNow);
        Record(new Released(id, $"modem {_modem.Id} could not store it: {failure.Reason}"));
    }

    /// <summary>Whatever came between, a part that was only to be stored did not go out.</summary>
    private void OnNotStored(PortProtocol.Failed failed)
    {
        var (id, number) = (_claim!.Message.Id, _storing!.Number);
        _storing = null;
        Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(true));
        Record(failed.Failure == PortFailure.NoAnswer
            ? SendVerdict.OfTemporary(_claim, number, failed.Reason, _settings, _clock.GetUtcNow())
            : new Released(id, failed.Reason));
    }

    private void SendDirectly(string reason, TimeSpan time)
    {
        _log.Warning("{0}: {1}; messages are sent as they are written for the next {2}", _modem.Id, reason, time);
        _directUntil = _clock.GetUtcNow() + time;
    }

    private void OnAnswered()
    {
        var submission = _submission!;
        (_submission, _silences) = (null, 0);
        if (submission.HasWitness)
            Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(false));
        if (submission is { HasWitness: true, IsBegun: false })
        {
            SendDirectly("what was stored cannot be found where the modem says that it lies", s_directFor);
            Record(new Released(_claim!.Message.Id, $"modem {_modem.Id} could not store it"));
            return;
        }

        var step = submission.IsWitnessed
            ? new PartSent(_claim!.Message.Id, submission.Number, null)
            : SendVerdict.OfAnswer(_claim!, submission.Number, submission.Submission.Result, submission.Submission.Response!.BodyWritten, _settings, _clock.GetUtcNow());
        if (step is PartSent)
        {
            _unfit = 0;
            _pace.Sent(_clock.GetUtcNow());
            Context.Parent.Tell(HealthProtocol.Alive.Instance);
        }
        else if (SendVerdict.ConcernsModem(submission.Submission.Result))
        {
            Rest(submission.Submission.Result.Failure!.Reason);
        }

        Record(step);
    }

    /// <summary>The SIM or the modem is the reason, for good until somebody changes something: others shall send meanwhile.</summary>
    private void Rest(string reason)
    {
        var time = TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, _unfit++), 3600));
        _log.Error("{0}: it cannot send: {1}; it gets no messages for {2}", _modem.Id, reason, time);
        Publish(new ModemDegraded(_modem.Id, ModemState.Degraded, reason));
        Timers.StartSingleTimer(Tick.Unfit, Tick.Unfit, time);
        _port.Tell(new PortProtocol.SettleAgain(reason));
    }

    private void OnFailed(PortProtocol.Failed failed)
    {
        var submission = _submission!;
        var (id, number) = (_claim!.Message.Id, submission.Number);
        _submission = null;
        // Whatever happened, the modem is set up again now and tells when it is done.
        SetUsable(false, false);
        if (submission.HasWitness)
            Context.Parent.Tell(new DispatcherProtocol.LookAtSlots(false));
        Record(failed switch
        {
            // the SIM is asked before anything else is done with it
            _ when submission is { HasWitness: true, IsBegun: true } => new PartIndeterminate(id, number, $"{failed.Reason}; the SIM will tell", false),
            { BodyWritten: true } => new PartIndeterminate(id, number, failed.Reason, _settings.ResendIndeterminate),
            { Failure: PortFailure.NoAnswer } when ++_silences > MostSilences =>
                SendVerdict.OfTemporary(_claim, number, failed.Reason, _settings, _clock.GetUtcNow()),
            _ => new Released(id, failed.Reason),
        });
    }

    private void ReadHistory()
    {
        if (_modem.DailyLimit is null)
            _paceKnown = true;
        else
            _store.ListSentAsync(_modem.Id, _clock.GetUtcNow().AddDays(-1)).PipeTo(
                Self, success: sent => new History(sent), failure: cause => new HistoryFailed(cause));
    }

    /// <summary>Puts a step on record, one after the other and for as long as it takes: an outcome that is not on record is not lost while we live.</summary>
    private void Record(OutboundStep step)
    {
        _unrecorded.Enqueue(step);
        if (_unrecorded.Count == 1)
            RecordNext();

        // The last part is out: ask for the next message while this outcome is being written, so that both share a commit.
        if (step is PartSent { Number: var number } && NextUnsent(number) > Total)
        {
            _claim = null;
            AskForWork();
        }
    }

    private void RecordNext()
    {
        if (_unrecorded.TryPeek(out var step))
        {
            var recording = _store.RecordAsync(step);
            _recording = recording;
            recording.PipeTo(Self, success: message => new Recorded(step, message), failure: cause => new RecordFailed(step, cause));
        }
        else
        {
            _recording = Task.CompletedTask;
            while (_lateAnswers.TryDequeue(out var reference))
                Settle(reference);
        }
    }

    private void OnRecorded(Recorded recorded)
    {
        _unrecorded.Dequeue();
        RecordNext();
        var (step, message) = (recorded.Step, recorded.Message);
        switch (step)
        {
            case PartsPlanned:
                Publish(new MessageSending(message.Id, _modem.Id));
                _number = NextUnsent(0);
                SubmitNext();
                return;
            case PartStored { Number: var number, Index: var index }:
                if (_claim?.Message.Id == message.Id)
                    SubmitStored(number, index);
                return;
            case PartSent { Number: var sent } when _claim?.Message.Id == message.Id:
                _number = NextUnsent(sent);
                SubmitNext();
                return;
            case PartSent:
                _log.Info("{0}: message {1} sent to {2}", _modem.Id, message.Id, message.PhoneNumber);
                Publish(new MessageSent(message.Id, _modem.Id, message.Parts ?? 1));
                LookAroundLater();
                break;
            default:
                Announce(step, message);
                if (_claim?.Message.Id == message.Id)
                    _claim = null;
                break;
        }

        EndIfDone();
        AskForWork();
    }

    private void SubmitStored(int number, int index)
    {
        if (_usable)
            Submit(SubmitPart.FromSlot(_claim!.Message.Id, number, _pdus[number - 1], index, _modem.SendTimeout));
        else
            Record(new Released(_claim!.Message.Id, $"modem {_modem.Id} is not ready"));
    }

    /// <summary>The first part after <paramref name="number"/> that an earlier attempt did not send.</summary>
    private int NextUnsent(int number)
    {
        do
            number++;
        while (_out.Contains(number));
        return number;
    }

    private void Announce(OutboundStep step, Message message)
    {
        switch (step)
        {
            case PartFailed { RetryAt: { } at } failed:
                _log.Warning("{0}: message {1} failed: {2}; again at {3:u}", _modem.Id, message.Id, failed.Error, at);
                break;
            case PartFailed { Error: var error }:
                Fail(message, error);
                break;
            case Refused { Error: var error }:
                Fail(message, error);
                break;
            case PartIndeterminate indeterminate:
                _log.Warning("{0}: nobody can know whether message {1} went out: {2}", _modem.Id, message.Id, indeterminate.Error);
                Publish(new MessageIndeterminate(message.Id, _modem.Id, indeterminate.Error));
                break;
            case Released released:
                _log.Info("{0}: message {1} goes back to the queue: {2}", _modem.Id, message.Id, released.Reason);
                break;
        }

        if (message.Status == MessageStatus.Queued)
            _dispatcher.Tell(WorkQueued.Instance);
    }

    private void Fail(Message message, string error)
    {
        _log.Error("{0}: message {1} to {2} failed: {3}", _modem.Id, message.Id, message.PhoneNumber, error);
        Publish(new MessageFailed(message.Id, _modem.Id, error));
    }

    private void OnRecordFailed(RecordFailed failed)
    {
        if (failed.Cause is StoreConflictException)
        {
            _log.Error(failed.Cause, "{0}: message {1} is in other hands", _modem.Id, failed.Step.MessageId);
            _unrecorded.Dequeue();
            if (_claim?.Message.Id == failed.Step.MessageId)
                _claim = null;
            RecordNext();
            EndIfDone();
            AskForWork();
            return;
        }

        _log.Error(failed.Cause, "{0}: the state of message {1} cannot be recorded; trying again until it can", _modem.Id, failed.Step.MessageId);
        Timers.StartSingleTimer(Tick.Record, Tick.Record, s_recordAgain);
    }

    private void OnLateAnswer(PortProtocol.HeardStray heard)
    {
        if (!heard.Line.StartsWith("+CMGS:", StringComparison.Ordinal) && !heard.Line.StartsWith("+CMSS:", StringComparison.Ordinal)
            || !int.TryParse(heard.Line.AsSpan(6).ToString().Split(',')[0], out var reference))
            return;
        _log.Info("{0}: an answer came late: {1}", _modem.Id, heard.Line);
        // What it answers must be on record as unanswered first.
        _lateAnswers.Enqueue(reference);
        if (_unrecorded.Count == 0)
            RecordNext();
    }

    private void Settle(int reference)
    {
        var (log, id) = (_log, _modem.Id);
        _store.SettleAsync(new LateAnswer(_modem.Id, reference & 0xFF)).PipeTo(Self, success: messages => new Settled(messages), failure: cause =>
        {
            log.Error(cause, "{0}: a late answer could not be recorded", id);
            return new Settled([]);
        });
    }

    /// <summary>Notifications get lost while a message goes out: look once when the sending pauses.</summary>
    private void LookAroundLater()
    {
        if (_claim is null)
            Timers.StartSingleTimer(Tick.Look, Tick.Look, s_look);
    }

    private void EndIfDone()
    {
        if (_endSending is not null && _claim is null && _unrecorded.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }

    private static bool IsOut(MessagePart part) =>
        part.State is PartState.Sent or PartState.Delivered || (part.State == PartState.Failed && part.SentAt is not null);

    private static void Publish(object happened) => Context.System.EventStream.Publish(happened);

    private enum Tick
    {
        Remind,
        Pace,
        Record,
        Look,
        History,
        Unfit,
    }

    private sealed record History(IReadOnlyList<DateTimeOffset> Sent);

    private sealed record HistoryFailed(Exception Cause);

    private sealed record Recorded(OutboundStep Step, Message Message);

    private sealed record RecordFailed(OutboundStep Step, Exception Cause);

    private sealed record Settled(IReadOnlyList<Message> Messages);
}
