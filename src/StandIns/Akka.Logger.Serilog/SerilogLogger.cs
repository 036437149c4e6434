using System.Globalization;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Serilog;
using Serilog.Core;

namespace Akka.Logger.Serilog;

/// <summary>
/// Passes log events to <see cref="Log.Logger"/>: the template with its parameters, so that Serilog sees them as properties, and
/// SourceContext, ActorPath, LogSource, Thread and Timestamp beside.
/// </summary>
public class SerilogLogger : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    public SerilogLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<Error>(e => LoggerOf(e).Error(e.Cause, TemplateOf(e), ParametersOf(e)));
        Receive<Warning>(e => LoggerOf(e).Warning(e.Cause, TemplateOf(e), ParametersOf(e)));
        Receive<Info>(e => LoggerOf(e).Information(e.Cause, TemplateOf(e), ParametersOf(e)));
        Receive<Debug>(e => LoggerOf(e).Debug(e.Cause, TemplateOf(e), ParametersOf(e)));
    }

    private ILogger LoggerOf(LogEvent logEvent)
    {
        var logger = Log.Logger
            .ForContext(Constants.SourceContextPropertyName, logEvent.LogClass.FullName)
            .ForContext("ActorPath", Sender.Path)
            .ForContext("Timestamp", logEvent.Timestamp)
            .ForContext("LogSource", logEvent.LogSource)
            .ForContext("Thread", logEvent.Thread.ManagedThreadId.ToString("0000", CultureInfo.InvariantCulture));
        return logEvent.Message is LogMessage message
            ? logger.ForContext(message.Parameters().OfType<ILogEventEnricher>())
            : logger;
    }

    private static string TemplateOf(LogEvent logEvent) => logEvent.Message is LogMessage message ? message.Format : "{Message:l}";

    private static object[] ParametersOf(LogEvent logEvent) => logEvent.Message is LogMessage message
        ? [.. message.Parameters().Where(parameter => parameter is not ILogEventEnricher)]
        : [logEvent.Message];
}
