using System.Collections.Concurrent;

namespace Akka.TestKit.Internal;

/// <summary>What the test actor received and the test has not yet taken. Any thread adds, the test's thread takes.</summary>
internal sealed class ReceivedMessages
{
    private readonly ConcurrentQueue<MessageEnvelope> _queue = new();
    private readonly SemaphoreSlim _count = new(0);

    public bool IsEmpty => _queue.IsEmpty;

    public void Add(MessageEnvelope envelope)
    {
        _queue.Enqueue(envelope);
        _count.Release();
    }

    /// <summary>
    /// The next message, null after the time without one. <paramref name="blocking"/> waits on the calling thread, so that the
    /// synchronous methods of the kit need no second one.
    /// </summary>
    public async ValueTask<MessageEnvelope> TakeAsync(bool blocking, TimeSpan max, CancellationToken cancellationToken)
    {
        var wait = WholeMilliseconds(max);
        // Blocking on purpose: see the summary.
        var arrived = blocking ? Wait(wait, cancellationToken) : await _count.WaitAsync(wait, cancellationToken);
        return arrived && _queue.TryDequeue(out var envelope) ? envelope : null;
    }

    /// <summary>The next message, which stays the next one; null after the time without one.</summary>
    public async ValueTask<MessageEnvelope> PeekAsync(bool blocking, TimeSpan max, CancellationToken cancellationToken)
    {
        var wait = WholeMilliseconds(max);
        var arrived = blocking ? Wait(wait, cancellationToken) : await _count.WaitAsync(wait, cancellationToken);
        if (!arrived)
        {
            return null;
        }

        _count.Release();
        return _queue.TryPeek(out var envelope) ? envelope : null;
    }

    /// <summary>Rounded up, so that no wait ends too soon.</summary>
    private static int WholeMilliseconds(TimeSpan max) => max == Timeout.InfiniteTimeSpan
        ? Timeout.Infinite
        : (int)Math.Clamp(Math.Ceiling(max.TotalMilliseconds), 0, int.MaxValue);

    private bool Wait(int wait, CancellationToken cancellationToken) => _count.Wait(wait, cancellationToken);
}
