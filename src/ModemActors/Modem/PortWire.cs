using Akka.Actor;
using ModemActors.Ports;

namespace ModemActors.Modem;

/// <summary>
/// One opened port in an actor's hands: reads without end, writes one piece after the other, and tells the actor of it by messages that carry the wire,
/// so that what an earlier port still has to say is recognised.
/// </summary>
internal sealed class PortWire(IModemPort port, IActorRef owner)
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly Queue<ReadOnlyMemory<byte>> _outgoing = new();

    public string Name => port.Name;

    /// <summary>True while the device takes bytes, or should.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Asks for bytes; <see cref="Arrived"/> comes once.</summary>
    public void ReadNext() => port.ReadAsync(_buffer, CancellationToken.None).AsTask()
        .PipeTo(owner, success: count => new Arrived(this, count), failure: cause => new Broke(this, cause));

    /// <summary>What arrived; holds until <see cref="ReadNext"/>.</summary>
    public ReadOnlySpan<byte> Bytes(Arrived arrived) => _buffer.AsSpan(0, arrived.Count);

    public void Write(ReadOnlyMemory<byte> bytes)
    {
        _outgoing.Enqueue(bytes);
        if (!IsWriting)
            WriteNext();
    }

    /// <summary>Goes on when <see cref="Written"/> came.</summary>
    public void WriteNext()
    {
        IsWriting = _outgoing.TryDequeue(out var bytes);
        if (!IsWriting)
            return;
        port.WriteAsync(bytes, CancellationToken.None).AsTask()
            .PipeTo(owner, success: () => new Written(this), failure: cause => new Broke(this, cause));
    }

    /// <summary>Something of a port's that a message tells.</summary>
    public abstract record Happening(PortWire Wire);

    public sealed record Arrived(PortWire Wire, int Count) : Happening(Wire);

    public sealed record Written(PortWire Wire) : Happening(Wire);

    public sealed record Broke(PortWire Wire, Exception Cause) : Happening(Wire);
}
