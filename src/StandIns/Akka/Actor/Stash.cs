namespace Akka.Actor;

/// <summary>Puts messages aside until a better time.</summary>
public interface IStash
{
    /// <summary>Puts the current message aside.</summary>
    /// <exception cref="IllegalActorStateException">This delivery was put aside already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();
    void Unstash();
    void UnstashAll();
    void UnstashAll(Func<Envelope, bool> predicate);
    IEnumerable<Envelope> ClearStash();
    void Prepend(IEnumerable<Envelope> envelopes);
    int Count { get; }
    bool IsEmpty { get; }
    bool NonEmpty { get; }
    bool IsFull { get; }
    /// <summary>-1: without bound.</summary>
    int Capacity { get; }
}

public interface IActorStash
{
    IStash Stash { get; set; }
}

public interface IWithUnrestrictedStash : IActorStash;

public interface IWithStash : IWithUnrestrictedStash;

public interface IWithUnboundedStash : IWithUnrestrictedStash;

internal sealed class StashQueue(ActorCell cell, int capacity) : IStash
{
    private LinkedList<Envelope> _stashed = new();
    private int _lastDelivery;

    public int Count => _stashed.Count;
    public bool IsEmpty => Count == 0;
    public bool NonEmpty => Count > 0;
    public bool IsFull => capacity > 0 && Count >= capacity;
    public int Capacity => capacity;

    public void Stash()
    {
        var message = cell.CurrentMessage;
        if (cell.CurrentDelivery == _lastDelivery)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        _lastDelivery = cell.CurrentDelivery;
        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {message} from {cell.Sender} to stash of {cell.Self}");
        _stashed.AddLast(new Envelope(message, cell.Sender));
    }

    public void Unstash()
    {
        if (_stashed.First is not { } first)
            return;
        _stashed.RemoveFirst();
        EnqueueFirst(first.Value);
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        if (IsEmpty)
            return;
        var stashed = ClearStash();
        foreach (var envelope in stashed.Reverse())
        {
            if (predicate(envelope))
                EnqueueFirst(envelope);
        }
    }

    public IEnumerable<Envelope> ClearStash()
    {
        if (IsEmpty)
            return [];
        var stashed = _stashed;
        _stashed = new LinkedList<Envelope>();
        return stashed;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Distinct().Reverse())
            _stashed.AddFirst(envelope);
    }

    private void EnqueueFirst(Envelope envelope)
    {
        cell.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated)
            cell.NoteDeathQueued(terminated.ActorRef);
    }
}
