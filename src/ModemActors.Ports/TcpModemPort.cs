using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ModemActors.Ports;

/// <summary>A modem behind a serial device server that speaks raw TCP.</summary>
public sealed class TcpModemPort : IModemPort
{
    private readonly Socket _socket;
    private readonly PortLease _lease;
    private int _isClosed;

    internal TcpModemPort(string name, Socket socket, PortLease lease) => (Name, _socket, _lease) = (name, socket, lease);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
            throw new ArgumentException("there is no room to read into", nameof(buffer));
        try
        {
            if (await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                return count;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Lost(e);
        }

        throw Lost(null);
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Lost(e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _socket.Dispose();
            _lease.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private PortException Lost(Exception? cause) => new(
        PortFault.Lost,
        _isClosed == 0
            ? $"{Name} is gone: the connection was closed ({cause?.Message ?? "end of file"}); open it again when the device server is back"
            : $"{Name} was closed; open it again",
        null,
        cause);
}
