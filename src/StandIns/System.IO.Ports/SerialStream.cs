namespace System.IO.Ports;

/// <summary>
/// The bytes of an open port. Reads and writes are truly asynchronous and can be cancelled; a device that is gone ends all of them with
/// <see cref="IOException"/> at once, closing ends them with <see cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class SerialStream : Stream
{
    private static readonly TimeSpan DrainInterval = TimeSpan.FromMilliseconds(5);

    private readonly SerialDevice _device;

    public SerialStream(SerialDevice device, int readTimeout, int writeTimeout)
    {
        (_device, ReadTimeout, WriteTimeout) = (device, readTimeout, writeTimeout);
    }

    ~SerialStream() => Dispose(false);

    public bool IsOpen { get; private set; } = true;

    public override bool CanRead => IsOpen;

    public override bool CanWrite => IsOpen;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    /// <summary>Of <see cref="Read(byte[], int, int)"/>, in milliseconds; -1 = for ever. Asynchronous reads have their token
    /// instead.</summary>
    public override int ReadTimeout { get; set; }

    /// <summary>Of <see cref="Write(byte[], int, int)"/>, in milliseconds; -1 = for ever.</summary>
    public override int WriteTimeout { get; set; }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _device.Transfers.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _device.Transfers.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _device.Transfers.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _device.Transfers.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        using var timeout = After(ReadTimeout);
        try
        {
            return ReadAsync(buffer, offset, count, timeout.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException("The read has timed out.", e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        using var timeout = After(WriteTimeout);
        try
        {
            WriteAsync(buffer, offset, count, timeout.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException("The write has timed out.", e);
        }
    }

    /// <summary>Waits until the device has taken all that was written.</summary>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        while (_device.BytesToWrite > 0)
            await Task.Delay(DrainInterval, cancellationToken).ConfigureAwait(false);
    }

    public override void Flush() => FlushAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Closes at once for everybody who waits; the task completes when the descriptor is closed too.</summary>
    public override ValueTask DisposeAsync()
    {
        Dispose();
        return new(_device.CloseAsync());
    }

    protected override void Dispose(bool disposing)
    {
        IsOpen = false;
        _ = _device.CloseAsync();
        base.Dispose(disposing);
    }

    private static CancellationTokenSource After(int milliseconds) =>
        milliseconds == SerialPort.InfiniteTimeout ? new() : new(TimeSpan.FromMilliseconds(milliseconds));
}
