using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Waits for an actor's death from outside.</summary>
public static class GracefulStopSupport
{
    /// <summary>True when the target is dead in time, also when it was before; false when the time is over.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => GracefulStop(target, timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        using var clock = new CancellationTokenSource(timeout);
        var death = Death(target, clock.Token);
        target.Tell(stopMessage, ActorRefs.NoSender);
        return await death.ConfigureAwait(false);
    }

    internal static async Task<bool> Death(IActorRef target, CancellationToken token)
    {
        var subject = (IInternalActorRef)target;
        var watcher = new DeathWatcher(subject);
        using var registration = token.Register(() => watcher.GiveUp());
        subject.SendSystemMessage(new Watch(subject, watcher));
        return await watcher.Task.ConfigureAwait(false);
    }

    /// <summary>A reference that only waits for one death.</summary>
    private sealed class DeathWatcher(IInternalActorRef subject) : MinimalActorRef
    {
        private readonly TaskCompletionSource<bool> _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<bool> Task => _death.Task;
        public override ActorPath Path { get; } = subject.Provider.TempPath();
        public override IActorRefProvider Provider => subject.Provider;

        internal void GiveUp()
        {
            if (_death.TrySetResult(false))
                subject.SendSystemMessage(new Unwatch(subject, this));
        }

        public override void SendSystemMessage(ISystemMessage message)
        {
            if (message is DeathWatchNotification)
                _death.TrySetResult(true);
        }
    }
}

public static class WatchAsyncSupport
{
    /// <summary>True when the target dies; false when it has not before the token is cancelled.</summary>
    public static Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default) => GracefulStopSupport.Death(target, token);
}
