using System.Collections.Concurrent;
using System.Text;
using ModemActors.Ports;

namespace ModemActors.Tests.Harness;

/// <summary>Ports whose traffic counts as activity.</summary>
internal sealed class WatchedOpener(IModemPortOpener opener, Activity activity) : IModemPortOpener
{
    private readonly ConcurrentQueue<string> _written = new();
    private int _opened;

    public int Opened => Volatile.Read(ref _opened);

    /// <summary>What was written, in the pieces in which it was.</summary>
    public IReadOnlyList<string> Written => [.. _written];

    public bool Opens(PortAddress address) => opener.Opens(address);

    public async Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        activity.Note();
        var port = await opener.OpenAsync(address, options, cancellationToken);
        Interlocked.Increment(ref _opened);
        return new Port(port, activity, _written);
    }

    private sealed class Port(IModemPort port, Activity activity, ConcurrentQueue<string> written) : IModemPort
    {
        public string Name => port.Name;

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            try
            {
                return await port.ReadAsync(buffer, cancellationToken);
            }
            finally
            {
                activity.Note();
            }
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            activity.Note();
            written.Enqueue(Encoding.Latin1.GetString(bytes.Span));
            return port.WriteAsync(bytes, cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            activity.Note();
            return port.DisposeAsync();
        }
    }
}
