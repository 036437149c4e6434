using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must be one of these.</summary>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Finished(ExpectAnyAsync(true, [.. messages], cancellationToken));

    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAnyAsync(false, [.. messages], cancellationToken);

    /// <summary>Takes as many messages as are given, which must be these in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) =>
        Collect(ExpectAllAsync(true, RemainingOrDefault, messages, default));

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Collect(ExpectAllAsync(true, RemainingOrDefault, messages, cancellationToken));

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => ExpectMsgAllOf(max, messages, default(CancellationToken));

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsurePositive(nameof(max));
        return Collect(ExpectAllAsync(true, Dilated(max), messages, cancellationToken));
    }

    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAllAsync(false, RemainingOrDefault, messages, cancellationToken);

    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsurePositive(nameof(max));
        return ExpectAllAsync(false, Dilated(max), messages, cancellationToken);
    }

    /// <summary>Takes as many messages as there are conditions, each of which must hold for one of them.</summary>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        Collect(ExpectAllMatchingAsync(true, RemainingOrDefault, predicates, default));

    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        Collect(ExpectAllMatchingAsync(true, RemainingOrDefault, predicates, cancellationToken));

    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, params PredicateInfo[] predicates) =>
        ExpectMsgAllOfMatchingPredicates(max, predicates, default);

    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken)
    {
        max.EnsurePositive(nameof(max));
        return Collect(ExpectAllMatchingAsync(true, Dilated(max), predicates, cancellationToken));
    }

    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default)
    {
        max.EnsurePositive(nameof(max));
        return ExpectAllMatchingAsync(false, Dilated(max), predicates, cancellationToken);
    }

    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        ExpectAllMatchingAsync(false, RemainingOrDefault, predicates, cancellationToken);

    private async ValueTask<T> ExpectAnyAsync<T>(bool blocking, T[] messages, CancellationToken cancellationToken)
    {
        var max = RemainingOrDefault;
        var envelope = await TakeAsync(blocking, max, cancellationToken);
        _assertions.AssertTrue(envelope != null, "Timeout {0} while waiting for any of ({1})", max, string.Join(",", messages));
        _assertions.AssertTrue(
            envelope.Message is T typed && messages.Contains(typed), "ExpectMsgAnyOf found unexpected {0}", envelope.Message);
        return (T)envelope.Message;
    }

    private async IAsyncEnumerable<T> ExpectAllAsync<T>(
        bool blocking, TimeSpan max, IReadOnlyCollection<T> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = messages.ToList();
        var unexpected = new List<object>();
        await foreach (var message in TakeManyAsync(blocking, messages.Count, max, cancellationToken))
        {
            if (message is T typed && missing.Remove(typed))
            {
                yield return typed;
            }
            else
            {
                unexpected.Add(message);
            }
        }

        AssertNone(missing, unexpected);
    }

    private async IAsyncEnumerable<object> ExpectAllMatchingAsync(
        bool blocking, TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = predicates.ToList();
        var unexpected = new List<object>();
        await foreach (var message in TakeManyAsync(blocking, predicates.Count, max, cancellationToken))
        {
            if (missing.Find(p => p.Type == message.GetType() && (bool)p.PredicateT.DynamicInvoke(message)) is { } found)
            {
                missing.Remove(found);
                yield return message;
            }
            else
            {
                unexpected.Add(message);
            }
        }

        AssertNone(missing, unexpected);
    }

    private void AssertNone<T>(List<T> missing, List<object> unexpected) => _assertions.AssertTrue(
        missing.Count == 0 && unexpected.Count == 0, "not found [{0}] found unexpected [{1}]", string.Join(", ", missing), string.Join(", ", unexpected));
}
