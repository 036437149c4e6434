using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Event;

/// <summary>Asks a logger actor to begin; it answers with <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;
    public LoggingBus LoggingBus { get; }
}

public class LoggerInitialized : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>The queue that loggers want.</summary>
public interface ILoggerMessageQueueSemantics : ISemantics;

/// <summary>Prints to the console.</summary>
public class DefaultLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent logEvent:
                Print(logEvent);
                return true;
            default:
                return false;
        }
    }

    protected virtual void Print(LogEvent logEvent) => StandardOutLogger.PrintLogEvent(logEvent);
}

/// <summary>Prints to the console without an actor: before the loggers are there and after they are gone.</summary>
public class StandardOutLogger : MinimalActorRef
{
    private static readonly Lock Gate = new();

    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems, "/StandardOutLogger");
    public override IActorRefProvider Provider => throw new NotSupportedException("This logger does not provide.");

    public override string ToString() => "StandardOutLogger";

    internal static void PrintLogEvent(LogEvent logEvent)
    {
        lock (Gate)
            Console.WriteLine(logEvent);
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is LogEvent logEvent)
            PrintLogEvent(logEvent);
        else
            Console.WriteLine(message);
    }
}
