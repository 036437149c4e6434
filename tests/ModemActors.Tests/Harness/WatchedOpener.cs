using ModemActors.Ports;

namespace ModemActors.Tests.Harness;

/// <summary>Ports whose traffic counts as activity.</summary>
internal sealed class WatchedOpener(IModemPortOpener opener, Activity activity) : IModemPortOpener
{
    public bool Opens(PortAddress address) => opener.Opens(address);

    public async Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        activity.Note();
        return new Port(await opener.OpenAsync(address, options, cancellationToken), activity);
    }

    private sealed class Port(IModemPort port, Activity activity) : IModemPort
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
            return port.WriteAsync(bytes, cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            activity.Note();
            return port.DisposeAsync();
        }
    }
}
