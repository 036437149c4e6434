using Akka.Actor;

namespace ModemActors.Modem;

/// <summary>
/// Transactions that wait for the port: by priority, then by age. One that was overtaken <see cref="Patience"/> times goes next whatever
/// its priority, so that a stream of messages going out never keeps those from being read that came in.
/// </summary>
internal sealed class TransactionQueue
{
    /// <summary>How often a transaction lets others pass.</summary>
    public const int Patience = 4;

    private readonly List<Waiting> _waiting = [];

    public int Count => _waiting.Count;

    public void Add(PortTransaction transaction, IActorRef requester) => _waiting.Add(new Waiting(transaction, requester));

    /// <summary>Takes the one whose turn it is.</summary>
    public bool TryTake(out PortTransaction transaction, out IActorRef requester)
    {
        if (_waiting.Count == 0)
        {
            (transaction, requester) = (null!, ActorRefs.Nobody);
            return false;
        }

        var next = 0;
        for (var i = 1; i < _waiting.Count; i++)
        {
            if (Rank(_waiting[i]) < Rank(_waiting[next]))
                next = i;
        }

        for (var i = 0; i < next; i++)
            _waiting[i].Overtaken++;
        (transaction, requester) = (_waiting[next].Transaction, _waiting[next].Requester);
        _waiting.RemoveAt(next);
        return true;
    }

    private static int Rank(Waiting waiting) => waiting.Overtaken >= Patience ? -1 : (int)waiting.Transaction.Priority;

    private sealed class Waiting(PortTransaction transaction, IActorRef requester)
    {
        public PortTransaction Transaction => transaction;

        public IActorRef Requester => requester;

        public int Overtaken { get; set; }
    }
}
