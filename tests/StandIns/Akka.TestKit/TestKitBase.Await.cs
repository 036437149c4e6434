using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Repeats an assertion until it holds; fails with its last exception when the time, 3 s unless told, is over.</summary>
    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Finished(AwaitAssertAsync(true, Completed(assertion), duration, interval, cancellationToken));

    public async Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        await AwaitAssertAsync(false, Completed(assertion), duration, interval, cancellationToken);

    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        await AwaitAssertAsync(false, assertion, duration, interval, cancellationToken);

    /// <summary>Waits for a condition; fails when the time, 3 s unless told, is over.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        Finished(AwaitConditionAsync(true, Completed(conditionIsFulfilled), RemainingOrDefault, null, "", cancellationToken));

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        Finished(AwaitConditionAsync(true, Completed(conditionIsFulfilled), RemainingOrDilated(max), null, "", cancellationToken));

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        Finished(AwaitConditionAsync(true, Completed(conditionIsFulfilled), RemainingOrDilated(max), null, message, cancellationToken));

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string message = null, CancellationToken cancellationToken = default) =>
        Finished(AwaitConditionAsync(true, Completed(conditionIsFulfilled), RemainingOrDilated(max), interval, message, cancellationToken));

    public async Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, Completed(conditionIsFulfilled), RemainingOrDefault, null, "", cancellationToken);

    public async Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, conditionIsFulfilled, RemainingOrDefault, null, "", cancellationToken);

    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, conditionIsFulfilled, RemainingOrDilated(max), null, "", cancellationToken);

    public async Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, Completed(conditionIsFulfilled), RemainingOrDilated(max), null, message, cancellationToken);

    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, conditionIsFulfilled, RemainingOrDilated(max), null, message, cancellationToken);

    public async Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string message = null, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, Completed(conditionIsFulfilled), RemainingOrDilated(max), interval, message, cancellationToken);

    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string message = null, CancellationToken cancellationToken = default) =>
        await AwaitConditionAsync(false, conditionIsFulfilled, RemainingOrDilated(max), interval, message, cancellationToken);

    /// <summary>Waits for a condition; false when the time is over.</summary>
    public bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Finished(PollAsync(true, Completed(conditionIsFulfilled), max, interval, cancellationToken));

    public async Task<bool> AwaitConditionNoThrowAsync(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        await PollAsync(false, Completed(conditionIsFulfilled), max, interval, cancellationToken);

    public async Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        await PollAsync(false, conditionIsFulfilled, max, interval, cancellationToken);

    private static Func<Task> Completed(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private static Func<Task<bool>> Completed(Func<bool> condition) => () => Task.FromResult(condition());

    private async ValueTask<bool> AwaitConditionAsync(
        bool blocking, Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, string message, CancellationToken cancellationToken)
    {
        var fulfilled = await PollAsync(blocking, condition, max, interval, cancellationToken);
        if (!fulfilled)
            _assertions.Fail("Timeout {0} expired while waiting for condition.{1}", max, message ?? "");
        return fulfilled;
    }

    private static async ValueTask<bool> PollAsync(
        bool blocking, Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, CancellationToken cancellationToken)
    {
        max.EnsurePositive(nameof(max));
        var end = Clock + max.Ticks;
        for (var pause = new Pause(interval); !await condition(); await pause.WaitAsync(blocking, Left(end), cancellationToken))
        {
            if (Clock > end)
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> AwaitAssertAsync(
        bool blocking, Func<Task> assertion, TimeSpan? duration, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var max = RemainingOrDilated(duration);
        var end = Clock + max.Ticks;
        var pause = new Pause(interval);
        for (var attempts = 1; ; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await assertion();
                return true;
            }
            catch (Exception) when (Clock < end)
            {
                Trace("Attempt {0} of an assertion failed; trying again until {1} is over", attempts, max);
            }
            catch (Exception)
            {
                Sys.Log.Warning("AwaitAssert failed, timeout [{0}] is over after [{1}] attempts", max, attempts);
                throw;
            }

            await pause.WaitAsync(blocking, Left(end), cancellationToken);
        }
    }

    /// <summary>The time between two attempts: as told, or short at first and growing up to 100 ms.</summary>
    private sealed class Pause
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

        private readonly bool _fixed;
        private TimeSpan _next;

        public Pause(TimeSpan? interval)
        {
            interval?.EnsurePositive(nameof(interval));
            _fixed = interval != null;
            _next = interval ?? TimeSpan.FromMilliseconds(1);
        }

        public async ValueTask WaitAsync(bool blocking, TimeSpan left, CancellationToken cancellationToken)
        {
            var wait = _next.Min(left + TimeSpan.FromMilliseconds(1));
            _next = _fixed ? _next : (_next * 2).Min(Longest);
            if (blocking)
            {
                cancellationToken.WaitHandle.WaitOne(wait);
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                await Task.Delay(wait, cancellationToken);
            }
        }
    }
}
