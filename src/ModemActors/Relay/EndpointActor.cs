using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Storage.Journal;
using ModemActors.Telemetry;

namespace ModemActors.Relay;

/// <summary>
/// Brings events to one receiver from a queue of its own in the store: in the order of the journal while the receiver does well; one that is slow, or fails,
/// is overtaken by the next ones and tried again later. Supervised by <see cref="EventRelay"/>; its death loses nothing: what was under way is tried again.
/// </summary>
internal sealed class EndpointActor : ReceiveActor, IWithTimers
{
    public static Props Create(Endpoint endpoint, Func<IEventSender> sender, IEventJournal journal, TimeProvider clock) =>
        Props.Create(() => new EndpointActor(endpoint, sender, journal, clock));

    /// <summary>An attempt that takes longer lets the next one begin beside it.</summary>
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_storeRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromHours(1);

    /// <summary>So many in a row that did not reach it mean that it is down; the first that does makes everything due that it missed.</summary>
    private const int Down = 3;

    /// <summary>How far the position on record may lag behind while nothing comes that the receiver wants.</summary>
    private const int Lag = 1_000;

    private readonly Endpoint _endpoint;
    private readonly IEventSender _sender;
    private readonly IEventJournal _journal;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationToken _ended;
    private readonly Action _end;
    private readonly Dictionary<long, DateTimeOffset> _underWay = [];
    private readonly Backlog _backlog = new();
    private IActorRef _endSending = ActorRefs.Nobody;
    private long _position;
    private long _noted;
    private bool _enrolling = true;
    private bool _enrolAgain;
    private bool _loading;
    private bool _loadAgain;
    private int _failures;
    private int _unreached;

