namespace Akka.Actor;

/// <summary>A name that can't be given to an actor: illegal, or in use.</summary>
public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message) : base(message) { }
    public InvalidActorNameException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>An Ask got no answer in time.</summary>
public class AskTimeoutException : AkkaException
{
    public AskTimeoutException(string message) : base(message) { }
}

/// <summary>Nobody lives where a selection points.</summary>
public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException() { }
    public ActorNotFoundException(string message) : base(message) { }
    public ActorNotFoundException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>An actor could not be constructed or started.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException() { }
    public ActorInitializationException(string message) : base(message) { }
    public ActorInitializationException(string message, Exception cause) : base(message, cause) { }
    public ActorInitializationException(IActorRef actor, string message, Exception cause = null) : base(message, cause) => Actor = actor;

    public IActorRef Actor { get; set; }

    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

/// <summary>PreRestart threw.</summary>
public class PreRestartException : AkkaException
{
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object optionalMessage)
        : base($"exception in preRestart({cause?.GetType().Name ?? "null"}, {optionalMessage?.GetType().Name ?? "null"})", restartException)
    {
        Actor = actor;
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    public IActorRef Actor { get; set; }
    public Exception RestartException { get; set; }
    public object OptionalMessage { get; set; }
}

/// <summary>The new incarnation failed while being constructed or in PostRestart.</summary>
public class PostRestartException : ActorInitializationException
{
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause?.GetType().ToString() ?? "null"})", cause) => OriginalCause = originalCause;

    public Exception OriginalCause { get; }
}

/// <summary>A <see cref="Kill"/> was received.</summary>
public class ActorKilledException : AkkaException
{
    public ActorKilledException(string message) : base(message) { }
}

/// <summary>The actor did something that its state does not allow.</summary>
public class IllegalActorStateException : AkkaException
{
    public IllegalActorStateException(string message) : base(message) { }
}

/// <summary>A watched actor died and the watcher did not handle it.</summary>
public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor) : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}

/// <summary>The stash is full.</summary>
public class StashOverflowException : AkkaException
{
    public StashOverflowException(string message, Exception cause = null) : base(message, cause) { }
}

/// <summary>The scheduler can't do what it was asked.</summary>
public class SchedulerException : AkkaException
{
    public SchedulerException(string message) : base(message) { }
}

/// <summary>A configured type can't be loaded.</summary>
public class LoggerInitializationException : AkkaException
{
    public LoggerInitializationException(string message, Exception cause = null) : base(message, cause) { }
}
