using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>Passes log events to the host's logger for the category of the actor system.</summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly ILoggingAdapter _own = Event.Logging.GetLogger(Context.System.EventStream, nameof(LoggerFactoryLogger));
    private readonly ILogger _logger;

    public LoggerFactoryLogger()
    {
        var container = HostedSystems.Find(Context.System)
            ?? throw new ConfigurationException("LoggerFactoryLogger needs an actor system that AddAkka made.");
        _logger = (container.LoggerFactory ?? container.Services.GetRequiredService<ILoggerFactory>()).CreateLogger<ActorSystem>();
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                _own.Info($"{nameof(LoggerFactoryLogger)} started");
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent logEvent:
                Log(logEvent, Sender.Path);
                return true;
            default:
                return false;
        }
    }

    protected override void PostStop() => _own.Info($"{nameof(LoggerFactoryLogger)} stopped");

    protected virtual void Log(LogEvent log, ActorPath path) =>
        _logger.Log(LevelOf(log), new EventId(), log, log.Cause, (logEvent, _) => logEvent.ToString()!);

    private static LogLevel LevelOf(LogEvent logEvent) => logEvent.LogLevel() switch
    {
        Event.LogLevel.DebugLevel => LogLevel.Debug,
        Event.LogLevel.InfoLevel => LogLevel.Information,
        Event.LogLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error
    };
}
