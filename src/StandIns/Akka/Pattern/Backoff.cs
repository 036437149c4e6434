using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How a child is started again after ever longer pauses.</summary>
public static class Backoff
{
    /// <summary>Pauses when the child fails and the decider says restart; a child that stops by itself ends its supervisor too.</summary>
    public static BackoffOptions OnFailure(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries = -1) =>
        new BackoffPlan(childProps, childName, minBackoff, maxBackoff, randomFactor, StopImpliesFailure: false).WithMaxNrOfRetries(maxNrOfRetries);

    /// <summary>Pauses whenever the child stops, for whatever reason.</summary>
    public static BackoffOptions OnStop(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries = -1) =>
        new BackoffPlan(childProps, childName, minBackoff, maxBackoff, randomFactor, StopImpliesFailure: true).WithMaxNrOfRetries(maxNrOfRetries);
}

/// <summary>Refines a back-off; each call gives new options.</summary>
public abstract record BackoffOptions
{
    private protected BackoffOptions() { }

    /// <summary>Forgets the restarts when the child has lived so long since it was started again. Default: the shortest pause.</summary>
    public abstract BackoffOptions WithAutoReset(TimeSpan resetBackoff);

    /// <summary>Forgets the restarts only on <see cref="BackoffSupervisor.Reset"/>.</summary>
    public abstract BackoffOptions WithManualReset();

    public abstract BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy);

    /// <summary>A strategy that stops the child on any failure.</summary>
    public abstract BackoffOptions WithDefaultStoppingStrategy();

    /// <summary>What senders get while there is no child; null: the message is a dead letter.</summary>
    public abstract BackoffOptions WithReplyWhileStopped(object replyWhileStopped);

    /// <summary>-1: without limit.</summary>
    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);

    /// <summary>After such a message the child is not started again.</summary>
    public abstract BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage);

    internal abstract Props Props { get; }
}

internal sealed record BackoffPlan(
    Props ChildProps, string ChildName, TimeSpan MinBackoff, TimeSpan MaxBackoff, double RandomFactor, bool StopImpliesFailure) : BackoffOptions
{
    /// <summary>Null: manual reset.</summary>
    internal TimeSpan? ResetBackoff { get; init; } = MinBackoff;
    internal OneForOneStrategy Strategy { get; init; } = new(SupervisorStrategy.DefaultDecider);
    internal object ReplyWhileStopped { get; init; }
    internal Func<object, bool> IsFinalStopMessage { get; init; }

    internal override Props Props
    {
        get
        {
            if (MinBackoff <= TimeSpan.Zero)
                throw new ArgumentException("MinBackoff must be greater than 0");
            if (MaxBackoff < MinBackoff)
                throw new ArgumentException("MaxBackoff must be greater than MinBackoff");
            if (RandomFactor is < 0 or > 1)
                throw new ArgumentException("RandomFactor must be between 0.0 and 1.0");
            return Actor.Props.Create(typeof(BackoffActor), this);
        }
    }

    public override BackoffOptions WithAutoReset(TimeSpan resetBackoff) => this with { ResetBackoff = resetBackoff };
    public override BackoffOptions WithManualReset() => this with { ResetBackoff = null };
    public override BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => this with { Strategy = supervisorStrategy };
    public override BackoffOptions WithDefaultStoppingStrategy() =>
        this with { Strategy = new OneForOneStrategy(Strategy.MaxNumberOfRetries, -1, SupervisorStrategy.StoppingStrategy.Decider) };
    public override BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => this with { ReplyWhileStopped = replyWhileStopped };
    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => this with { Strategy = Strategy.WithMaxNrOfRetries(maxNrOfRetries) };
    public override BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => this with { IsFinalStopMessage = isFinalStopMessage };

    /// <summary>The pause after <paramref name="restarts"/> restarts.</summary>
    internal TimeSpan Delay(int restarts)
    {
        var ticks = Math.Min(MaxBackoff.Ticks, MinBackoff.Ticks * Math.Pow(2, restarts)) * (1 + Random.Shared.NextDouble() * RandomFactor);
        return ticks is < 0 or >= long.MaxValue ? MaxBackoff : new TimeSpan((long)ticks);
    }
}
