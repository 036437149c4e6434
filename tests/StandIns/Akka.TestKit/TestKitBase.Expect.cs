using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must be of the type. It waits for 3 s, or what is left of Within, unless told.</summary>
    public T ExpectMsg<T>(TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync<T>(true, duration, hint, null, cancellationToken));

    /// <summary>Takes the next message, which must equal the given one.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, IsEqual(message), cancellationToken));

    /// <summary>Takes the next message, for which the condition must hold.</summary>
    public T ExpectMsg<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, Holds(isMessage, hint), cancellationToken));

    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, Ignoring(assert), cancellationToken));

    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, Holds(isMessageAndSender, hint), cancellationToken));

    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, assertMessageAndSender, cancellationToken));

    public T ExpectMsg<T>(
        T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, IsEqual(expected, comparer, hint), cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(false, duration, hint, null, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, IsEqual(message), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, Holds(isMessage, hint), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, Ignoring(assert), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, Holds(isMessageAndSender, hint), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, assertMessageAndSender, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, IsEqual(expected, comparer, hint), cancellationToken);

    /// <summary>Takes the next message, which must be that a watched actor has stopped.</summary>
    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, IsEndOf(target, hint), cancellationToken));

    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, IsEndOf(target, hint), cancellationToken);

    /// <summary>Waits the whole time, 3 s or what is left of Within, and fails at any message.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        Finished(ExpectNothingAsync(true, RemainingOrDefault, cancellationToken));

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Finished(ExpectNothingAsync(true, Dilated(duration), cancellationToken));

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        Finished(ExpectNothingAsync(true, TimeSpan.FromMilliseconds(milliseconds), cancellationToken));

    public async ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        await ExpectNothingAsync(false, RemainingOrDefault, cancellationToken);

    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        await ExpectNothingAsync(false, Dilated(duration), cancellationToken);

    public async ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        await ExpectNothingAsync(false, TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    private Action<T, IActorRef> IsEqual<T>(T expected) => (actual, _) => _assertions.AssertEqual(expected, actual);

    private Action<T, IActorRef> IsEqual<T>(T expected, Func<T, T, bool> comparer, string hint) =>
        (actual, _) => _assertions.AssertEqual(expected, actual, comparer, hint ?? "");

    private Action<T, IActorRef> Holds<T>(Predicate<T> isMessage, string hint) =>
        isMessage == null ? null : Holds<T>((message, _) => isMessage(message), hint);

    private Action<T, IActorRef> Holds<T>(Func<T, IActorRef, bool> condition, string hint) => (message, sender) => _assertions.AssertTrue(
        condition(message, sender),
        "Got a message of the expected type <{0}> from {1}. Also expected {2} but the message {{{3}}} did not match",
        typeof(T), sender, hint ?? "the predicate to return true", message);

    private static Action<T, IActorRef> Ignoring<T>(Action<T> assert) => assert == null ? null : (message, _) => assert(message);

    private Action<Terminated, IActorRef> IsEndOf(IActorRef target, string hint) =>
        (terminated, _) => _assertions.AssertEqual(target, terminated.ActorRef, "Terminated {0}. {1}", target, hint ?? "");

    private async ValueTask<T> ExpectAsync<T>(
        bool blocking, TimeSpan? max, string hint, Action<T, IActorRef> assert, CancellationToken cancellationToken)
    {
        var timeout = RemainingOrDilated(max);
        var envelope = await TakeAsync(blocking, timeout, cancellationToken);
        if (envelope == null)
        {
            _assertions.Fail("Failed: Timeout {0} while waiting for a message of type {1} {2}", timeout, typeof(T), hint ?? "");
        }

        if (envelope.Message is not T message)
        {
            _assertions.Fail(
                "Failed: Expected a message of type {0}, but received {{{1}}} (type {2}) instead {3} from {4}",
                typeof(T), envelope.Message, envelope.Message.GetType(), hint ?? "", envelope.Sender);
            return default;
        }

        assert?.Invoke(message, envelope.Sender);
        return message;
    }

    private async ValueTask<bool> ExpectNothingAsync(bool blocking, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Clock;
        var envelope = await TakeAsync(blocking, duration, cancellationToken);
        if (envelope != null)
        {
            _assertions.Fail(
                "Failed: Expected no messages during {0}, instead we received {1} after {2}", duration, envelope, TimeSpan.FromTicks(Clock - start));
        }

        return true;
    }
}
