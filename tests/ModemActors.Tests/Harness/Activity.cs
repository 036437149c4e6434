namespace ModemActors.Tests.Harness;

/// <summary>Counts what happens outside of actors' mailboxes, so that a test can tell when nothing happens any more.</summary>
internal sealed class Activity
{
    private long _count;
    private int _underWay;

    public long Count => Interlocked.Read(ref _count);

    public int UnderWay => Volatile.Read(ref _underWay);

    public void Note() => Interlocked.Increment(ref _count);

    public void Begin()
    {
        Note();
        Interlocked.Increment(ref _underWay);
    }

    public void End()
    {
        Note();
        Interlocked.Decrement(ref _underWay);
    }
}
