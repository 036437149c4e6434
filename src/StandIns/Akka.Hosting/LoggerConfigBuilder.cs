using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Hosting;

/// <summary>Which loggers a system has, and from which level on. It starts with the default logger alone, at Info.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];

    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder)
    {
        Builder = builder;
    }

    internal AkkaConfigurationBuilder Builder { get; }

    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    public bool LogConfigOnStart { get; set; }

    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    public LoggerConfigBuilder AddLogger<T>()
        where T : IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        _loggers.Add(typeof(T));
        return this;
    }

    private string LevelName => LogLevel switch
    {
        LogLevel.DebugLevel => "Debug",
        LogLevel.InfoLevel => "Info",
        LogLevel.WarningLevel => "Warning",
        LogLevel.ErrorLevel => "Error",
        _ => throw new ConfigurationException($"Unknown LogLevel enum value: {LogLevel}")
    };

    internal Config ToConfig() => ConfigurationFactory.ParseString($"""
        akka.loglevel = {LevelName}
        akka.loggers = [{string.Join(",", _loggers.Select(logger => $"\"{logger.AssemblyQualifiedName}\""))}]
        akka.log-config-on-start = {(LogConfigOnStart ? "on" : "off")}
        """);
}
