using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>
/// Puts what the actors tell into the journal: what happens to modems, calls and handlers. Messages' events write themselves, and a modem's status is no
/// event. Supervised by <see cref="EventRelay"/>; its death loses what it had not written yet.
/// </summary>
internal sealed class EventScribe : ReceiveActor, IWithTimers
{
    public static Props Create(IEventJournal journal, TimeProvider clock) => Props.Create(() => new EventScribe(journal, clock));

    private const int MostKept = 1_000;
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(2);

    private readonly IEventJournal _journal;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<NewEvent> _kept = [];
    private int _underWay;
    private bool _isFailing;

    public EventScribe(IEventJournal journal, TimeProvider clock)
    {
        (_journal, _clock) = (journal, clock);
        Become(Writing);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(IModemActorsEvent));

    private void Writing()
    {
        Receive<IMessageEvent>(_ => { });
        Receive<ModemStatusChanged>(_ => { });
        Receive<IModemActorsEvent>(Keep);
        Receive<Written>(_ => OnWritten());
        Receive<Status.Failure>(failure => OnFailed(failure.Cause));
        Receive<Again>(_ => Write());
    }

    private void Keep(IModemActorsEvent happened)
    {
        if (_kept.Count >= MostKept + _underWay)
            return;
        _kept.Enqueue(new NewEvent(happened.Name, _clock.GetUtcNow(), (happened as IWithModem)?.Modem, EventJson.Data(happened)));
        if (_kept.Count == MostKept + _underWay)
            _log.Error("the journal cannot be written and {0} events wait: those that happen until it can be are lost", MostKept);
        if (!_isFailing)
            Write();
    }

    private void Write()
    {
        if (_underWay > 0 || _kept.Count == 0)
            return;
        _underWay = _kept.Count;
        _journal.AppendAsync([.. _kept]).PipeTo(Self, success: () => Written.Instance, failure: cause => new Status.Failure(cause));
    }

    private void OnWritten()
    {
        while (_underWay > 0)
        {
            _kept.Dequeue();
            _underWay--;
        }

        _isFailing = false;
        Write();
    }

    private void OnFailed(Exception cause)
    {
        _underWay = 0;
        if (!_isFailing)
            _log.Error(cause, "events could not be put into the journal; trying again");
        _isFailing = true;
        Timers.StartSingleTimer(Again.Instance, Again.Instance, s_again);
    }

    private sealed record Written
    {
        public static readonly Written Instance = new();
    }

    private sealed record Again : INotInfluenceReceiveTimeout
    {
        public static readonly Again Instance = new();
    }
}
