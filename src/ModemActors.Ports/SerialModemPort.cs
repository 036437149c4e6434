using System.IO.Ports;
using System.Runtime.CompilerServices;

namespace ModemActors.Ports;

/// <summary>A serial device, held exclusively.</summary>
public sealed class SerialModemPort : IModemPort
{
    private readonly Lock _gate = new();
    private readonly SerialPort _port;
    private readonly Stream _stream;
    private readonly PortLease _lease;
    private Task? _closing;
    private volatile bool _isLost;
    private volatile bool _isClosed;

    internal SerialModemPort(string name, SerialPort port, PortLease lease)
    {
        (Name, _port, _stream, _lease) = (name, port, port.BaseStream, lease);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ThrowIfLost();
        if (buffer.IsEmpty)
            throw new ArgumentException("there is no room to read into", nameof(buffer));
        try
        {
            if (await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                return count;
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Lost(e);
        }

        throw Lost(null);
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ThrowIfLost();
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Lost(e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;

            // a thread of its own, because the real package blocks in here while a wedged device is being closed
            const TaskCreationOptions ownThread = TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach;
            _closing ??= Task.Factory.StartNew(CloseAsync, CancellationToken.None, ownThread, TaskScheduler.Default).Unwrap();
            return new ValueTask(_closing);
        }
    }

    private static bool IsLoss(Exception exception) => exception is IOException or InvalidOperationException or UnauthorizedAccessException;

    private async Task CloseAsync()
    {
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            _port.Dispose();
        }
        catch (IOException)
        {
            // the device went first; its descriptor is closed all the same
            _isLost = true;
        }
        finally
        {
            _lease.Dispose();
        }
    }

    private void ThrowIfLost()
    {
        // the real package leaves later transfers waiting for ever once its loop has seen the end
        if (_isLost || _isClosed)
            throw Lost(null);
    }

    private PortException Lost(Exception? cause)
    {
        _isLost = true;
        var message = _isClosed
            ? $"{Name} was closed; open it again"
            : $"{Name} is gone: the device was unplugged, reset or switched off; open it again when it is back";
        return new PortException(PortFault.Lost, message, null, cause);
    }
}
