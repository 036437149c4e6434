using Akka.Event;

namespace Akka.Actor;

/// <summary>Gives the actor timers of its own, usable from its constructor on.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}

/// <summary>An actor's timers, by key. What is cancelled or replaced is never delivered, even when it waits in the mailbox already.</summary>
public interface ITimerScheduler
{
    IReadOnlyCollection<object> ActiveTimers { get; }
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);
    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender);
    void StartSingleTimer(object key, object msg, TimeSpan timeout);
    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);
    bool IsTimerActive(object key);
    void Cancel(object key);
    void CancelAll();
}

/// <summary>A timer's message on its way: it counts only while its timer does.</summary>
internal class TimerMessage(object key, int generation, TimerScheduler owner, object message) : INoSerializationVerificationNeeded, IWrappedMessage
{
    internal object Key { get; } = key;
    internal int Generation { get; } = generation;
    internal TimerScheduler Owner { get; } = owner;
    public object Message { get; } = message;
}

internal sealed class QuietTimerMessage(object key, int generation, TimerScheduler owner, object message)
    : TimerMessage(key, generation, owner, message), INotInfluenceReceiveTimeout;

internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Timer> _timers = [];
    private int _generation;

    private readonly record struct Timer(int Generation, bool Repeats, Cancelable Task);

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) => Start(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, initialDelay, interval, sender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, null, ActorRefs.NoSender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) => Start(key, msg, timeout, null, sender);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Task.Cancel();
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
            timer.Task.Cancel();
        _timers.Clear();
    }

    /// <summary>False for the message of a timer that was cancelled, replaced, or belonged to an earlier instance.</summary>
    internal bool TryTake(TimerMessage wrapped, out object message)
    {
        message = wrapped.Message;
        if (wrapped.Owner != this || !_timers.TryGetValue(wrapped.Key, out var timer) || timer.Generation != wrapped.Generation)
            return false;
        if (!timer.Repeats)
            _timers.Remove(wrapped.Key);
        return true;
    }

    private void Start(object key, object message, TimeSpan delay, TimeSpan? interval, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message, "msg");
        Cancel(key);
        var generation = ++_generation;
        if (cell.System.Settings.DebugTimerScheduler)
            cell.System.Log.Log(LogLevel.DebugLevel, null, $"Start timer [{key}] with generation [{generation}]");
        var wrapped = message is INotInfluenceReceiveTimeout
            ? new QuietTimerMessage(key, generation, this, message)
            : new TimerMessage(key, generation, this, message);
        var scheduler = cell.System.Scheduler;
        var task = new Cancelable(scheduler.Advanced);
        if (interval is { } every)
            scheduler.ScheduleTellRepeatedly(delay, every, cell.Self, wrapped, sender, task);
        else
            scheduler.ScheduleTellOnce(delay, cell.Self, wrapped, sender, task);
        _timers[key] = new Timer(generation, interval is not null, task);
    }
}
