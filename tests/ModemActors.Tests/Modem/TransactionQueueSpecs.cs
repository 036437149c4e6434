using Akka.Actor;
using ModemActors.Modem;

namespace ModemActors.Tests.Modem;

public sealed class TransactionQueueSpecs
{
    private readonly TransactionQueue _queue = new();

    [Fact]
    public void An_empty_queue_gives_nothing() => Assert.False(_queue.TryTake(out _, out _));

    [Fact]
    public void The_most_urgent_goes_first_and_then_the_oldest()
    {
        Add("tidy", TransactionPriority.Housekeeping);
        Add("read", TransactionPriority.Read);
        Add("send 1", TransactionPriority.Send);
        Add("send 2", TransactionPriority.Send);
        Add("probe", TransactionPriority.Control);

        Assert.Equal(["probe", "send 1", "send 2", "read", "tidy"], TakeAll());
    }

    [Fact]
    public void One_that_was_overtaken_four_times_goes_next_whatever_comes()
    {
        Add("read", TransactionPriority.Read);
        var taken = new List<string>();
        for (var i = 1; i <= 6; i++)
        {
            Add($"send {i}", TransactionPriority.Send);
            taken.Add(Take());
        }

        Assert.Equal(["send 1", "send 2", "send 3", "send 4", "read", "send 5"], taken);
    }

    [Fact]
    public void Those_that_came_later_are_not_overtaken()
    {
        for (var i = 1; i <= 6; i++)
            Add($"send {i}", TransactionPriority.Send);
        Add("read", TransactionPriority.Read);

        Assert.Equal("read", TakeAll()[^1]);
    }

    [Fact]
    public void Whoever_asked_is_told_apart()
    {
        _queue.Add(new Named("one", TransactionPriority.Send), ActorRefs.Nobody);

        Assert.True(_queue.TryTake(out var transaction, out var requester));
        Assert.Equal("one", transaction.Purpose);
        Assert.Same(ActorRefs.Nobody, requester);
        Assert.Equal(0, _queue.Count);
    }

    private void Add(string name, TransactionPriority priority) => _queue.Add(new Named(name, priority), ActorRefs.Nobody);

    private string Take()
    {
        Assert.True(_queue.TryTake(out var transaction, out _));
        return transaction.Purpose;
    }

    private List<string> TakeAll()
    {
        var names = new List<string>();
        while (_queue.TryTake(out var transaction, out _))
            names.Add(transaction.Purpose);
        return names;
    }

    private sealed class Named(string name, TransactionPriority priority) : PortTransaction
    {
        public override string Purpose => name;

        public override TransactionPriority Priority => priority;

        public override IEnumerable<TransactionStep> Steps() => [];
    }
}
