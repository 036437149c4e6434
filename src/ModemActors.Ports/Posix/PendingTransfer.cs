using System.Threading.Tasks.Sources;

namespace ModemActors.Ports.Posix;

/// <summary>A read or write that waits for its descriptor; used again when its result has been taken.</summary>
internal sealed class PendingTransfer : IValueTaskSource<int>, IValueTaskSource
{
    private readonly AsyncDescriptor _owner;
    private ManualResetValueTaskSourceCore<int> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;

    public PendingTransfer(AsyncDescriptor owner, bool isWrite) => (_owner, IsWrite) = (owner, isWrite);

    public bool IsWrite { get; }

    /// <summary>Where bytes go to, or the bytes not yet written.</summary>
    public Memory<byte> Buffer { get; set; }

    public CancellationToken CancellationToken { get; private set; }

    /// <summary>The place in its queue; kept so that queueing allocates nothing.</summary>
    public LinkedListNode<PendingTransfer> Node => field ??= new(this);

    public ValueTask<int> AsRead => new(this, _core.Version);

    public ValueTask AsWrite => new(this, _core.Version);

    /// <summary>Called under the owner's lock, with the transfer in its queue.</summary>
    public void Watch(CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        if (!cancellationToken.CanBeCanceled)
            return;
        _registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var transfer = (PendingTransfer)state!;
                transfer._owner.Cancel(transfer, token);
            },
            this);
    }

    public void Complete(int count)
    {
        Forget();
        _core.SetResult(count);
    }

    public void Fail(Exception exception)
    {
        Forget();
        _core.SetException(exception);
    }

    int IValueTaskSource<int>.GetResult(short token) => Take(token);

    void IValueTaskSource.GetResult(short token) => Take(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private int Take(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            _owner.Return(this);
        }
    }

    private void Forget()
    {
        Buffer = default;
        _registration.Unregister(); // never Dispose: that waits for a callback which may be waiting for the lock that we hold
        _registration = default;
        CancellationToken = default;
    }
}
