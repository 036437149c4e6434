using System.Diagnostics;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The default scheduler: one thread over a heap of due times. It keeps the real one's name, because configurations name it. A cancelled entry lets go of
/// its message at once and of its place when half of the heap is cancelled. The thread sleeps until something is due; without entries it does not run.
/// </summary>
public class HashedWheelTimerScheduler : SchedulerBase, IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, (long Due, long Order)> _entries = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly long _origin = Stopwatch.GetTimestamp();
    private long _order;
    private long _wakesAt = long.MaxValue;
    private int _cancelled;
    private Thread _thread;
    private bool _disposed;

    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log) : base(scheduler, log) { }

    protected override DateTimeOffset TimeNow => DateTimeOffset.Now;
    public override TimeSpan MonotonicClock => TimeSpan.FromTicks(Elapsed);
    public override TimeSpan HighResMonotonicClock => TimeSpan.FromTicks(Elapsed);

    private long Elapsed => Stopwatch.GetElapsedTime(_origin).Ticks;

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _entries.Clear();
        }
        _wake.Set();
        GC.SuppressFinalize(this);
    }

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(new Entry(this, receiver, message, sender, null, TimeSpan.Zero, cancelable), delay);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(new Entry(this, receiver, message, sender, null, interval, cancelable), initialDelay);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        Add(new Entry(this, null, action, null, action, TimeSpan.Zero, cancelable), delay);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Add(new Entry(this, null, action, null, action, interval, cancelable), initialDelay);

    private void Add(Entry entry, TimeSpan delay)
    {
        if (!entry.Hang())
            return;
        bool sooner;
        lock (_gate)
        {
            if (_disposed)
                throw new SchedulerException("cannot enqueue after timer shutdown");
            entry.Due = Elapsed + delay.Ticks;
            if (entry.Due < 0)
                entry.Due = long.MaxValue;
            _entries.Enqueue(entry, (entry.Due, _order++));
            sooner = entry.Due < _wakesAt;
            if (sooner)
                _wakesAt = entry.Due;
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "akka-scheduler" };
                _thread.Start();
            }
        }
        if (sooner)
            _wake.Set();
    }

    private void Run()
    {
        var due = new List<Entry>();
        while (true)
        {
            int wait;
            lock (_gate)
            {
                if (_disposed)
                    return;
                var now = Elapsed;
                while (_entries.TryPeek(out var entry, out var key) && (key.Due <= now || entry.IsCancelled))
                {
                    _entries.Dequeue();
                    if (entry.IsCancelled)
                    {
                        _cancelled--;
                        continue;
                    }
                    due.Add(entry);
                }
                _wakesAt = _entries.TryPeek(out _, out var next) ? next.Due : long.MaxValue;
                wait = _wakesAt == long.MaxValue
                    ? Timeout.Infinite
                    : (int)Math.Min(int.MaxValue, ((_wakesAt - now) + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
            }
            if (due.Count == 0)
            {
                _wake.WaitOne(wait);
                continue;
            }
            foreach (var entry in due)
                Fire(entry);
            due.Clear();
        }
    }

    private void Fire(Entry entry)
    {
        try
        {
            entry.Fire();
        }
        catch (Exception cause)
        {
            Log.Error(cause, "[{0}] failed when executed by the scheduler", entry);
            return;
        }
        if (entry.Interval <= TimeSpan.Zero || entry.IsCancelled)
            return;
        lock (_gate)
        {
            if (_disposed)
                return;
            entry.Due += entry.Interval.Ticks;
            _entries.Enqueue(entry, (entry.Due, _order++));
        }
    }

    private void NoteCancelled()
    {
        lock (_gate)
        {
            _cancelled++;
            if (_cancelled < 256 || _cancelled * 2 < _entries.Count)
                return;
            var live = _entries.UnorderedItems.Where(item => !item.Element.IsCancelled).ToArray();
            _entries.Clear();
            _entries.EnqueueRange(live);
            _cancelled = 0;
        }
    }

    private sealed class Entry(
        HashedWheelTimerScheduler owner, ICanTell receiver, object message, IActorRef sender, Action action, TimeSpan interval, ICancelable cancelable)
    {
        private ICanTell _receiver = receiver;
        private object _message = message;
        private IActorRef _sender = sender;
        private Action _action = action;
        private ICancelable _cancelable = cancelable;
        private volatile bool _cancelled;

        internal long Due;

        internal TimeSpan Interval => interval;
        internal bool IsCancelled => _cancelled;

        /// <summary>Hangs itself on its cancelable; false when that is cancelled already.</summary>
        internal bool Hang()
        {
            if (_cancelable is null)
                return true;
            if (_cancelable.IsCancellationRequested)
                return false;
            (_cancelable as Cancelable)?.OnCancel(Cancel);
            return true;
        }

        internal void Fire()
        {
            var (target, what, from, run) = (_receiver, _message, _sender, _action);
            if (_cancelled || _cancelable is { IsCancellationRequested: true })
            {
                _cancelled = true;
                return;
            }
            if (run is not null)
                run();
            else
                target?.Tell(what, from);
        }

        private void Cancel()
        {
            _cancelled = true;
            (_receiver, _message, _sender, _action, _cancelable) = (null, null, null, null, null);
            owner.NoteCancelled();
        }

        public override string ToString() => _action is { } run ? $"{run.Method}" : $"{_message} to {_receiver}";
    }
}
