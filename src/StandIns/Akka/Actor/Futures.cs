using System.Globalization;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Ask: a message, and a task for its answer. Null or no timeout means <c>akka.actor.ask-timeout</c>.</summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(_ => message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(_ => message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(_ => message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(_ => message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    public static Task<object> Ask(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(messageFactory, timeout, cancellationToken);

    public static async Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var provider = ProviderOf(self)
            ?? throw new ArgumentException("Unable to resolve the target Provider, are you trying to Ask a remote actor without a system?", nameof(self));
        var system = ((LocalActorRefProvider)provider).System;
        var limit = timeout ?? system.Settings.AskTimeout;
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (cancellationToken.IsCancellationRequested)
            answer.TrySetCanceled(cancellationToken);

        CancellationTokenSource clock = null;
        CancellationTokenRegistration late = default, cancelled = default;
        if (limit != Timeout.InfiniteTimeSpan && limit > TimeSpan.Zero)
        {
            clock = new CancellationTokenSource(limit);
            late = clock.Token.Register(() => answer.TrySetException(new AskTimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"Timeout after {limit.TotalSeconds:F2} seconds"))));
        }
        if (cancellationToken.CanBeCanceled)
            cancelled = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));

        var reply = new FutureActorRef<T>(answer, provider.TempPath(), provider);
        system.Temp.Add(reply);
        try
        {
            self.Tell(messageFactory(reply), reply);
            return await answer.Task.ConfigureAwait(false);
        }
        finally
        {
            system.Temp.Remove(reply);
            late.Dispose();
            cancelled.Dispose();
            clock?.Dispose();
        }
    }

    private static IActorRefProvider ProviderOf(ICanTell target) => target switch
    {
        IInternalActorRef internalRef => internalRef.Provider,
        ActorSelection { Anchor: IInternalActorRef anchor } => anchor is Nobody ? null : anchor.Provider,
        _ when InternalCurrentActorCellKeeper.Current is { } cell => cell.SystemImpl.Provider,
        _ => null,
    };
}

/// <summary>Takes the answer to an Ask.</summary>
public class FutureActorRef<T> : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _answer;

    public FutureActorRef(TaskCompletionSource<T> result, ActorPath path, IActorRefProvider provider)
    {
        _answer = result;
        Path = path;
        Provider = provider;
    }

    public override ActorPath Path { get; }
    public override IActorRefProvider Provider { get; }

    public override void SendSystemMessage(ISystemMessage message) => DeadLetters.Answer(message, this);

    protected override void TellInternal(object message, IActorRef sender)
    {
        var taken = false;
        switch (message)
        {
            case ISystemMessage:
                taken = _answer.TrySetException(
                    new InvalidOperationException($"System message of type [{message.GetType().Name}] is no answer to an Ask"));
                break;
            case T answer:
                taken = _answer.TrySetResult(answer);
                break;
            case null:
                taken = _answer.TrySetResult(default);
                break;
            case Status.Failure failure:
                taken = _answer.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message."));
                break;
            default:
                // It fails the Ask and is a dead letter too: somebody sent it in good faith.
                _answer.TrySetException(new ArgumentException(
                    $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"));
                break;
        }
        if (!taken && !_answer.Task.IsCanceled)
            Provider.DeadLetters.Tell(message ?? default(T), this);
    }
}
