using System.Collections.Concurrent;
using ModemActors.Ports;
using ModemActors.Simulator;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Whereabouts;

/// <summary>Simulated modems behind the devices of a rack. Counts who was opened where.</summary>
internal sealed class RackOpener(Activity activity) : IModemPortOpener
{
    private readonly ConcurrentDictionary<string, SimulatedModem> _behind = new();

    public ConcurrentQueue<string> Opened { get; } = new();

    public void Put(string device, SimulatedModem modem) => _behind[device] = modem;

    public void Take(string device) => _behind.TryRemove(device, out _);

    public bool Opens(PortAddress address) => address is DevicePort;

    public Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        activity.Note();
        var device = ((DevicePort)address).Path;
        if (!_behind.TryGetValue(device, out var modem))
            return Task.FromException<IModemPort>(new PortException(PortFault.NotFound, $"{device} does not exist"));
        Opened.Enqueue(device);
        return Task.FromResult(modem.OpenPort());
    }
}
