using System.Globalization;
using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Protocol.Sms;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>
/// Hands queued messages to modems that can take one: work is pulled, so a stuck modem holds up nobody's messages. Also takes new messages of this process,
/// recovers what a dead process left behind and announces what happened in the store. Supervised by the user guardian; its death loses nothing: modems that are idle say so again.
/// </summary>
internal sealed class Dispatcher : ReceiveActor, IWithTimers
{
    public static Props Create(ModemActorsSettings settings, IMessageStore store, TimeProvider clock) =>
        Props.Create(() => new Dispatcher(settings, store, clock));

    private static readonly TimeSpan s_housekeeping = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_storeRetry = TimeSpan.FromSeconds(2);

    private readonly ModemActorsSettings _settings;
    private readonly IMessageStore _store;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HashSet<string> _modems;
    private readonly Dictionary<string, IActorRef> _idle = [];
    private readonly Dictionary<long, (IActorRef Outbox, Claim Claim)> _handedOut = [];
    private readonly Dictionary<long, string> _toRelease = [];
    private IDisposable? _foreignChanges;
    private bool _claiming;
    private bool _mayHaveWork = true;
    private bool _recovered;

    public Dispatcher(ModemActorsSettings settings, IMessageStore store, TimeProvider clock)
    {
        (_settings, _store, _clock) = (settings, store, clock);
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
        Receive<DispatcherProtocol.WorkTaken>(taken => _handedOut.Remove(taken.MessageId));
        Receive<Terminated>(terminated => OnOutboxGone(terminated.ActorRef));
        Receive<DispatcherProtocol.ModemBusy>(busy => _idle.Remove(busy.Modem));
        Receive<DispatcherProtocol.Changed>(changed => Announce(changed.Messages));
        Receive<Claimed>(claimed => OnClaimed(claimed.Result));
        Receive<Recovered>(recovered =>
        {
            _recovered = true;
            Announce(recovered.Messages);
            LookForWork();
        });
        Receive<ShownIncomplete>(shown => OnShownIncomplete(shown.Messages));
        Receive<GivenBack>(given =>
        {
            _toRelease.Remove(given.MessageId);
            LookForWork();
        });
        Receive<StoreFailed>(OnStoreFailed);
        Receive<Tick>(tick => tick == Tick.Due, _ =>
        {
            ReleaseAgain();
            LookForWork();
        });
        Receive<Tick>(tick => tick == Tick.Housekeeping, _ => KeepHouse());
    }

    private void OnSend(SendSms send)
    {
        var sender = Sender;
        if (!SmsAddress.TryParse(send.PhoneNumber, out var address, out var reason))
            sender.Tell(new SmsRefused(SmsRefusal.PhoneNumber, reason));
        else if (string.IsNullOrEmpty(send.Content))
            sender.Tell(new SmsRefused(SmsRefusal.Content, "the text is empty"));
        else if (SmsEstimate.Of(send.Content) is { IsSendable: false } estimate)
            sender.Tell(new SmsRefused(SmsRefusal.Content, estimate.Reason!));
        else if (send.Modem is not null && !_modems.Contains(send.Modem))
            sender.Tell(new SmsRefused(SmsRefusal.Modem, $"there is no modem '{send.Modem}'"));
        else
            Enqueue(send with { PhoneNumber = address.ToString() }, sender);
    }

    private void Enqueue(SendSms send, IActorRef sender)
    {
        var self = Self;
        _store.EnqueueAsync(new NewMessage
        {
            PhoneNumber = send.PhoneNumber,
            Content = send.Content,
            Modem = send.Modem,
            Priority = send.Priority,
            NotBefore = send.NotBefore,
            ExpiresAt = send.ExpiresAt,
            Flash = send.Flash,
            DeliveryReport = send.DeliveryReport ? true : null,
            AllowDuplicate = send.AllowDuplicate,
            IdempotencyKey = send.IdempotencyKey,
            IdempotencyHash = send.IdempotencyKey is null ? null : HashOf(send),
        }).PipeTo(
            sender,
            self,
            success: result =>
            {
                self.Tell(WorkQueued.Instance);
                return result.Conflict
                    ? new SmsRefused(SmsRefusal.IdempotencyKey, "the idempotency key was used for another message")
                    : new SmsQueued(result.Message.Id, result.Replayed);
            },
            failure: cause => new SmsRefused(SmsRefusal.Store, cause.Message));
    }

