using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor that declares handlers by message type; they are tried in the order of their declaration.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private MessageHandlers _declaring;
    private readonly MessageHandlers _initial;

    protected ReceiveActor() => _declaring = _initial = new MessageHandlers();

    protected sealed override void OnReceive(object message)
    {
        if (!_initial.TryHandle(message))
            Unhandled(message);
    }

    protected void Become(Action configure) => ActorBase.Context.Become(Configure(configure));

    protected void BecomeStacked(Action configure) => ActorBase.Context.BecomeStacked(Configure(configure));

    protected void Receive<T>(Action<T> handler, Predicate<T> shouldHandle = null) =>
        Declare<T>((message, matches) =>
        {
            if (matches is not null && !matches(message))
                return false;
            handler(message);
            return true;
        }, shouldHandle, catchesAll: shouldHandle is null && typeof(T) == typeof(object), handler);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    protected void Receive<T>(Func<T, bool> handler) =>
        Declare<T>((message, _) => handler(message), null, catchesAll: false, handler);

    protected void Receive(Type messageType, Action<object> handler, Predicate<object> shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        Declare<object>((message, matches) =>
        {
            if (!messageType.IsInstanceOfType(message) || (matches is not null && !matches(message)))
                return false;
            handler(message);
            return true;
        }, shouldHandle, catchesAll: shouldHandle is null && messageType == typeof(object), handler);
    }

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        Declare<object>((message, _) => messageType.IsInstanceOfType(message) && handler(message), null, catchesAll: false, handler);
    }

    protected void ReceiveAny(Action<object> handler) => Receive(handler, null);

    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T> shouldHandle = null) => Receive(Asynchronous(handler), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Receive(Asynchronous(handler), shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object> shouldHandle = null) =>
        Receive(messageType, Asynchronous(handler), shouldHandle);

    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        Receive(messageType, Asynchronous(handler), shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(Asynchronous(handler));

    /// <summary>The constructor has run: from now on handlers are declared inside of Become only.</summary>
    internal void EndConstruction() => _declaring = null;

    private static Action<T> Asynchronous<T>(Func<T, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return message => ActorTaskScheduler.RunTask(() => handler(message));
    }

    private void Declare<T>(Func<T, Predicate<T>, bool> tryHandle, Predicate<T> shouldHandle, bool catchesAll, Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_declaring is null)
            throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");
        _declaring.Add(new MessageHandler<T>(tryHandle, shouldHandle), catchesAll);
    }

    private Receive Configure(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var (outer, handlers) = (_declaring, new MessageHandlers());
        _declaring = handlers;
        try
        {
            configure();
        }
        finally
        {
            _declaring = outer;
        }
        return handlers.TryHandle;
    }
}

internal abstract class MessageHandler
{
    internal abstract bool TryHandle(object message);
}

internal sealed class MessageHandler<T>(Func<T, Predicate<T>, bool> tryHandle, Predicate<T> shouldHandle) : MessageHandler
{
    internal override bool TryHandle(object message) => message is T typed && tryHandle(typed, shouldHandle);
}

/// <summary>The handlers of one behaviour.</summary>
internal sealed class MessageHandlers
{
    private MessageHandler[] _handlers = [];
    private int _count;
    private bool _catchesAll;

    internal void Add(MessageHandler handler, bool catchesAll)
    {
        if (_catchesAll)
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        if (_count == _handlers.Length)
            Array.Resize(ref _handlers, Math.Max(2, _count * 2));
        _handlers[_count++] = handler;
        _catchesAll = catchesAll;
    }

    internal bool TryHandle(object message)
    {
        var handlers = _handlers;
        for (var i = 0; i < _count; i++)
        {
            if (handlers[i].TryHandle(message))
                return true;
        }
        return false;
    }
}
