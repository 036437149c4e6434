using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Events of one level, by text and source.</summary>
internal sealed class LevelFilter<TEvent>(TextCondition message, TextCondition source) : EventFilterBase(message, source)
    where TEvent : LogEvent
{
    protected override string Kind => typeof(TEvent).Name;

    protected override bool IsMatch(LogEvent logEvent) => logEvent is TEvent && Matches(logEvent.LogSource, logEvent.Message);
}

/// <summary>Errors by type of their exception (null: any, or none), and by their text or their exception's.</summary>
internal sealed class ErrorFilter : EventFilterBase
{
    private readonly Type _exceptionType;
    private readonly bool _checkInner;

    public ErrorFilter(Type exceptionType, TextCondition message, TextCondition source, bool checkInner)
        : base(message, source)
    {
        if (exceptionType != null && !typeof(Exception).IsAssignableFrom(exceptionType))
        {
            throw new ArgumentException($"The type must be an exception. It was: {exceptionType}", nameof(exceptionType));
        }

        _exceptionType = exceptionType;
        _checkInner = checkInner;
    }

    protected override string Kind => _exceptionType == null ? "Error" : $"Error with Cause <{_exceptionType}>";

    protected override bool IsMatch(LogEvent logEvent) => logEvent is Error error && IsMatch(error, error.Cause);

    private bool IsMatch(Error error, Exception cause)
    {
        if (cause == null)
        {
            return _exceptionType == null && Matches(error.LogSource, error.Message);
        }

        if (_exceptionType != null && !_exceptionType.IsInstanceOfType(cause))
        {
            return _checkInner && IsMatch(error, cause.InnerException);
        }

        return (error.Message == null && string.IsNullOrEmpty(cause.Message))
            || Matches(error.LogSource, error.Message)
            || Matches(error.LogSource, cause.Message)
            || (_checkInner && cause.InnerException != null && IsMatch(error, cause.InnerException));
    }
}

/// <summary>Dead letters, which the listener shows as warnings.</summary>
internal sealed class DeadLettersFilter(TextCondition source, Predicate<DeadLetter> isMatch) : EventFilterBase(null, source)
{
    protected override string Kind => "DeadLetter";

    protected override bool IsMatch(LogEvent logEvent) =>
        logEvent is Warning { Message: DeadLetter letter } && isMatch(letter) && Matches(logEvent.LogSource, letter.Message);
}

internal sealed class CustomEventFilter(Predicate<LogEvent> predicate) : EventFilterBase(null, null)
{
    protected override string Kind => "Custom";

    protected override bool IsMatch(LogEvent logEvent) => predicate(logEvent);
}
