using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Outbox;

/// <summary>
/// Hands queued messages to modems that can take one: work is pulled, so a stuck modem holds up nobody's messages. Also takes new messages of this process,
/// recovers what a dead process left behind, goes on with what a dead outbox left off the record, and announces what happened in the store. Supervised by the user
/// guardian; its death loses nothing: modems that are idle say so again, and what it handed out goes to its next incarnation.
/// </summary>
internal sealed class Dispatcher : ReceiveActor, IWithTimers
{
    public static Props Create(ModemActorsSettings settings, IMessageStore store, TimeProvider clock) => Create(settings, store, clock, []);

    /// <summary>What is handed out outlives an incarnation: nobody else gives it back if its outbox dies.</summary>
    private static Props Create(ModemActorsSettings settings, IMessageStore store, TimeProvider clock, Dictionary<long, (IActorRef Outbox, Claim Claim)> handedOut) =>
        Props.Create(() => new Dispatcher(settings, store, clock, handedOut));

    private const string Claiming = "claim messages";
    private const string Recovering = "recover messages";
    private const string Showing = "show incomplete messages";

    private static readonly TimeSpan s_housekeeping = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_storeRetry = TimeSpan.FromSeconds(2);

    private readonly ModemActorsSettings _settings;
    private readonly IMessageStore _store;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly OutboundNews _news;
    private readonly StepQueue _orphans;
    private readonly HashSet<string> _modems;
    private readonly Dictionary<string, IActorRef> _idle = [];
    private readonly Dictionary<long, (IActorRef Outbox, Claim Claim)> _handedOut;
    private readonly HashSet<string> _failing = [];
    private IDisposable? _foreignChanges;
    private bool _claiming;
    private bool _mayHaveWork = true;
    private bool _recovered;

    public Dispatcher(
        ModemActorsSettings settings, IMessageStore store, TimeProvider clock, Dictionary<long, (IActorRef Outbox, Claim Claim)> handedOut)
    {
        (_settings, _store, _clock, _handedOut) = (settings, store, clock, handedOut);
        _news = new OutboundNews(_log, Context.System.EventStream);
        _orphans = new StepQueue(store, Self, _log);
        _modems = [.. settings.Modems.Select(modem => modem.Id)];
        Become(Dispatching);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var self = Self;
        _foreignChanges = _store.OnForeignChange(() => self.Tell(WorkQueued.Instance));
        Timers.StartPeriodicTimer(Tick.Housekeeping, Tick.Housekeeping, s_housekeeping);
        Recover();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        if (_orphans.Count > 0)
            _orphans.RecordRest(Self);
        base.PreRestart(reason, message);
    }

    protected override void PostStop() => _foreignChanges?.Dispose();

    private void Dispatching()
    {
        Receive<SendSms>(OnSend);
        Receive<WorkQueued>(_ => LookForWork());
        Receive<DispatcherProtocol.ModemIdle>(idle =>
        {
            // a modem that was not asked for yet may be the only one that may take what waits
            _mayHaveWork |= !_idle.ContainsKey(idle.Modem);
            _idle[idle.Modem] = Sender;
            Context.Watch(Sender);
            Claim();
        });
        Receive<DispatcherProtocol.ModemBusy>(busy => _idle.Remove(busy.Modem));
        Receive<DispatcherProtocol.WorkTaken>(taken => _handedOut.Remove(taken.MessageId));
        Receive<DispatcherProtocol.LeftUnrecorded>(left => Adopt(left.Steps));
        Receive<DispatcherProtocol.Changed>(changed => Announce(changed.Messages));
        Receive<Terminated>(terminated => OnOutboxGone(terminated.ActorRef));
        Receive<Claimed>(claimed => OnClaimed(claimed.Result));
        Receive<Recovered>(recovered =>
        {
            _recovered = true;
            Well(Recovering);
            Announce(recovered.Messages);
            LookForWork();
        });
        Receive<ShownIncomplete>(shown => OnShownIncomplete(shown.Messages));
        Receive<StepQueue.Recorded>(recorded =>
        {
            _orphans.OnRecorded();
            _news.AttemptEnded(recorded.Step, recorded.Message);
            LookForWork();
        });
        Receive<StepQueue.Failed>(failed =>
        {
            if (_orphans.OnFailed(failed))
                Timers.StartSingleTimer(Tick.Record, Tick.Record, s_storeRetry);
        });
        Receive<StoreFailed>(OnStoreFailed);
        Receive<Tick>(OnTick);
    }

    private void OnTick(Tick tick)
    {
        switch (tick)
        {
            case Tick.Due:
                if (!_recovered)
                    Recover();
                LookForWork();
                break;
            case Tick.Record:
                _orphans.Next();
                break;
            case Tick.Housekeeping:
                KeepHouse();
                break;
        }
    }

    private void OnSend(SendSms send)
    {
        var (sender, self) = (Sender, Self);
        if (SmsIntake.Refusal(send, _modems, out var asked) is { } refused)
        {
            sender.Tell(refused);
            return;
        }

        _store.EnqueueAsync(SmsIntake.MessageOf(asked)).PipeTo(
            sender,
            self,
            success: result =>
            {
                self.Tell(WorkQueued.Instance);
                return SmsIntake.AnswerOf(result);
            },
            failure: cause => new SmsRefused(SmsRefusal.Store, cause.Message));
    }

