using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Contract.Tests;

/// <summary>Where a hosted system logs to.</summary>
public sealed class HostingLoggingSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Events_reach_the_hosts_logger_with_level_exception_and_text()
    {
        using var log = new Recorder();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Trace).AddProvider(log))
            .AddAkka("logging", builder => builder.ConfigureLoggers(loggers =>
            {
                loggers.LogLevel = Event.LogLevel.DebugLevel;
                loggers.ClearLoggers().AddLoggerFactory();
            })).BuildServiceProvider();
        var system = services.GetRequiredService<ActorSystem>();

        system.Log.Debug("number {0}", 1);
        system.Log.Info("number {0}", 2);
        system.Log.Warning("number {0}", 3);
        system.Log.Error(new InvalidOperationException("cause"), "number {0}", 4);

        var entries = log.Take("number", 4, Deadline);
        Assert.Equal(
            [Microsoft.Extensions.Logging.LogLevel.Debug, Microsoft.Extensions.Logging.LogLevel.Information,
                Microsoft.Extensions.Logging.LogLevel.Warning, Microsoft.Extensions.Logging.LogLevel.Error],
            entries.Select(entry => entry.Level));
        Assert.Equal([1, 2, 3, 4], entries.Select((entry, i) => entry.Text.Contains($"number {i + 1}", StringComparison.Ordinal) ? i + 1 : 0));
        Assert.Equal("cause", entries[3].Cause?.Message);
        Assert.All(entries, entry => Assert.Equal(typeof(ActorSystem).FullName, entry.Category));
        await system.Terminate();
    }

    [Fact]
    public async Task Events_reach_a_given_logger_factory()
    {
        using var log = new Recorder();
        using var factory = new LoggerFactory([log]);
        await using var services = new ServiceCollection().AddLogging().AddAkka("logging", builder => builder
            .ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory(factory))).BuildServiceProvider();
        var system = services.GetRequiredService<ActorSystem>();

        // A logger may still be starting: what is told before is not for it.
        var heard = log.Take("told", 1, TimeSpan.Zero);
        for (var tries = 0; heard.Count == 0 && tries < 200; tries++)
        {
            system.Log.Info("told");
            heard = log.Take("told", 1, Deadline / 200);
        }
        Assert.Contains("told", Assert.Single(heard).Text, StringComparison.Ordinal);
        await system.Terminate();
    }

    [Fact]
    public async Task A_logger_of_ones_own_is_told_everything_from_the_level_on()
    {
        OwnLogger.Texts.Clear();
        await using var services = new ServiceCollection().AddLogging().AddAkka("logging", builder => builder.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = Event.LogLevel.WarningLevel;
            loggers.ClearLoggers().AddLogger<OwnLogger>();
        })).BuildServiceProvider();
        var system = services.GetRequiredService<ActorSystem>();

        system.Log.Info("too quiet");
        system.Log.Warning("loud enough");

        Assert.True(OwnLogger.Texts.TryTake(out var text, Deadline));
        Assert.Equal("loud enough", text);
        await system.Terminate();
    }

    private sealed class OwnLogger : ReceiveActor, Dispatch.IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        public static readonly BlockingTexts Texts = new();

        public OwnLogger()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(logEvent => Texts.Add($"{logEvent.Message}"));
        }
    }

    private sealed class BlockingTexts
    {
        private readonly BlockingCollection<string> _texts = [];

        public void Add(string text) => _texts.Add(text);

        public bool TryTake(out string? text, TimeSpan deadline) => _texts.TryTake(out text, deadline);

        public void Clear()
        {
            while (_texts.TryTake(out _))
            {
            }
        }
    }

    private sealed record Entry(string Category, Microsoft.Extensions.Logging.LogLevel Level, Exception? Cause, string Text);

    private sealed class Recorder : ILoggerProvider
    {
        private readonly BlockingCollection<Entry> _entries = [];

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, _entries);

        public List<Entry> Take(string containing, int count, TimeSpan deadline)
        {
            var taken = new List<Entry>();
            while (taken.Count < count && _entries.TryTake(out var entry, deadline))
            {
                if (entry.Text.Contains(containing, StringComparison.Ordinal))
                {
                    taken.Add(entry);
                }
            }

            return taken;
        }

        public void Dispose()
        {
        }

        private sealed class Category(string name, BlockingCollection<Entry> entries) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

            public void Log<TState>(
                Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter) => entries.Add(new Entry(name, logLevel, exception, formatter(state, exception)));
        }
    }
}
