using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.Logger.Serilog;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Akka.Contract.Tests;

/// <summary>Akka's log events as Serilog sees them.</summary>
public sealed class SerilogLoggerSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Sink _sink = new();
    private ActorSystem _system = null!;

    public Task InitializeAsync()
    {
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_sink).CreateLogger();
        _system = ActorSystem.Create("serilog", $"""
            akka.loglevel = DEBUG
            akka.loggers = ["{typeof(SerilogLogger).AssemblyQualifiedName}"]
            """);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        await Log.CloseAndFlushAsync();
    }

    private sealed class Talking : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talking()
        {
            ReceiveAny(message => _log.Info("heard {0}", message));
        }
    }

    [Fact]
    public void Levels_and_exceptions_are_kept()
    {
        _system.Log.Debug("level {0}", 1);
        _system.Log.Info("level {0}", 2);
        _system.Log.Warning("level {0}", 3);
        _system.Log.Error(new InvalidOperationException("cause"), "level {0}", 4);

        var events = _sink.Take("level", 4, Deadline);
        Assert.Equal([LogEventLevel.Debug, LogEventLevel.Information, LogEventLevel.Warning, LogEventLevel.Error], events.Select(e => e.Level));
        Assert.Equal("cause", events[3].Exception?.Message);
    }

    [Fact]
    public void Template_and_parameters_stay_apart()
    {
        _system.Log.Info("port {0} has {1} modems", "usb", 7);

        var logEvent = Assert.Single(_sink.Take("port", 1, Deadline));
        Assert.Equal("port {0} has {1} modems", logEvent.MessageTemplate.Text);
        Assert.Equal("port \"usb\" has 7 modems", logEvent.RenderMessage(null));
        Assert.Equal(7, Assert.IsType<ScalarValue>(logEvent.Properties["1"]).Value);
    }

    [Fact]
    public void A_message_without_template_is_kept_as_it_is()
    {
        _system.EventStream.Publish(new Info("somewhere", typeof(SerilogLoggerSpecs), "plain {text}"));

        var logEvent = Assert.Single(_sink.Take("plain", 1, Deadline));
        Assert.Equal("plain {text}", logEvent.RenderMessage(null));
    }

    [Fact]
    public void The_source_is_known()
    {
        var actor = _system.ActorOf<Talking>("talking");
        actor.Tell("hello");

        var logEvent = Assert.Single(_sink.Take("heard", 1, Deadline));
        Assert.Contains("/user/talking", TextOf("LogSource"), StringComparison.Ordinal);
        Assert.Equal(typeof(Talking).FullName, TextOf("SourceContext"));
        Assert.Matches("^[0-9]{4}$", TextOf("Thread"));
        Assert.Contains("Timestamp", logEvent.Properties.Keys);
        Assert.Contains("ActorPath", logEvent.Properties.Keys);

        string TextOf(string property) => Assert.IsType<string>(Assert.IsType<ScalarValue>(logEvent.Properties[property]).Value);
    }

    private sealed class Sink : ILogEventSink
    {
        private readonly BlockingCollection<Serilog.Events.LogEvent> _events = [];

        public void Emit(Serilog.Events.LogEvent logEvent) => _events.Add(logEvent);

        public List<Serilog.Events.LogEvent> Take(string start, int count, TimeSpan deadline)
        {
            var taken = new List<Serilog.Events.LogEvent>();
            while (taken.Count < count && _events.TryTake(out var logEvent, deadline))
            {
                if (logEvent.RenderMessage(null).StartsWith(start, StringComparison.Ordinal))
                {
                    taken.Add(logEvent);
                }
            }

            return taken;
        }
    }
}