    private void LookForWork()
    {
        _mayHaveWork = true;
        Claim();
    }

    private void Claim()
    {
        if (_claiming || !_mayHaveWork || !_recovered || _idle.Count == 0)
            return;
        (_claiming, _mayHaveWork) = (true, false);
        var request = new ClaimRequest([.. _idle.Keys], _settings.Routing.IsOpen ? null : _settings.Routing.Allows);
        _store.ClaimAsync(request).PipeTo(Self, success: result => new Claimed(result), failure: cause => new StoreFailed(cause, Claiming));
    }

    private void OnClaimed(ClaimResult result)
    {
        _claiming = false;
        Well(Claiming);
        foreach (var claim in result.Claims)
        {
            // one that went away meanwhile gives its message back: the outbox decides, it knows best
            if (_idle.Remove(claim.Modem, out var outbox))
                HandOut(claim, outbox);
            else
                GiveBack(claim);
        }

        foreach (var message in result.Duplicates)
            _news.Duplicate(message);
        foreach (var message in result.Expired)
            _news.Expired(message);
        foreach (var message in result.Rejected)
            _news.Failed(message, message.Error ?? "");

        _mayHaveWork |= result.Claims.Count > 0;
        if (result.NextDue is { } due)
        {
            var wait = due - _clock.GetUtcNow();
            Timers.StartSingleTimer(Tick.Due, Tick.Due, wait > TimeSpan.FromMilliseconds(1) ? Min(wait, s_housekeeping) : TimeSpan.FromMilliseconds(1));
        }

        Claim();
    }

    private void HandOut(Claim claim, IActorRef outbox)
    {
        _handedOut[claim.Message.Id] = (outbox, claim);
        if (MessageTrace.IsFollowed)
            TraceWait(claim.Message);
        outbox.Tell(new DispatcherProtocol.Work(claim));
    }

    private void TraceWait(Message message)
    {
        var now = _clock.GetUtcNow();
        var since = message.NextAttemptAt ?? message.NotBefore ?? message.Timestamp;
        MessageTrace.Begin("queued", message, begun: since < now ? since : now).End();
    }

    private void OnOutboxGone(IActorRef outbox)
    {
        foreach (var modem in _idle.Where(idle => idle.Value.Equals(outbox)).Select(idle => idle.Key).ToArray())
            _idle.Remove(modem);
        foreach (var (_, claim) in _handedOut.Values.Where(handed => handed.Outbox.Equals(outbox)).ToArray())
        {
            _handedOut.Remove(claim.Message.Id);
            GiveBack(claim);
        }
    }

    private void GiveBack(Claim claim) => Adopt([new Released(claim.Message.Id, $"modem {claim.Modem} went away")]);

    /// <summary>Goes on with steps that nobody else will put on record, until the store takes them.</summary>
    private void Adopt(IReadOnlyList<OutboundStep> steps)
    {
        foreach (var step in steps)
            _orphans.Record(step);
    }

    private void Recover() => _store.RecoverAsync(_settings.Outbox.ResendIndeterminate).PipeTo(
        Self, success: messages => new Recovered(messages), failure: cause => new StoreFailed(cause, Recovering));

    private void KeepHouse()
    {
        Recover();
        _store.ShowIncompleteAsync(_settings.Inbox.MultipartTimeout).PipeTo(
            Self, success: messages => new ShownIncomplete(messages), failure: cause => new StoreFailed(cause, Showing));
    }

    private void OnShownIncomplete(IReadOnlyList<Message> messages)
    {
        Well(Showing);
        foreach (var message in messages)
        {
            _log.Warning("message {0} from {1} is incomplete: not all of its parts came in {2}", message.Id, new Personal(message.PhoneNumber), _settings.Inbox.MultipartTimeout);
            Context.System.EventStream.Publish(new MessageReceived(message.Id, message.Modem ?? "", message.PhoneNumber, message.Content));
        }
    }

    private void Announce(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            _news.Ended(message);
            _mayHaveWork |= message.Status == MessageStatus.Queued;
        }

        Claim();
    }

    private void OnStoreFailed(StoreFailed failed)
    {
        if (_failing.Add(failed.Doing))
            _log.Error(failed.Cause, "the store failed to {0}; trying again until it can", failed.Doing);
        if (failed.Doing == Claiming)
            (_claiming, _mayHaveWork) = (false, true);
        Timers.StartSingleTimer(Tick.Due, Tick.Due, s_storeRetry);
    }

    private void Well(string doing)
    {
        if (_failing.Remove(doing))
            _log.Info("the store can {0} again", doing);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private enum Tick
    {
        Due,
        Record,
        Housekeeping,
    }

    private sealed record Claimed(ClaimResult Result);

    private sealed record Recovered(IReadOnlyList<Message> Messages);

    private sealed record ShownIncomplete(IReadOnlyList<Message> Messages);

    private sealed record StoreFailed(Exception Cause, string Doing);
}
