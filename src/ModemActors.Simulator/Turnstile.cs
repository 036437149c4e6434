namespace ModemActors.Simulator;

/// <summary>
/// Lets one action at a time at a modem. Whoever comes first does the work of those who come meanwhile, so that no modem needs a thread,
/// two modems that send to each other never wait for one another, and under virtual time everything happens on the caller's thread, in order.
/// </summary>
internal sealed class Turnstile
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _waiting = new();
    private Thread? _inside;

    /// <summary>Runs <paramref name="action"/> now, or right after what is running (also when called from inside).</summary>
    public void Post(Action action)
    {
        lock (_lock)
        {
            _waiting.Enqueue(action);
            if (_inside is not null) return;
            _inside = Thread.CurrentThread;
        }
        Drain();
    }

    /// <summary>Runs <paramref name="question"/> in turn and waits for what it returns.</summary>
    public T Ask<T>(Func<T> question)
    {
        bool nested;
        lock (_lock)
        {
            nested = _inside == Thread.CurrentThread;
        }
        if (nested) return question();
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception thrown)
            {
                answer.SetException(thrown);
            }
        });
        return answer.Task.GetAwaiter().GetResult();
    }

    private void Drain()
    {
        while (true)
        {
            Action? next;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _inside = null;
                    return;
                }
            }
            try
            {
                next();
            }
            catch
            {
                lock (_lock)
                {
                    _inside = null;
                }
                throw;
            }
        }
    }
}
