using Akka.Event;

namespace Akka.TestKit.Internal;

public delegate void EventMatched(EventFilterBase eventFilter, LogEvent logEvent);

/// <summary>Filters by text and source of an event.</summary>
public abstract class EventFilterBase : IEventFilter
{
    private readonly TextCondition _message;
    private readonly TextCondition _source;

    private protected EventFilterBase(TextCondition message, TextCondition source)
    {
        _message = message ?? TextCondition.Any;
        _source = source ?? TextCondition.Any;
    }

    public event EventMatched EventMatched;

    public bool Apply(LogEvent logEvent)
    {
        if (!IsMatch(logEvent))
        {
            return false;
        }

        EventMatched?.Invoke(this, logEvent);
        return true;
    }

    public override string ToString() => $"{Kind} when Message {_message} and Source {_source}";

    protected abstract string Kind { get; }

    protected abstract bool IsMatch(LogEvent logEvent);

    protected bool Matches(string source, object message) =>
        _source.Holds(source) && _message.Holds(message?.ToString() ?? "null");
}
