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

/// <summary>Logs dead letters as far as <c>akka.log-dead-letters</c> allows.</summary>
internal sealed class DeadLetterListener : UntypedActor
{
    private readonly int _limit;
    private readonly bool _duringShutdown;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _count;

    public DeadLetterListener(int limit, bool duringShutdown)
    {
        _limit = limit;
        _duringShutdown = duringShutdown;
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
        Context.System.EventStream.Subscribe(Self, typeof(UnhandledMessage));
    }

    protected override void OnReceive(object message)
    {
        var letter = (AllDeadLetters)message;
        if (letter.Recipient is DeadLetterActorRef && letter.Message is LogEvent)
            return;
        if (!_duringShutdown && ((ActorSystemImpl)Context.System).IsShuttingDown)
            return;
        _count++;
        var what = letter is UnhandledMessage
            ? $"Message [{letter.Message.GetType().Name}] from {letter.Sender} to {letter.Recipient} was unhandled."
            : $"Message [{letter.Message.GetType().Name}] from {letter.Sender} to {letter.Recipient} was not delivered.";
        var last = _count >= _limit;
        _log.Info("{0} [{1}] dead letters encountered{2}. This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' "
            + "and 'akka.log-dead-letters-during-shutdown'. Message content: {3}", what, _count, last ? ", no more dead letters will be logged" : "", letter.Message);
        if (last)
            Context.Stop(Self);
    }
}
