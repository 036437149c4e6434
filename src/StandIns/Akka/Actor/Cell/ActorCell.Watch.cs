using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>Death watch: whom this actor watches (with an own message or none) and who watches it.</content>
public sealed partial class ActorCell
{
    private Dictionary<IActorRef, object> _watching;
    private HashSet<IInternalActorRef> _watchedBy;

    /// <summary>News of death that lies in the mailbox: taken out of here by Unwatch, it is not delivered any more.</summary>
    private Dictionary<IActorRef, object> _deathsQueued;

    public IActorRef Watch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Watch((IInternalActorRef)subject, null);
    }

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(message);
        return Watch((IInternalActorRef)subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var watchee = (IInternalActorRef)subject;
        if (_watching is not null && _watching.Remove(watchee))
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
        _deathsQueued?.Remove(watchee);
        return subject;
    }

    private IActorRef Watch(IInternalActorRef subject, object message)
    {
        if (!subject.Equals(_self) && (_watching ??= []).TryAdd(subject, message))
            subject.SendSystemMessage(new Watch(subject, _self));
        return subject;
    }

    private void AddWatcher(Watch watch)
    {
        var (own, foreign) = (watch.Watchee.Equals(_self), !watch.Watcher.Equals(_self));
        if (own && foreign)
            (_watchedBy ??= []).Add(watch.Watcher);
        else if (!own && !foreign)
            Watch(watch.Watchee, null);
    }

    private void RemoveWatcher(Unwatch unwatch)
    {
        var (own, foreign) = (unwatch.Watchee.Equals(_self), !unwatch.Watcher.Equals(_self));
        if (own && foreign)
            _watchedBy?.Remove(unwatch.Watcher);
        else if (!own && !foreign)
            Unwatch(unwatch.Watchee);
    }

    private void WatchedActorTerminated(DeathWatchNotification death)
    {
        if (_watching is not null && _watching.Remove(death.Actor, out var message) && !IsTerminating)
        {
            SendMessage(new Terminated(death.Actor, death.ExistenceConfirmed, death.AddressTerminated), death.Actor);
            (_deathsQueued ??= [])[death.Actor] = message;
        }
        if (TryGetStats(death.Actor, out _))
            HandleChildTerminated(death.Actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_deathsQueued is null || !_deathsQueued.Remove(terminated.ActorRef, out var message))
            return;
        _actor.AroundReceive(_behavior, message ?? terminated);
    }

    /// <summary>A stashed Terminated comes back into the mailbox: it counts again.</summary>
    internal void NoteDeathQueued(IActorRef subject) => (_deathsQueued ??= [])[subject] = null;

    private void TellWatchers()
    {
        if (_watchedBy is null)
            return;
        foreach (var watcher in _watchedBy)
        {
            if (!watcher.Equals(Parent))
                watcher.SendSystemMessage(new DeathWatchNotification(_self, true, false));
        }
        _watchedBy = null;
    }

    private void UnwatchAll()
    {
        if (_watching is not null)
        {
            foreach (var watchee in _watching.Keys)
                ((IInternalActorRef)watchee).SendSystemMessage(new Unwatch((IInternalActorRef)watchee, _self));
        }
        _watching = null;
        _deathsQueued = null;
    }
}
