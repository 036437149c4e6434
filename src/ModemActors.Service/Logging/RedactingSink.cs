using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace ModemActors.Service.Logging;

/// <summary>Stands before every sink: what passes has been cleaned, its properties, its template and its exception.</summary>
internal sealed class RedactingSink(Serilog.ILogger inner, LogRedaction redaction) : ILogEventSink, IDisposable
{
    public void Emit(LogEvent logEvent)
    {
        var template = logEvent.MessageTemplate;
        var text = redaction.Clean(template.Text);
        var properties = logEvent.Properties.Select(property => new LogEventProperty(property.Key, Clean(property.Value)));
        inner.Write(new LogEvent(
            logEvent.Timestamp, logEvent.Level, Clean(logEvent.Exception),
            ReferenceEquals(text, template.Text) || text == template.Text ? template : new MessageTemplateParser().Parse(text),
                properties));
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private LogEventPropertyValue Clean(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: Personal personal } => new ScalarValue(redaction.Show(personal)),
        ScalarValue { Value: string text } => redaction.Clean(text) is var clean && clean == text ? value : new ScalarValue(clean),
        ScalarValue { Value: null or bool or int or long or double or TimeSpan or DateTimeOffset or DateTime or Enum } => value,
        _ => Flatten(value),
    };

    /// <summary>Of everything else what it would be written as.</summary>
    private LogEventPropertyValue Flatten(LogEventPropertyValue value)
    {
        var text = value.ToString("l", CultureInfo.InvariantCulture);
        return redaction.Clean(text) is var clean && clean == text ? value : new ScalarValue(clean);
    }

    private Exception? Clean(Exception? cause)
    {
        if (cause is null)
            return null;
        var text = cause.ToString();
        return redaction.Clean(text) is var clean && clean == text ? cause : new RedactedException(clean);
    }

    /// <summary>An exception's text without what must not be in it.</summary>
    private sealed class RedactedException(string text) : Exception
    {
        public override string ToString() => text;
    }
}
