namespace Akka.Actor;

/// <summary>A cancelable that the scheduler's entries hang on, so that cancelling frees what they hold at once. A token exists only when asked for.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly Lock _lock = new();
    private CancellationTokenSource _source;
    private Action _cancelled;
    private volatile bool _requested;

    public Cancelable(IScheduler scheduler, TimeSpan delay) : this(scheduler) => CancelAfter(delay);

    public Cancelable(IScheduler scheduler, int millisecondsDelay) : this(scheduler) => CancelAfter(millisecondsDelay);

    public Cancelable(IScheduler scheduler) : this(scheduler?.Advanced) { }

    public Cancelable(IScheduler scheduler, CancellationTokenSource source) : this(scheduler?.Advanced) => _source = source;

    public Cancelable(IActionScheduler scheduler, TimeSpan delay) : this(scheduler) => CancelAfter(delay);

    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    public bool IsCancellationRequested => _requested || _source is { IsCancellationRequested: true };

    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                if (_source is null)
                {
                    _source = new CancellationTokenSource();
                    if (_requested)
                        _source.Cancel();
                }
                return _source.Token;
            }
        }
    }

    /// <summary>A cancelable that is cancelled already.</summary>
    public static ICancelable CreateCanceled()
    {
        var cancelable = new Cancelable((IActionScheduler)null);
        cancelable.Cancel();
        return cancelable;
    }

    /// <summary>A cancelable that is cancelled with any of others.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables)
    {
        var linked = new Cancelable(scheduler);
        foreach (var other in cancelables)
            other.Token.Register(linked.Cancel);
        return linked;
    }

    public void Cancel() => Cancel(throwOnFirstException: false);

    public void Cancel(bool throwOnFirstException)
    {
        Action cancelled;
        lock (_lock)
        {
            if (_requested)
                return;
            _requested = true;
            cancelled = _cancelled;
            _cancelled = null;
        }
        cancelled?.Invoke();
        _source?.Cancel(throwOnFirstException);
    }

    public void CancelAfter(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "The delay must not be negative.");
        _scheduler.ScheduleOnce(delay, Cancel, this);
    }

    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    public void Dispose()
    {
        _source?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls back when cancelled; at once when it is already.</summary>
    internal void OnCancel(Action cancelled)
    {
        lock (_lock)
        {
            if (!_requested)
            {
                _cancelled += cancelled;
                return;
            }
        }
        cancelled();
    }
}

public static class CancelableExtensions
{
    public static void CancelIfNotNull(this ICancelable cancelable) => cancelable?.Cancel();
}