    /// <summary>All that a request says, so that the same key for anything else is told from a repetition.</summary>
    private static string HashOf(SendSms send) => string.Join(
        '|',
        send.PhoneNumber,
        send.Modem,
        send.Priority.ToString(CultureInfo.InvariantCulture),
        send.NotBefore?.ToString("O", CultureInfo.InvariantCulture),
        send.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture),
        send.Flash,
        send.DeliveryReport,
        send.AllowDuplicate,
        send.Content);

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
        _store.ClaimAsync(request).PipeTo(Self, success: result => new Claimed(result), failure: cause => new StoreFailed(cause, "claim messages"));
    }

    private void OnClaimed(ClaimResult result)
    {
        _claiming = false;
        foreach (var claim in result.Claims)
        {
            // one that went away meanwhile gives its message back: the outbox decides, it knows best
            if (_idle.Remove(claim.Modem, out var outbox))
                HandOut(claim, outbox);
            else
                Release(claim.Message.Id, $"modem {claim.Modem} went away");
        }

        foreach (var message in result.Duplicates)
        {
            _log.Warning("Duplicate message detected: message {0} to {1} is not sent", message.Id, message.PhoneNumber);
            Publish(new MessageDuplicate(message.Id));
        }

        foreach (var message in result.Expired)
        {
            _log.Warning("message {0} to {1} expired before it could be sent", message.Id, message.PhoneNumber);
            Publish(new MessageExpired(message.Id));
        }

        foreach (var message in result.Rejected)
        {
            _log.Error("message {0} cannot be sent: {1}", message.Id, message.Error);
            Publish(new MessageFailed(message.Id, message.Modem, message.Error ?? ""));
        }

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
        outbox.Tell(new DispatcherProtocol.Work(claim));
    }

    private void OnOutboxGone(IActorRef outbox)
    {
        foreach (var modem in _idle.Where(idle => idle.Value.Equals(outbox)).Select(idle => idle.Key).ToArray())
            _idle.Remove(modem);
        foreach (var (_, claim) in _handedOut.Values.Where(handed => handed.Outbox.Equals(outbox)).ToArray())
        {
            _handedOut.Remove(claim.Message.Id);
            Release(claim.Message.Id, $"modem {claim.Modem} went away");
        }
    }

    /// <summary>Gives a claimed message back that nobody has; tried again until the store takes it, since nobody else will.</summary>
    private void Release(long id, string reason)
    {
        _toRelease[id] = reason;
        _store.RecordAsync(new Released(id, reason)).PipeTo(
            Self, success: _ => new GivenBack(id), failure: cause => cause is StoreConflictException ? new GivenBack(id) : new StoreFailed(cause, $"give message {id} back"));
    }

    private void ReleaseAgain()
    {
        foreach (var (id, reason) in _toRelease.ToArray())
            Release(id, reason);
    }

    private void Recover() => _store.RecoverAsync(_settings.Outbox.ResendIndeterminate).PipeTo(
        Self, success: messages => new Recovered(messages), failure: cause => new StoreFailed(cause, "recover messages"));

    private void KeepHouse()
    {
        Recover();
        _store.ShowIncompleteAsync(_settings.Inbox.MultipartTimeout).PipeTo(
            Self, success: messages => new ShownIncomplete(messages), failure: cause => new StoreFailed(cause, "show incomplete messages"));
    }

    private void OnShownIncomplete(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            _log.Warning("message {0} from {1} is incomplete: not all of its parts came in {2}", message.Id, message.PhoneNumber, _settings.Inbox.MultipartTimeout);
            Publish(new MessageReceived(message.Id, message.Modem ?? "", message.PhoneNumber, message.Content));
        }
    }

    private void Announce(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            switch (message.Status)
            {
                case MessageStatus.Indeterminate:
                    _log.Warning("nobody can know whether message {0} to {1} went out: {2}", message.Id, message.PhoneNumber, message.Error);
                    Publish(new MessageIndeterminate(message.Id, message.SentBy, message.Error ?? ""));
                    break;
                case MessageStatus.Sent:
                    _log.Info("message {0} to {1} did go out", message.Id, message.PhoneNumber);
                    Publish(new MessageSent(message.Id, message.SentBy ?? "", message.Parts ?? 1));
                    break;
                case MessageStatus.Queued:
                    _mayHaveWork = true;
                    break;
            }
        }

        Claim();
    }

    private void OnStoreFailed(StoreFailed failed)
    {
        _log.Error(failed.Cause, "the store failed to {0}; trying again", failed.Doing);
        (_claiming, _mayHaveWork) = (false, true);
        if (!_recovered)
            Recover();
        Timers.StartSingleTimer(Tick.Due, Tick.Due, s_storeRetry);
    }

    private static void Publish(object happened) => Context.System.EventStream.Publish(happened);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private enum Tick
    {
        Due,
        Housekeeping,
    }

    private sealed record Claimed(ClaimResult Result);

    private sealed record Recovered(IReadOnlyList<Message> Messages);

    private sealed record ShownIncomplete(IReadOnlyList<Message> Messages);

    private sealed record GivenBack(long MessageId);

    private sealed record StoreFailed(Exception Cause, string Doing);
}
