using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Service.Verbs;

namespace ModemActors.Service.Asking;

/// <summary>
/// Runs transactions on a port without actors, for verbs while no service has the port. Everything happens in the one loop of
/// <see cref="RunAsync"/>, so that nothing needs a lock.
/// </summary>
internal sealed class PortSession(IModemPort port, TimeSpan commandTimeout) : IModemLine, IPortConversationHost
{
    private readonly Queue<ReadOnlyMemory<byte>> _outgoing = new();
    private readonly byte[] _buffer = new byte[4096];
    private PortConversation? _conversation;
    private Task<int>? _reading;
    private long? _wakeAt;
    private string? _failure;
    private bool _isOver;

    public string Name => port.Name;

    public async Task RunAsync(PortTransaction transaction, CancellationToken cancellation)
    {
        _conversation ??= new PortConversation(this, commandTimeout, commandTimeout);
        (_isOver, _failure) = (false, null);
        _conversation.Begin(transaction);
        while (!_isOver)
        {
            await WriteAsync(cancellation).ConfigureAwait(false);
            if (!_isOver)
                await TurnAsync(cancellation).ConfigureAwait(false);
        }

        if (_failure is not null)
            throw new VerbException($"{port.Name}: {_failure}");
    }

    public async ValueTask DisposeAsync()
    {
        await port.DisposeAsync().ConfigureAwait(false);

        // closing ends the read, which fails for that reason
        if (_reading is not null)
            await Task.WhenAny(_reading).ConfigureAwait(false);
    }

    void IPortConversationHost.Write(ReadOnlyMemory<byte> bytes) => _outgoing.Enqueue(bytes);

    void IPortConversationHost.WakeAfter(TimeSpan time) => _wakeAt = Environment.TickCount64 + (long)time.TotalMilliseconds;

    void IPortConversationHost.NeedNotWake() => _wakeAt = null;

    void IPortConversationHost.OnDone(PortTransaction transaction) => _isOver = true;

    void IPortConversationHost.OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten) =>
        (_isOver, _failure) = (true, reason);

    void IPortConversationHost.OnHeard(UnsolicitedCode code)
    {
        // nobody here waits for messages or calls; what is stored stays stored
    }

    void IPortConversationHost.OnStray(string line)
    {
        // an answer to what another program asked before
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        while (_outgoing.TryDequeue(out var bytes))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(commandTimeout);
            try
            {
                await port.WriteAsync(bytes, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new VerbException($"{port.Name} takes no bytes: the modem hangs; unplug it and plug it in again.");
            }
        }
    }

    /// <summary>Waits for bytes or for the time that was asked for.</summary>
    private async Task TurnAsync(CancellationToken cancellation)
    {
        _reading ??= port.ReadAsync(_buffer, CancellationToken.None).AsTask();
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = Task.Delay(_wakeAt is { } at ? Math.Max(0, (int)(at - Environment.TickCount64)) : Timeout.Infinite, turn.Token);
        var first = await Task.WhenAny(_reading, waiting).ConfigureAwait(false);
        await turn.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (first == waiting)
        {
            _wakeAt = null;
            _conversation!.TimeIsUp();
            return;
        }

        var reading = _reading;
        _reading = null;
        _conversation!.Receive(_buffer.AsSpan(0, await reading.ConfigureAwait(false)));
    }
}
