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
    private readonly Dictionary<IActorRef, HashSet<Type>> _exceptions = [];
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
            if (_exceptions.TryGetValue(subscriber, out var exceptions))
                exceptions.RemoveWhere(channel.IsAssignableFrom);
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

    /// <summary>
    /// A channel that was not subscribed to itself, but through a base or an interface of it, is left out of that subscription from now on.
    /// False when nothing changed.
    /// </summary>
    public virtual bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        lock (_gate)
        {
            if (!_channels.TryGetValue(subscriber, out var channels))
                return false;
            if (channels.Remove(channel))
            {
                if (channels.Count == 0)
                    Forget(subscriber);
            }
            else if (channels.Any(wider => wider.IsAssignableFrom(channel)))
            {
                if (!_exceptions.TryGetValue(subscriber, out var exceptions))
                    _exceptions[subscriber] = exceptions = [];
                exceptions.Add(channel);
            }
            else
            {
                return false;
            }
            _subscribers.Clear();
            return true;
        }
    }

    public virtual bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_gate)
        {
            if (!Forget(subscriber))
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
            IActorRef[] found = [.. _channels.Where(each => Takes(each.Key, each.Value, type)).Select(each => each.Key)];
            _subscribers[type] = found;
            return found;
        }
    }

    private bool Takes(IActorRef subscriber, HashSet<Type> channels, Type type) =>
        channels.Any(channel => channel.IsAssignableFrom(type)
            && !(_exceptions.TryGetValue(subscriber, out var exceptions)
                && exceptions.Any(except => channel.IsAssignableFrom(except) && except.IsAssignableFrom(type))));

    private bool Forget(IActorRef subscriber)
    {
        _exceptions.Remove(subscriber);
        return _channels.Remove(subscriber);
    }
}

public static class EventStreamExtensions
{
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Subscribe(subscriber, typeof(TChannel));

    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
