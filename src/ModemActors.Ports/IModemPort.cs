namespace ModemActors.Ports;

/// <summary>
/// An open line to a modem: bytes in, bytes out, nothing else. One reader and one writer at a time; both may run at once.
/// <see cref="IAsyncDisposable.DisposeAsync"/> never blocks its caller and ends every waiting read and write with
/// <see cref="PortFault.Lost"/>; the task that it returns completes when the descriptor is really closed, which can take 30 s on
/// a device that has stopped taking bytes (a USB reset ends that at once: reset first, then wait for the close).
/// </summary>
public interface IModemPort : IAsyncDisposable
{
    /// <summary>What was opened: <c>/dev/ttyUSB2</c>, <c>tcp://192.0.2.7:7000</c>, <c>simulator:demo</c>.</summary>
    string Name { get; }

    /// <summary>Waits for bytes and takes what is there.</summary>
    /// <returns>The number of bytes taken, at least 1.</returns>
    /// <exception cref="PortException"><see cref="PortFault.Lost"/>: the device or the connection is gone, or the port was
    /// closed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no byte was lost by it.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes all of <paramref name="bytes"/>; waits while the device takes none.</summary>
    /// <exception cref="PortException"><see cref="PortFault.Lost"/>: the device or the connection is gone, or the port was
    /// closed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; a part of the bytes may have been written.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
