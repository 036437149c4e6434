using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Runs a block, whose waits end with the time and which must end in time; nested, the shorter time counts.</summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>The same, for a block that must not end sooner than a time either.</summary>
    public void Within(
        TimeSpan min, TimeSpan max, Action action, string hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(min, max, () =>
        {
            action();
            return true;
        }, hint, epsilonValue, cancellationToken);

    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public T Within<T>(
        TimeSpan min, TimeSpan max, Func<T> function, string hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var block = Begin(min, max, hint);
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _end = block.OuterEnd;
        }

        Check(block, epsilonValue);
        return result;
    }

    public Task WithinAsync(
        TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    public Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        WithinAsync(min, max, async () =>
        {
            await actionAsync();
            return true;
        }, hint, epsilonValue, cancellationToken);

    public Task<T> WithinAsync<T>(
        TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public async Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default)
    {
        var block = Begin(min, max, hint);
        Task<T> running;
        try
        {
            running = function();
            // Timers are imprecise: the block itself says more about being late than the end of this wait.
            await Task.WhenAny(running, Task.Delay(block.Max + TimeSpan.FromMilliseconds(200), cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            _end = block.OuterEnd;
        }

        if (!running.IsCompleted)
        {
            _mayEndLate = false;
            Check(block, epsilonValue);
        }

        // Result and not await: a failed block surfaces as AggregateException, as it does in the package.
        var result = running.Result;
        Check(block, epsilonValue);
        return result;
    }

    private sealed record Block(long Start, TimeSpan Min, TimeSpan Max, long? OuterEnd, string Hint);

    private Block Begin(TimeSpan min, TimeSpan max, string hint)
    {
        min.EnsurePositive(nameof(min));
        max.EnsurePositive(nameof(max));
        var start = Clock;
        var dilated = Dilated(max);
        if (_end is { } outer)
        {
            var left = TimeSpan.FromTicks(outer - start);
            _assertions.AssertTrue(left >= min, "Required min time {0} not possible, only {1} left. {2}", min, left, hint ?? "");
            dilated = left < dilated ? left : dilated;
        }

        var block = new Block(start, min, dilated, _end, hint ?? "");
        _mayEndLate = false;
        _end = start + dilated.Ticks;
        return block;
    }

    private void Check(Block block, TimeSpan? epsilon)
    {
        var elapsed = TimeSpan.FromTicks(Clock - block.Start);
        _assertions.AssertTrue(
            elapsed >= block.Min, "Failed: Block took {0}, should have at least been {1}. {2}", elapsed, block.Min, block.Hint);
        if (!_mayEndLate)
        {
            var tooLong = elapsed > block.Max + (epsilon ?? TimeSpan.Zero);
            _assertions.AssertFalse(tooLong, "Failed: Block took {0}, exceeding {1}. {2}", elapsed, block.Max, block.Hint);
        }
    }
}
