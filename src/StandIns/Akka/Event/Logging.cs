using Akka.Actor;

namespace Akka.Event;

/// <summary>Stands for the class of a logger that has only a name.</summary>
public class DummyClassForStringSources;

/// <summary>Gives out loggers.</summary>
public static class Logging
{
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter logMessageFormatter = null) =>
        new BusLogging(
            context.System.EventStream, context.Self.Path.ToString(), context.Props.Type, logMessageFormatter ?? context.System.Settings.LogFormatter);

    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter logMessageFormatter = null)
    {
        var (source, type) = SourceOf(logSourceObj, $" ({system})");
        return new BusLogging(system.EventStream, source, type, logMessageFormatter ?? system.Settings.LogFormatter);
    }

    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter logMessageFormatter = null)
    {
        var (source, type) = SourceOf(logSourceObj, "");
        return new BusLogging(loggingBus, source, type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    public static string SimpleName(object o) => SimpleName(o.GetType());

    public static string SimpleName(Type t) => t.Name;

    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentException("Unknown LogLevel", nameof(logLevel)),
    };

    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        Off => "OFF",
        _ => throw new ArgumentException("Unknown LogLevel", nameof(logLevel)),
    };

    /// <summary>A level by its configured name; OFF lets nothing through.</summary>
    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => Off,
        _ => throw new ArgumentException(
            $"Unknown LogLevel: \"{logLevel}\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\"", nameof(logLevel)),
    };

    internal const LogLevel Off = (LogLevel)int.MaxValue;

    private static (string Source, Type Type) SourceOf(object source, string ofSystem) => source switch
    {
        IActorContext context => (context.Self.Path.ToString(), context.Props.Type),
        IActorRef actor => (actor.Path.ToString(), actor.GetType()),
        string name => (name + ofSystem, typeof(DummyClassForStringSources)),
        Type type => (SimpleName(type) + ofSystem, type),
        _ => (SimpleName(source) + ofSystem, source.GetType()),
    };
}

/// <summary>Publishes log events to the bus.</summary>
public sealed class BusLogging : ILoggingAdapter
{
    private readonly LoggingBus _bus;
    private readonly string _source;
    private readonly Type _class;

    public BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter logMessageFormatter)
    {
        _bus = bus;
        _source = logSource;
        _class = logClass;
        Formatter = logMessageFormatter;
    }

    public ILogMessageFormatter Formatter { get; }
    public bool IsDebugEnabled => _bus.LogLevel <= LogLevel.DebugLevel;
    public bool IsInfoEnabled => _bus.LogLevel <= LogLevel.InfoLevel;
    public bool IsWarningEnabled => _bus.LogLevel <= LogLevel.WarningLevel;
    public bool IsErrorEnabled => _bus.LogLevel <= LogLevel.ErrorLevel;

    public bool IsEnabled(LogLevel logLevel) => _bus.LogLevel <= logLevel;

    public void Log(LogLevel logLevel, Exception cause, LogMessage message) => Publish(logLevel, cause, message);

    public void Log(LogLevel logLevel, Exception cause, string format) => Publish(logLevel, cause, format);

    private void Publish(LogLevel level, Exception cause, object message) => _bus.Publish(level switch
    {
        LogLevel.DebugLevel => new Debug(cause, _source, _class, message),
        LogLevel.InfoLevel => new Info(cause, _source, _class, message),
        LogLevel.WarningLevel => new Warning(cause, _source, _class, message),
        LogLevel.ErrorLevel => new Error(cause, _source, _class, message),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No level to log at"),
    });
}

/// <summary>Logs nothing.</summary>
public sealed class NoLogger : ILoggingAdapter
{
    public static ILoggingAdapter Instance { get; } = new NoLogger();

    private NoLogger() { }

    public ILogMessageFormatter Formatter => DefaultLogMessageFormatter.Instance;
    public bool IsDebugEnabled => false;
    public bool IsInfoEnabled => false;
    public bool IsWarningEnabled => false;
    public bool IsErrorEnabled => false;
    public bool IsEnabled(LogLevel logLevel) => false;
    public void Log(LogLevel logLevel, Exception cause, LogMessage message) { }
    public void Log(LogLevel logLevel, Exception cause, string format) { }
}
