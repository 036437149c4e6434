using ModemActors.Ports;
using ModemActors.Simulator;

namespace ModemActors.Tests.Harness;

/// <summary>Simulated modems behind device paths (/dev/a is modem a), as a lease needs them; knows which are open, and refuses when told to.</summary>
internal sealed class CableOpener(SimulatorPortOpener simulator) : IModemPortOpener, ISerialPorts
{
    private int _open;

    /// <summary>How many ports are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Why it cannot be opened now; null = it can.</summary>
    public PortException? Refusal { get; set; }

    public int Refused { get; private set; }

    public static PortException Taken { get; } = new(PortFault.Busy, "/dev/a is held by voicebot (pid 4711)", new PortHolder(4711, "voicebot"));

    public bool Opens(PortAddress address) => address is DevicePort;

    public async Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
        {
            Refused++;
            throw Refusal;
        }

        var port = await simulator.OpenAsync(new SimulatorPort(Path.GetFileName(((DevicePort)address).Path)), options, cancellationToken);
        Interlocked.Increment(ref _open);
        return new Port(port, this);
    }

    public IReadOnlyList<SerialPortDescription> Scan() => [];

    public string? Resolve(string path) => path.Replace("/dev/", "/dev/pts/", StringComparison.Ordinal);

    public IReadOnlyList<string> Beside(string path) => [];

    private sealed class Port(IModemPort port, CableOpener opener) : IModemPort
    {
        private int _closed;

        public string Name => port.Name;

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => port.ReadAsync(buffer, cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => port.WriteAsync(bytes, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await port.DisposeAsync();
            if (Interlocked.Exchange(ref _closed, 1) == 0)
                Interlocked.Decrement(ref opener._open);
        }
    }
}
