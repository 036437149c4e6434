using Akka.Event;

namespace Akka.Actor;

/// <content>Loggers come and go with the system; outside of their life the standard output takes what is urgent.</content>
public sealed partial class ActorSystemImpl
{
    private void StartLoggers()
    {
        var level = Logging.LogLevelFor(Settings.LogLevel);
        var started = new List<IActorRef>();
        var number = 0;
        foreach (var name in Settings.Loggers)
        {
            var type = TypeNamed(name, "akka.loggers");
            if (type == typeof(StandardOutLogger))
                continue;
            var logger = SystemActorOf(Props.Create(type).WithDispatcher("akka.actor.default-dispatcher"), $"log{++number}-{type.Name}");
            try
            {
                var answer = logger.Ask(new InitializeLogger(EventStream), Settings.LoggerStartTimeout).GetAwaiter().GetResult();
                if (answer is not LoggerInitialized)
                    throw new LoggerInitializationException($"Logger [{name}] did not respond with LoggerInitialized, sent instead [{answer}]");
            }
            catch (AskTimeoutException)
            {
                EventStream.Publish(new Warning(
                    "EventStream", typeof(ActorSystemImpl),
                    $"Logger [{name}] did not respond within {Settings.LoggerStartTimeout} to InitializeLogger"));
            }
            EventStream.AddLogger(logger, level);
            started.Add(logger);
        }
        if (started.Count > 0)
            EventStream.RemoveLogger(_stdout);
        EventStream.SetLogLevel(level);
    }

    internal void StopLoggers()
    {
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.StdoutLogLevel));
        var loggers = EventStream.Loggers;
        if (!loggers.Contains(_stdout))
            EventStream.AddLogger(_stdout, Logging.LogLevelFor(Settings.StdoutLogLevel));
        Report("Shutting down: StandardOutLogger started");
        foreach (var logger in loggers)
        {
            if (ReferenceEquals(logger, _stdout))
                continue;
            EventStream.RemoveLogger(logger);
            Stop(logger);
        }
        Report("All default loggers stopped");
    }

    private void Report(string text) => EventStream.Publish(new Debug(nameof(EventStream), typeof(EventStream), text));
}