    public EndpointActor(Endpoint endpoint, Func<IEventSender> sender, IEventJournal journal, TimeProvider clock)
    {
        (_endpoint, _sender, _journal, _clock) = (endpoint, sender(), journal, clock);
        (_position, _noted) = (endpoint.Position, endpoint.Position);
        var ending = new CancellationTokenSource();
        (_ended, _end) = (ending.Token, ending.Cancel);
        Become(Working);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsEnding => !_endSending.IsNobody();

    protected override void PreStart() => CountWaiting();

    protected override void PostStop()
    {
        _end();
        _sender.Dispose();
    }

    private void Working()
    {
        Receive<RelayProtocol.Grew>(OnGrew);
        Receive<Enrolled>(enrolled => OnEnrolled(enrolled.Enrolment));
        Receive<Due>(due => OnDue(due.Deliveries));
        Receive<Ended>(OnEnded);
        Receive<Recorded>(recorded => OnRecorded(recorded.Attempt, recorded.Type));
        Receive<RecordFailed>(OnRecordFailed);
        Receive<RecordAgain>(again => Record(again.Attempt, again.Type));
        Receive<Counted>(OnCounted);
        Receive<TestHandler>(_ => Test());
        Receive<HandlerQueueChanged>(_ => CountWaiting());
        Receive<RelayProtocol.NotePosition>(_ => NotePosition());
        Receive<EndSending>(_ =>
        {
            _endSending = Sender;
            TellIfEnded();
        });
        Receive<Tick>(tick => tick == Tick.Load, _ => Load());
        Receive<Tick>(tick => tick == Tick.StartOver, _ => CountWaiting());
        Receive<StoreFailed>(OnStoreFailed);
    }

    private void CountWaiting() => _journal.CountPendingAsync(_endpoint.Name, EventTypes.Received).PipeTo(
        Self, success: count => new Counted((int)Math.Min(count, int.MaxValue)), failure: cause => new StoreFailed(cause, "count what waits"));

    private void OnCounted(Counted counted)
    {
        Count(counted.Waiting - _backlog.Waiting);
        _enrolling = false;
        Enrol();
        Load();
    }

    private void OnGrew(RelayProtocol.Grew grew)
    {
        var newest = grew.Growth.Newest;
        if (newest <= _position)
            return;
        var isWanted = grew.Growth.Types is not { } types || types.Any(_endpoint.Filter.Wants);
        if (grew.From > _position || isWanted || _enrolling)
        {
            Enrol();
            return;
        }

        _position = newest;
        if (_position - _noted >= Lag)
            NotePosition();
    }

    private void NotePosition()
    {
        if (_noted == _position || _enrolling)
            return;
        _noted = _position;
        _journal.AdvanceAsync(_endpoint.Name, _position).PipeTo(Self, failure: cause => new StoreFailed(cause, "note the position"));
    }

    private void Enrol()
    {
        _enrolAgain = _enrolling;
        if (_enrolling)
            return;
        _enrolling = true;
        _journal.EnrolAsync(_endpoint.Name, _endpoint.Filter.Wants).PipeTo(
            Self, success: enrolment => new Enrolled(enrolment), failure: cause => new StoreFailed(cause, "queue events"));
    }

    private void OnEnrolled(Enrolment enrolment)
    {
        _enrolling = false;
        _position = _noted = Math.Max(_position, enrolment.Position);
        if (enrolment.Types.Count > 0)
        {
            Count(enrolment.Types.Count(type => type == EventTypes.Received));
            Load();
        }

        if (enrolment.More || _enrolAgain)
            Enrol();
    }

    private void Load()
    {
        _loadAgain = _loading;
        var free = Limit() - _underWay.Count;
        if (_loading || IsEnding || free <= 0)
            return;
        _loading = true;
        _journal.ListDueAsync(_endpoint.Name, _clock.GetUtcNow(), [.. _underWay.Keys], free, newFirst: _failures > 0).PipeTo(
            Self, success: due => new Due(due), failure: cause => new StoreFailed(cause, "read the queue"));
    }

    /// <summary>One at a time, and one more for each that is slow.</summary>
    private int Limit()
    {
        var now = _clock.GetUtcNow();
        return Math.Min(_endpoint.Concurrency, 1 + _underWay.Values.Count(since => now - since >= s_slow));
    }

    private void OnDue(DueDeliveries due)
    {
        _loading = false;
        foreach (var delivery in due.Deliveries.Where(delivery => !IsEnding && !_underWay.ContainsKey(delivery.Id)).Take(Limit() - _underWay.Count))
            Begin(delivery);
        if (due.NextDue is { } next)
        {
            var wait = next - _clock.GetUtcNow();
            Timers.StartSingleTimer(Tick.Load, Tick.Load, wait < s_longestSleep ? Max(wait, TimeSpan.FromMilliseconds(1)) : s_longestSleep);
        }

        if (_underWay.Count > 0)
            Timers.StartSingleTimer(Tick.Load, Tick.Load, s_slow);
        if (_loadAgain)
            Load();
    }

    private void Begin(Delivery delivery)
    {
        var now = _clock.GetUtcNow();
        _underWay[delivery.Id] = now;
        _sender.SendAsync(delivery.Event, delivery.Attempts + 1, _ended).PipeTo(
            Self,
            success: outcome => new Ended(delivery, now, outcome),
            failure: cause => new Ended(delivery, now, new SendOutcome(SendVerdict.Refused, Error: cause.Message)));
    }

    private void OnEnded(Ended ended)
    {
        var (delivery, outcome) = (ended.Delivery, ended.Outcome);
        var now = _clock.GetUtcNow();
        var attempts = delivery.Attempts + 1;
        var wait = outcome.Verdict == SendVerdict.Taken ? null : RetrySchedule.After(attempts, outcome.RetryAfter, Random.Shared.NextDouble());
        var state = outcome.Verdict switch
        {
            SendVerdict.Taken => DeliveryState.Done,
            SendVerdict.Gone => DeliveryState.Pending,
            _ => wait is null ? DeliveryState.Dead : DeliveryState.Pending,
        };
        Log(delivery, outcome, attempts, wait);
        NoteHealth(outcome);
        if (delivery.Event.Message is { } message)
            MessageTrace.Begin("handler", message, ActivityKind.Client, ended.Since)?.SetTag("modemactors.handler", _endpoint.Name)
                .SetTag("modemactors.event", delivery.Event.Type).End(outcome.Verdict == SendVerdict.Taken ? null : outcome.Error ?? "not taken");
        Record(new DeliveryAttempt(delivery.Id, state, ended.Since, now - ended.Since, now + wait, outcome.Code, outcome.Error, outcome.Output), delivery.Event.Type);
        if (outcome.Verdict == SendVerdict.Gone)
            Context.Parent.Tell(new RelayProtocol.Gone(_endpoint.Name, outcome.Error ?? "410 Gone"));
    }

    private void NoteHealth(SendOutcome outcome)
    {
        if (outcome.Verdict != SendVerdict.Taken)
        {
            _failures++;
            _unreached = outcome.Verdict == SendVerdict.Unreachable ? _unreached + 1 : 0;
            return;
        }

        if (_failures > 0)
            _log.Info("{0}: takes events again", _endpoint.Name);
        if (_unreached >= Down)
            _journal.HastenAsync(_endpoint.Name, _clock.GetUtcNow()).PipeTo(
                Self, success: _ => Tick.Load, failure: cause => new StoreFailed(cause, "hasten what it missed"));
        (_failures, _unreached) = (0, 0);
    }

    private void Log(Delivery delivery, SendOutcome outcome, int attempts, TimeSpan? wait)
    {
        var (id, type) = (delivery.Event.EventId, delivery.Event.Type);
        if (outcome.Verdict == SendVerdict.Taken)
            _log.Debug("{0}: took {1} ({2})", _endpoint.Name, type, id);
        else if (wait is null)
            _log.Error("{0}: {1} ({2}) was not taken in {3} attempts and is given up: {4}", _endpoint.Name, type, id, attempts, outcome.Error);
        else if (_failures == 0)
            _log.Warning("{0}: {1} ({2}) was not taken: {3}; next attempt in {4:0} s", _endpoint.Name, type, id, outcome.Error, wait.Value.TotalSeconds);
        else
            _log.Debug("{0}: {1} ({2}) was not taken: {3}", _endpoint.Name, type, id, outcome.Error);
    }

    private void Record(DeliveryAttempt attempt, string type) => _journal.RecordAttemptAsync(attempt).PipeTo(
        Self, success: () => new Recorded(attempt, type), failure: cause => new RecordFailed(attempt, type, cause));

    private void OnRecorded(DeliveryAttempt attempt, string type)
    {
        _underWay.Remove(attempt.Delivery);
        if (attempt.State != DeliveryState.Pending && type == EventTypes.Received)
            Count(-1);
        TellIfEnded();
        Load();
    }

    /// <summary>What is not on record counts as under way: it is not brought twice because the disk is full.</summary>
    private void OnRecordFailed(RecordFailed failed)
    {
        _log.Error(failed.Cause, "{0}: the store failed to record an attempt; trying again", _endpoint.Name);
        Timers.StartSingleTimer(failed.Attempt.Delivery, new RecordAgain(failed.Attempt, failed.Type), s_storeRetry);
    }

    private void Count(int change)
    {
        if (_backlog.Add(change))
            Context.System.EventStream.Publish(new InboxBacklog(_endpoint.Name, _backlog.Waiting));
    }

    private void Test()
    {
        var sender = Sender;
        var now = _clock.GetUtcNow();
        var test = new JournalEvent(
            0, $"test-{Guid.NewGuid():N}", "handler.test", now, null, """{"text":"This is a test of ModemActors. Nothing happened."}""", null);
        _sender.SendAsync(test, 1, _ended).PipeTo(
            sender,
            Self,
            success: outcome => new HandlerTested(
                _endpoint.Name, outcome.Verdict == SendVerdict.Taken, outcome.Code, outcome.Error, outcome.Output, _clock.GetUtcNow() - now),
            failure: cause => new HandlerRefused(_endpoint.Name, cause.Message));
    }

    private void TellIfEnded()
    {
        if (IsEnding && _underWay.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }

    private void OnStoreFailed(StoreFailed failed)
    {
        _log.Error(failed.Cause, "{0}: the store failed to {1}; trying again", _endpoint.Name, failed.Doing);
        (_enrolling, _loading) = (false, false);
        Timers.StartSingleTimer(Tick.StartOver, Tick.StartOver, s_storeRetry);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private enum Tick
    {
        Load,
        StartOver,
    }

    private sealed record Enrolled(Enrolment Enrolment);

    private sealed record Due(DueDeliveries Deliveries);

    private sealed record Ended(Delivery Delivery, DateTimeOffset Since, SendOutcome Outcome);

    private sealed record Recorded(DeliveryAttempt Attempt, string Type);

    private sealed record RecordFailed(DeliveryAttempt Attempt, string Type, Exception Cause);

    private sealed record RecordAgain(DeliveryAttempt Attempt, string Type);

    private sealed record Counted(int Waiting);

    private sealed record StoreFailed(Exception Cause, string Doing);
}

/// <summary>A receiver as its actor knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Filter">What it wants.</param>
/// <param name="Concurrency">How many attempts may be under way at once.</param>
/// <param name="Position">Up to where its queue was filled.</param>
internal sealed record Endpoint(string Name, EventFilter Filter, int Concurrency, long Position);
