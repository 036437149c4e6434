using System.Collections;
using System.Runtime.CompilerServices;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message; null if none comes in time, 3 s unless told.</summary>
    public object ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Finished(TakeAsync(true, max, cancellationToken))?.Message;

    public async ValueTask<object> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TakeAsync(false, max, cancellationToken))?.Message;

    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        var taken = Finished(TakeAsync(true, max, cancellationToken));
        envelope = _last;
        return taken != null;
    }

    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(
        TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var taken = await TakeAsync(false, max, cancellationToken);
        return (taken != null, _last);
    }

    /// <summary>The next message, which stays the next one; null if none comes in time.</summary>
    public object PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Finished(PeekAsync(true, max, cancellationToken))?.Message;

    public object PeekOne(CancellationToken cancellationToken) => PeekOne(Timeout.InfiniteTimeSpan, cancellationToken);

    public async ValueTask<object> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await PeekAsync(false, max, cancellationToken))?.Message;

    public ValueTask<object> PeekOneAsync(CancellationToken cancellationToken) => PeekOneAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Takes messages until one is of the type and fits; the others are dropped.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Finished(FishAsync(true, isMessage, null, max, hint, cancellationToken));

    public T FishForMessage<T>(
        Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Finished(FishAsync(true, isMessage, allMessages, max, hint, cancellationToken));

    public object FishForMessage(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Finished(FishAsync(true, isMessage, null, max, hint, cancellationToken));

    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishAsync(false, isMessage, null, max, hint, cancellationToken);

    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishAsync(false, isMessage, allMessages, max, hint, cancellationToken);

    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishAsync(false, isMessage, null, max, hint, cancellationToken);

    /// <summary>Takes every message of the time and fails at one of the type.</summary>
    public async Task FishUntilMessageAsync<T>(TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        await foreach (var message in ReceiveWhileAsync<object>(_ => true, max, cancellationToken: cancellationToken))
        {
            _assertions.AssertFalse(message is T, "did not expect a message of type {0}", typeof(T));
        }
    }

    /// <summary>Takes messages until none came for a time, and gives them.</summary>
    public async Task<ArrayList> WaitForRadioSilenceAsync(
        TimeSpan? max = null, uint? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var messages = new ArrayList();
        while (await ReceiveOneAsync(max, cancellationToken) is { } message)
        {
            messages.Add(message);
            _assertions.AssertFalse(messages.Count > maxMessages, "maxMessages violated: more than {0} messages", maxMessages);
        }

        return ArrayList.ReadOnly(messages);
    }

    /// <summary>The next so many messages; fails if they don't come in time.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Collect(TakeManyAsync(true, numberOfMessages, RemainingOrDefault, cancellationToken));

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsurePositive(nameof(max));
        return Collect(TakeManyAsync(true, numberOfMessages, Dilated(max), cancellationToken));
    }

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        TakeManyAsync(false, numberOfMessages, RemainingOrDefault, cancellationToken);

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsurePositive(nameof(max));
        return TakeManyAsync(false, numberOfMessages, Dilated(max), cancellationToken);
    }

    /// <summary>What the filter makes of messages until it makes null of one, which stays the next one.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Collect(TakeWhileAsync(true, Filtered(filter), max, idle, msgs, cancellationToken));

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, null, msgs, cancellationToken);

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, idle, msgs, cancellationToken);

    /// <summary>Messages of the type until the condition fails; the one that failed stays the next one.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        Collect(TakeWhileAsync(true, Typed(shouldContinue, shouldIgnoreOtherMessageTypes), max, idle, msgs, cancellationToken));

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        TakeWhileAsync(false, Filtered(filter), max, idle, msgs, cancellationToken);

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, null, msgs, cancellationToken);

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        TakeWhileAsync(false, Typed(shouldContinue, shouldIgnoreOtherMessageTypes), max, idle, msgs, cancellationToken);

    private enum Verdict
    {
        Take,
        Drop,
        Stop
    }

    private static Func<object, (Verdict, T)> Filtered<T>(Func<object, T> filter) =>
        message => filter(message) is { } result ? (Verdict.Take, result) : (Verdict.Stop, default);

    private static Func<object, (Verdict, T)> Typed<T>(Predicate<T> shouldContinue, bool ignoreOthers) => message => message switch
    {
        T typed when shouldContinue(typed) => (Verdict.Take, typed),
        T => (Verdict.Stop, default),
        _ => (ignoreOthers ? Verdict.Drop : Verdict.Stop, default)
    };

    private static List<T> Collect<T>(IAsyncEnumerable<T> items)
    {
        var collected = new List<T>();
        var each = items.GetAsyncEnumerator();
        while (Finished(each.MoveNextAsync()))
        {
            collected.Add(each.Current);
        }

        return collected;
    }

    private async ValueTask<MessageEnvelope> TakeAsync(bool blocking, TimeSpan? max, CancellationToken cancellationToken)
    {
        var timeout = GetTimeoutOrDefault(max);
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            Log.Warning("Trying to receive message from TestActor queue with infinite timeout! Will wait indefinitely!");
        }

        var envelope = await _received.TakeAsync(blocking, timeout, cancellationToken);
        _mayEndLate = false;
        _last = envelope ?? (MessageEnvelope)NullMessageEnvelope.Instance;
        Trace("Waited up to {0} and received {1}", timeout, _last);
        return envelope;
    }

    private async ValueTask<MessageEnvelope> PeekAsync(bool blocking, TimeSpan? max, CancellationToken cancellationToken)
    {
        var envelope = await _received.PeekAsync(blocking, GetTimeoutOrDefault(max), cancellationToken);
        _mayEndLate = false;
        _last = envelope ?? (MessageEnvelope)NullMessageEnvelope.Instance;
        return envelope;
    }

    private async ValueTask<T> FishAsync<T>(
        bool blocking, Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max, string hint, CancellationToken cancellationToken)
    {
        var timeout = RemainingOrDilated(max);
        var end = Clock + timeout.Ticks;
        allMessages?.Clear();
        while (true)
        {
            var envelope = await TakeAsync(blocking, Left(end), cancellationToken);
            _assertions.AssertTrue(
                envelope != null, "Timeout ({0}) during fishForMessage{1}", timeout, string.IsNullOrEmpty(hint) ? "" : $", hint: {hint}");
            if (envelope.Message is T message && isMessage(message))
            {
                return message;
            }

            allMessages?.Add(envelope.Message);
        }
    }

    private async IAsyncEnumerable<object> TakeManyAsync(
        bool blocking, int count, TimeSpan max, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = Clock + max.Ticks;
        for (var i = 0; i < count; i++)
        {
            var envelope = await TakeAsync(blocking, Left(end), cancellationToken);
            _assertions.AssertTrue(envelope != null, "Timeout ({0}) while expecting {1} messages. Only got {2}.", max, count, i);
            yield return envelope.Message;
        }
    }

    private async IAsyncEnumerable<T> TakeWhileAsync<T>(
        bool blocking, Func<object, (Verdict, T)> judge, TimeSpan? max, TimeSpan? idle, int count,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = Clock + RemainingOrDilated(max).Ticks;
        MessageEnvelope last = NullMessageEnvelope.Instance;
        for (var taken = 0; taken < count;)
        {
            var envelope = await PeekAsync(blocking, Left(end).Min(idle ?? Timeout.InfiniteTimeSpan), cancellationToken);
            var (verdict, result) = envelope == null ? (Verdict.Stop, default) : judge(envelope.Message);
            if (verdict == Verdict.Stop)
            {
                break;
            }

            last = await _received.TakeAsync(blocking, TimeSpan.Zero, cancellationToken);
            if (verdict == Verdict.Take)
            {
                taken++;
                _last = last;
                yield return result;
            }
        }

        _last = last;
        _mayEndLate = true;
    }
}
