using System.Text;
using ModemActors.Ports;
using ModemActors.Simulator;

namespace ModemActors.Tests.Harness;

/// <summary>Another program that had the modem before us.</summary>
internal sealed class OtherProgram(SimulatedModem modem) : IDisposable
{
    private readonly IModemPort _port = modem.OpenPort();

    public void Say(params string[] lines)
    {
        foreach (var line in lines)
            _port.WriteAsync(Encoding.ASCII.GetBytes(line + "\r"), CancellationToken.None).AsTask().Wait();
    }

    public void Dispose() => _port.DisposeAsync().AsTask().Wait();
}
