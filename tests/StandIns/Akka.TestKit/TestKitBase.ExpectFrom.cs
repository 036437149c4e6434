using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must be of the type and come from the sender.</summary>
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, duration, hint, From<T>(sender, null, hint), cancellationToken));

    public T ExpectMsgFrom<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, From(sender, IsEqual(message), hint), cancellationToken));

    public T ExpectMsgFrom<T>(
        IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, From(sender, Holds(isMessage, hint), hint), cancellationToken));

    public T ExpectMsgFrom<T>(
        IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, From(sender, Ignoring(assertMessage), hint), cancellationToken));

    public T ExpectMsgFrom<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null,
        CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, From(isSender, isMessage, hint), cancellationToken));

    public T ExpectMsgFrom<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string hint = null,
        CancellationToken cancellationToken = default) =>
        Finished(ExpectAsync(true, timeout, hint, From(assertSender, assertMessage), cancellationToken));

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, duration, hint, From<T>(sender, null, hint), cancellationToken);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, From(sender, IsEqual(message), hint), cancellationToken);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, From(sender, Holds(isMessage, hint), hint), cancellationToken);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, From(sender, Ignoring(assertMessage), hint), cancellationToken);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, From(isSender, isMessage, hint), cancellationToken);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync(false, timeout, hint, From(assertSender, assertMessage), cancellationToken);

    private Action<T, IActorRef> From<T>(IActorRef expected, Action<T, IActorRef> assert, string hint) => (message, sender) =>
    {
        _assertions.AssertEqual(
            expected, sender, "Sender does not match. Got a message from sender {0}. But expected {1} {2}", sender, expected, hint ?? "");
        assert?.Invoke(message, sender);
    };

    private Action<T, IActorRef> From<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, string hint) => (message, sender) =>
    {
        _assertions.AssertTrue(isSender == null || isSender(sender), "Sender {0} of {{{1}}} does not match {2}", sender, message, hint ?? "");
        Holds(isMessage, hint)?.Invoke(message, sender);
    };

    private static Action<T, IActorRef> From<T>(Action<IActorRef> assertSender, Action<T> assertMessage) => (message, sender) =>
    {
        assertSender?.Invoke(sender);
        assertMessage?.Invoke(message);
    };
}
