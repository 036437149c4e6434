using System.Globalization;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

internal sealed class EventFilterApplier(TestKitBase testKit, ActorSystem system, IReadOnlyList<EventFilterBase> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(testKit, system, filters);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Block(action, 1, null, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Block(action, 1, timeout, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Block(func, 1, null, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Block(func, 1, timeout, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Block(action, expectedCount, null, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Block(action, expectedCount, timeout, cancellationToken);

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Block(func, expectedCount, null, cancellationToken);

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Block(func, expectedCount, timeout, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        RunAsync(actionAsync, 1, null, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        RunAsync(action, 1, timeout, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        InterceptAsync(false, func, 1, null, cancellationToken).AsTask();

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        InterceptAsync(false, func, 1, timeout, cancellationToken).AsTask();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        RunAsync(actionAsync, expectedCount, null, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        RunAsync(actionAsync, expectedCount, timeout, cancellationToken);

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        RunAsync(action, expectedCount, timeout, cancellationToken);

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        InterceptAsync(false, func, expectedCount, null, cancellationToken).AsTask();

    public Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        InterceptAsync(false, func, expectedCount, timeout, cancellationToken).AsTask();

    public void Mute(Action action, CancellationToken cancellationToken = default) => Block(action, null, null, cancellationToken);

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) => Block(func, null, null, cancellationToken);

    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) => RunAsync(action, null, null, cancellationToken);

    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        InterceptAsync(false, func, null, null, cancellationToken).AsTask();

    public IUnmutableFilter Mute()
    {
        system.EventStream.Publish(new Mute(filters));
        return new Unmutable(system, filters);
    }

    private void Block(Action action, int? expected, TimeSpan? timeout, CancellationToken cancellationToken) => Block(() =>
    {
        action();
        return true;
    }, expected, timeout, cancellationToken);

    private T Block<T>(Func<T> func, int? expected, TimeSpan? timeout, CancellationToken cancellationToken) =>
        InterceptAsync(true, () => Task.FromResult(func()), expected, timeout, cancellationToken).AsTask().GetAwaiter().GetResult();

    private async Task RunAsync(Func<Task> action, int? expected, TimeSpan? timeout, CancellationToken cancellationToken) =>
        await InterceptAsync(false, async () =>
        {
            await action();
            return true;
        }, expected, timeout, cancellationToken);

    private async ValueTask<T> InterceptAsync<T>(
        bool blocking, Func<Task<T>> func, int? expected, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using var matches = new Matches();
        system.EventStream.Publish(new Mute(filters));
        foreach (var filter in filters)
        {
            filter.EventMatched += matches.Count;
        }

        try
        {
            var result = await func();
            if (expected is { } count)
            {
                var leeway = timeout is { } given ? testKit.Dilated(given) : TestKitExtension.For(system).TestEventFilterLeeway;
                // None expected: the first one ends the wait.
                await matches.ReachAsync(blocking, Math.Max(count, 1), leeway, cancellationToken);
                Check(matches.Received, count, leeway);
            }

            return result;
        }
        finally
        {
            foreach (var filter in filters)
            {
                filter.EventMatched -= matches.Count;
            }

            system.EventStream.Publish(new Unmute(filters));
        }
    }

    private void Check(int received, int expected, TimeSpan leeway)
    {
        var names = string.Join(",", filters);
        if (received < expected)
        {
            testKit.Assertions.Fail(
                "Timeout ({0}) while waiting for messages. Only received {1}/{2} messages that matched filter [{3}]",
                leeway, received, expected, names);
        }

        if (received > expected)
        {
            testKit.Assertions.Fail(
                "Received {0} too many. Expected {1} but received {2} that matched filter [{3}]",
                Messages(received - expected), Messages(expected), received, names);
        }
    }

    private static string Messages(int count) => count == 1 ? "1 message" : string.Create(CultureInfo.InvariantCulture, $"{count} messages");

    private sealed class Matches : IDisposable
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private int _received;

        public int Received => Volatile.Read(ref _received);

        public void Count(EventFilterBase filter, LogEvent logEvent)
        {
            Interlocked.Increment(ref _received);
            _arrived.Release();
        }

        public async ValueTask ReachAsync(bool blocking, int count, TimeSpan max, CancellationToken cancellationToken)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(max);
            try
            {
                for (var i = 0; i < count; i++)
                {
                    if (blocking)
                    {
                        Wait(timeout.Token);
                    }
                    else
                    {
                        await _arrived.WaitAsync(timeout.Token);
                    }
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The time is over: the caller compares the counts.
                return;
            }
        }

        public void Dispose() => _arrived.Dispose();

        private void Wait(CancellationToken cancellationToken) => _arrived.Wait(cancellationToken);
    }

    private sealed class Unmutable(ActorSystem system, IReadOnlyList<EventFilterBase> filters) : IUnmutableFilter
    {
        private int _unmuted;

        public void Unmute()
        {
            if (Interlocked.Exchange(ref _unmuted, 1) == 0)
            {
                system.EventStream.Publish(new Unmute(filters));
            }
        }

        public void Dispose() => Unmute();
    }
}
