using ModemActors.Ports;

namespace ModemActors.Simulator;

/// <summary>A simulated modem's line in memory.</summary>
internal sealed class SimulatedPort(string name, SimulatedModem modem) : IModemPort, IHostEnd
{
    // what Linux waits for unsent bytes of a serial port
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<ArraySegment<byte>> _arrived = new();
    private ArraySegment<byte> _rest = [];
    private TaskCompletionSource? _reader;
    private string? _lost;

    public string Name { get; } = name;

    public bool IsOpen => _lost is null;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (TryRead(buffer) is > 0 and var count) return count;
                if (_reader is not null) throw new InvalidOperationException($"{Name} has a reader already.");
                _reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _reader.Task;
            }
            try
            {
                await arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                lock (_lock)
                {
                    _reader = null;
                }
            }
        }
    }

    /// <summary>Takes what is there, perhaps nothing.</summary>
    internal int TryRead(Memory<byte> buffer)
    {
        lock (_lock)
        {
            var count = TakeArrived(buffer);
            return count > 0 || _lost is null ? count : throw Lost();
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (modem.Faults.WedgeEnds is { } wedgeEnds) return WriteAfterAsync(wedgeEnds, bytes, cancellationToken);
        lock (_lock)
        {
            if (_lost is not null) throw Lost();
        }
        // The modem may be in the middle of something and take the bytes later: they're its own from here on.
        modem.Take(bytes.ToArray());
        return ValueTask.CompletedTask;
    }

    private async ValueTask WriteAfterAsync(Task wedgeEnds, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await Task.WhenAny(wedgeEnds, _ended.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (_lost is not null) throw Lost();
        }
        modem.Take(bytes.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        End($"{Name} is closed.");
        if (modem.Faults.WedgeEnds is { } wedgeEnds)
            await Task.WhenAny(wedgeEnds, Task.Delay(LongestClose, modem.Air.Time)).ConfigureAwait(false);
        modem.Detach(this);
    }

    public void Deliver(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_lost is not null) return;
            _arrived.Enqueue(bytes.ToArray());
            _reader?.TrySetResult();
        }
    }

    public void Lose() => End($"{Name} is gone: the modem was unplugged.");

    private void End(string reason)
    {
        lock (_lock)
        {
            _lost ??= reason;
            _arrived.Clear();
            _rest = [];
            _reader?.TrySetResult();
        }
        _ended.TrySetResult();
    }

    private int TakeArrived(Memory<byte> buffer)
    {
        var taken = 0;
        while (taken < buffer.Length && (_rest.Count > 0 || _arrived.TryDequeue(out _rest)))
        {
            var count = Math.Min(_rest.Count, buffer.Length - taken);
            _rest.AsSpan(0, count).CopyTo(buffer.Span[taken..]);
            taken += count;
            _rest = _rest[count..];
        }
        return taken;
    }

    private PortException Lost() => new(PortFault.Lost, _lost!);
}
