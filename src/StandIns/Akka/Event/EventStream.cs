using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Publish and subscribe within a system. A channel is a type: whoever subscribed to it, to a base of it or to an interface of it gets the event, once.
/// Subscribers that die are forgotten.
/// </summary>
public class EventStream : LoggingBus
{
    public EventStream(bool debug) => _ = debug;
}

/// <summary>The event stream as loggers see it: with a level, and the loggers behind it.</summary>
public abstract class LoggingBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IActorRef, HashSet<Type>> _channels = [];
    private readonly ConcurrentDictionary<Type, IActorRef[]> _subscribers = new();
    private readonly List<IActorRef> _loggers = [];
    private volatile LogLevel _logLevel = LogLevel.InfoLevel;

    public LogLevel LogLevel => _logLevel;

    /// <summary>False when it was subscribed already.</summary>
    public virtual bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        lock (_gate)
        {
            if (!_channels.TryGetValue(subscriber, out var channels))
                _channels[subscriber] = channels = [];
            if (!channels.Add(channel))
                return false;
            _subscribers.Clear();
        }
        if (subscriber is ActorRefWithCell { Cell: { } cell })
        {
            cell.NoteSubscription();
            if (cell.IsTerminated)
                Unsubscribe(subscriber);
        }
        return true;
    }

    public virtual bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_gate)
        {
            if (!_channels.TryGetValue(subscriber, out var channels) || !channels.Remove(channel))
                return false;
            if (channels.Count == 0)
                _channels.Remove(subscriber);
            _subscribers.Clear();
            return true;
        }
    }

    public virtual bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_gate)
        {
            if (!_channels.Remove(subscriber))
                return false;
            _subscribers.Clear();
            return true;
        }
    }

    public void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var type = @event.GetType();
        if (!_subscribers.TryGetValue(type, out var subscribers))
            subscribers = SubscribersOf(type);
        foreach (var subscriber in subscribers)
            subscriber.Tell(@event, ActorRefs.NoSender);
    }

    public void SetLogLevel(LogLevel logLevel)
    {
        _logLevel = logLevel;
        IActorRef[] loggers;
        lock (_gate)
            loggers = [.. _loggers];
        foreach (var logger in loggers)
            SubscribeLevels(logger);
    }

    internal void AddLogger(IActorRef logger, LogLevel level)
    {
        _logLevel = level;
        lock (_gate)
            _loggers.Add(logger);
        SubscribeLevels(logger);
    }

    internal void RemoveLogger(IActorRef logger)
    {
        lock (_gate)
            _loggers.Remove(logger);
        Unsubscribe(logger);
    }

    internal IActorRef[] Loggers
    {
        get
        {
            lock (_gate)
                return [.. _loggers];
        }
    }

    private void SubscribeLevels(IActorRef logger)
    {
        foreach (var level in Enum.GetValues<LogLevel>())
        {
            if (level >= _logLevel)
                Subscribe(logger, level.ClassFor());
            else
                Unsubscribe(logger, level.ClassFor());
        }
    }

    private IActorRef[] SubscribersOf(Type type)
    {
        lock (_gate)
        {
            IActorRef[] found = [.. _channels.Where(each => each.Value.Any(channel => channel.IsAssignableFrom(type))).Select(each => each.Key)];
            _subscribers[type] = found;
            return found;
        }
    }
}

public static class EventStreamExtensions
{
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Subscribe(subscriber, typeof(TChannel));

    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
