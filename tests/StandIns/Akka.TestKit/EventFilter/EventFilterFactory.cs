using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// Says which log events a test expects. It sees what reaches the <see cref="TestEventListener"/>, so it needs that logger and a log
/// level that lets the events through. Texts are compared without case; of message, start and contains the first given counts.
/// </summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testKit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<EventFilterBase> _filters;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem actorSystem, IReadOnlyList<EventFilterBase> filters)
    {
        _testKit = testkit;
        _system = actorSystem;
        _filters = filters;
    }

    public IEventFilterApplier Error(string message = null, string start = null, string contains = null, string source = null) =>
        Apply(new ErrorFilter(null, TextCondition.Message(message, start, contains), TextCondition.Source(source), false));

    public IEventFilterApplier Error(Regex pattern, string source = null) =>
        Apply(new ErrorFilter(null, TextCondition.Message(pattern), TextCondition.Source(source), false));

    public IEventFilterApplier Warning(string message = null, string start = null, string contains = null, string source = null) =>
        Level<Warning>(message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string source = null) => Level<Warning>(pattern, source);

    public IEventFilterApplier Info(string message = null, string start = null, string contains = null, string source = null) =>
        Level<Info>(message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string source = null) => Level<Info>(pattern, source);

    public IEventFilterApplier Debug(string message = null, string start = null, string contains = null, string source = null) =>
        Level<Debug>(message, start, contains, source);

    public IEventFilterApplier Debug(Regex pattern, string source = null) => Level<Debug>(pattern, source);

    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string message = null, string start = null, string contains = null, string source = null) => logLevel switch
        {
            LogLevel.DebugLevel => Debug(message, start, contains, source),
            LogLevel.InfoLevel => Info(message, start, contains, source),
            LogLevel.WarningLevel => Warning(message, start, contains, source),
            LogLevel.ErrorLevel => Error(message, start, contains, source),
            _ => throw new ArgumentOutOfRangeException(nameof(logLevel), $"Unknown LogLevel value: {logLevel}")
        };

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string source = null) => logLevel switch
    {
        LogLevel.DebugLevel => Debug(pattern, source),
        LogLevel.InfoLevel => Info(pattern, source),
        LogLevel.WarningLevel => Warning(pattern, source),
        LogLevel.ErrorLevel => Error(pattern, source),
        _ => throw new ArgumentOutOfRangeException(nameof(logLevel), $"Unknown LogLevel value: {logLevel}")
    };

    /// <summary>Errors with an exception of the type; the text may be the event's or the exception's.</summary>
    public IEventFilterApplier Exception<TException>(
        string message = null, string start = null, string contains = null, string source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception<TException>(Regex pattern, string source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    public IEventFilterApplier Exception(
        Type exceptionType, string message = null, string start = null, string contains = null, string source = null,
        bool checkInnerExceptions = false) => Apply(new ErrorFilter(
            exceptionType, TextCondition.Message(message, start, contains), TextCondition.Source(source), checkInnerExceptions));

    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string source = null, bool checkInnerExceptions = false) =>
        Apply(new ErrorFilter(exceptionType, TextCondition.Message(pattern), TextCondition.Source(source), checkInnerExceptions));

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Apply(new CustomEventFilter(predicate));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Custom(logEvent => logEvent is TLogEvent typed && predicate(typed));

    /// <summary>Dead letters; the source is the path of the actor that was not there.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetters(_ => true, null);

    public IEventFilterApplier DeadLetter<TMessage>(string source = null) => DeadLetters(letter => letter.Message is TMessage, source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string source = null) =>
        DeadLetters(letter => letter.Message is TMessage message && isMatch(message), source);

    public IEventFilterApplier DeadLetter(Type type, string source = null) =>
        DeadLetters(letter => type.IsInstanceOfType(letter.Message), source);

    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string source = null) =>
        DeadLetters(letter => type.IsInstanceOfType(letter.Message) && isMatch(letter.Message), source);

    private EventFilterApplier DeadLetters(Predicate<DeadLetter> isMatch, string source) =>
        Apply(new DeadLettersFilter(TextCondition.Source(source), isMatch));

    private EventFilterApplier Level<TEvent>(string message, string start, string contains, string source)
        where TEvent : LogEvent =>
        Apply(new LevelFilter<TEvent>(TextCondition.Message(message, start, contains), TextCondition.Source(source)));

    private EventFilterApplier Level<TEvent>(Regex pattern, string source)
        where TEvent : LogEvent => Apply(new LevelFilter<TEvent>(TextCondition.Message(pattern), TextCondition.Source(source)));

    private EventFilterApplier Apply(EventFilterBase filter) => new(_testKit, _system, [.. _filters, filter]);
}
