using System.Runtime.InteropServices;

namespace ModemActors.Ports.Posix;

/// <summary>
/// Asynchronous, cancellable reads and writes on a non-blocking terminal descriptor. Waiting ones are served in their order; the first
/// sign that the other side is gone (end of file, EIO) ends all of them at once, readers and writers.
/// </summary>
internal sealed unsafe class AsyncDescriptor : IReadySource
{
    private const int WouldBlock = -1;

    private readonly Lock _gate = new();
    private readonly LinkedList<PendingTransfer> _reads = [];
    private readonly LinkedList<PendingTransfer> _writes = [];
    private readonly int _descriptor;
    private readonly string _name;
    private readonly Action? _onSettingsLost;
    private readonly long _token;
    private PendingTransfer? _spareRead;
    private PendingTransfer? _spareWrite;
    private Func<Exception>? _end;
    private bool _isClosed;

    /// <param name="descriptor">Open and non-blocking; it stays the caller's, who closes it after <see cref="Release"/>.</param>
    /// <param name="name">For messages.</param>
    /// <param name="onSettingsLost">Called when a read gives nothing although the line is up: somebody took the terminal out of raw
    /// mode.</param>
    public AsyncDescriptor(int descriptor, string name, Action? onSettingsLost = null)
    {
        _descriptor = descriptor;
        _name = name;
        _onSettingsLost = onSettingsLost;
        _token = DescriptorPoller.Shared.Add(descriptor, this);
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(cancellationToken);
        lock (_gate)
        {
            if (_end is null && buffer.IsEmpty)
                return new(0);
            if (_end is null && _reads.Count == 0 && TryRead(buffer.Span) is > 0 and var count)
                return new(count);
            if (_end is not null)
                return ValueTask.FromException<int>(_end());
            var pending = Enqueue(_reads, ref _spareRead, false, buffer, cancellationToken);
            return pending.AsRead;
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        lock (_gate)
        {
            var rest = MemoryMarshal.AsMemory(bytes); // never written to: a write only reads it
            if (_end is null && _writes.Count == 0 && TryWrite(ref rest))
                return ValueTask.CompletedTask;
            return _end is null
                ? Enqueue(_writes, ref _spareWrite, true, rest, cancellationToken).AsWrite
                : ValueTask.FromException(_end());
        }
    }

    /// <summary>Ends the waiting writes as if their bytes had been taken.</summary>
    public void DropWrites()
    {
        lock (_gate)
        {
            while (Dequeue(_writes) is { } write)
                write.Complete(0);
        }
    }

    /// <summary>
    /// Ends every waiting and later transfer with the given exception and gives the descriptor back; from then on it is not touched here
    /// any more.
    /// </summary>
    /// <returns>False if that was done before.</returns>
    public bool Release(Func<Exception> reason)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            DescriptorPoller.Shared.Remove(_descriptor, _token);
            End(reason);
            return true;
        }
    }

    /// <summary>Does something with the descriptor while it cannot be given back.</summary>
    public T Use<T>(Func<int, T> use)
    {
        lock (_gate)
        {
            return _isClosed ? throw _end!() : use(_descriptor);
        }
    }

    void IReadySource.OnReady()
    {
        lock (_gate)
        {
            while (_end is null && _reads.First is { Value: var read } && TryRead(read.Buffer.Span) is > 0 and var count)
            {
                _reads.RemoveFirst();
                read.Complete(count);
            }

            while (_end is null && _writes.First is { Value: var write })
            {
                var rest = write.Buffer;
                var isDone = TryWrite(ref rest);
                if (_end is not null)
                    break;
                write.Buffer = rest;
                if (!isDone)
                    break;
                _writes.RemoveFirst();
                write.Complete(0);
            }
        }
    }

    internal void Cancel(PendingTransfer transfer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // a late call for an earlier use of this object must not hit the present one
            if (transfer.Node.List is not { } queue || transfer.CancellationToken != cancellationToken)
                return;
            queue.Remove(transfer.Node);
            transfer.Fail(new OperationCanceledException(cancellationToken));
        }
    }

    internal void Return(PendingTransfer transfer)
    {
        lock (_gate)
        {
            if (transfer.IsWrite)
                _spareWrite = transfer;
            else
                _spareRead = transfer;
        }
    }

    private PendingTransfer Enqueue(
        LinkedList<PendingTransfer> queue,
        ref PendingTransfer? spare,
        bool isWrite,
        Memory<byte> buffer,
        CancellationToken cancellationToken)
    {
        var pending = spare ?? new PendingTransfer(this, isWrite);
        spare = null;
        pending.Buffer = buffer;
        queue.AddLast(pending.Node);
        pending.Watch(cancellationToken);
        return pending;
    }

    private static PendingTransfer? Dequeue(LinkedList<PendingTransfer> queue)
    {
        if (queue.First is not { } first)
            return null;
        queue.RemoveFirst();
        return first.Value;
    }

    private int TryRead(Span<byte> buffer)
    {
        var mayRestore = _onSettingsLost is not null;
        while (true)
        {
            nint count;
            fixed (byte* first = buffer)
                count = Libc.Read(_descriptor, first, buffer.Length);
            if (count > 0)
                return (int)count;
            var errno = count < 0 ? Errno.Last : 0;
            if (errno == Errno.Interrupted)
                continue;
            if (errno == Errno.Again)
                return WouldBlock;
            if (errno != 0 || Libc.IsHungUp(_descriptor))
            {
                EndGone(errno);
                return WouldBlock;
            }

            if (!mayRestore)
                return WouldBlock;
            mayRestore = false;
            _onSettingsLost!();
        }
    }

    private bool TryWrite(ref Memory<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            nint count;
            fixed (byte* first = rest.Span)
                count = Libc.Write(_descriptor, first, rest.Length);
            if (count > 0)
            {
                rest = rest[(int)count..];
                continue;
            }

            var errno = count < 0 ? Errno.Last : Errno.Again;
            if (errno == Errno.Interrupted)
                continue;
            if (errno != Errno.Again)
                EndGone(errno);
            return false;
        }

        return true;
    }

    private void End(Func<Exception> reason)
    {
        _end = reason;
        while (Dequeue(_reads) is { } read)
            read.Fail(reason());
        while (Dequeue(_writes) is { } write)
            write.Fail(reason());
    }

    // apart from its callers, so that they allocate no closure when nothing is wrong
    private void EndGone(int errno) => End(() => Gone(errno));

    private IOException Gone(int errno) =>
        errno == 0 ? new IOException($"{_name} is gone: end of file", Errno.InputOutput) : Errno.Exception(errno, $"{_name} is gone");
}
