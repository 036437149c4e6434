using System.Globalization;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What the kernel reads from its configuration.</summary>
public class Settings
{
    private Config _user;

    public Settings(ActorSystem system, Config config)
    {
        System = system;
        _user = config;
        Rebuild();

        ConfigVersion = Config.GetString("akka.version");
        LogLevel = Config.GetString("akka.loglevel");
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout", TimeSpan.FromSeconds(5));
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogDeadLetters = DeadLetterLimit(Config.GetString("akka.log-dead-letters", "10"));
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration", TimeSpan.FromMinutes(5));
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan);
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout", TimeSpan.FromSeconds(20));
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy", typeof(DefaultSupervisorStrategy).FullName);
        SchedulerClass = Config.GetString("akka.scheduler.implementation");
        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive");
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        DebugTimerScheduler = Config.GetBoolean("akka.actor.debug.log-timers");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system", true);
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate", true);
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
            throw new ConfigurationException("akka.coordinated-shutdown.run-by-actor-system-terminate = on needs terminate-actor-system = on: "
                + "otherwise terminating the system would never end");
        LogFormatter = Config.GetString("akka.logger-formatter") is { Length: > 0 } formatter
            ? ActorSystemImpl.TypeNamed(formatter, "akka.logger-formatter") is { } type && type != typeof(DefaultLogMessageFormatter)
                ? (ILogMessageFormatter)Activator.CreateInstance(type)
                : DefaultLogMessageFormatter.Instance
            : DefaultLogMessageFormatter.Instance;
    }

    public ActorSystem System { get; }
    public Config Config { get; private set; }
    public string ConfigVersion { get; }
    public string LogLevel { get; }
    public string StdoutLogLevel { get; }
    public IList<string> Loggers { get; }
    public TimeSpan LoggerStartTimeout { get; }
    public bool LogConfigOnStart { get; }
    /// <summary>0: none are logged; int.MaxValue: all.</summary>
    public int LogDeadLetters { get; }
    public bool LogDeadLettersDuringShutdown { get; }
    public TimeSpan LogDeadLettersSuspendDuration { get; }
    /// <summary>Infinite (-1 ms): an Ask without timeout waits for ever.</summary>
    public TimeSpan AskTimeout { get; }
    public TimeSpan CreationTimeout { get; }
    public string SupervisorStrategyClass { get; }
    public string SchedulerClass { get; }
    public bool AddLoggingReceive { get; }
    public bool DebugAutoReceive { get; }
    public bool DebugLifecycle { get; }
    public bool DebugTimerScheduler { get; }
    public bool DebugUnhandledMessage { get; }
    public bool CoordinatedShutdownTerminateActorSystem { get; }
    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary>Puts a configuration below the user's and above the reference.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _user = _user.SafeWithFallback(config);
        Rebuild();
    }

    public override string ToString() => Config.ToString();

    private void Rebuild()
    {
        var reference = ConfigurationFactory.Default();
        Config = _user.IsNullOrEmpty() ? reference : _user.WithFallback(reference);
    }

    private static int DeadLetterLimit(string text) => text?.ToUpperInvariant() switch
    {
        "ON" or "TRUE" => int.MaxValue,
        "OFF" or "FALSE" or null => 0,
        var number => int.Parse(number, CultureInfo.InvariantCulture),
    };
}
