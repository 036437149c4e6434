using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;

namespace ModemActors.Whereabouts;

/// <summary>Every modem is where the configuration says, whoever it is.</summary>
internal sealed class FixedPlaces(IEnumerable<ModemSettings> modems) : IModemLocator
{
    private readonly Dictionary<string, PortAddress> _ports = modems.ToDictionary(modem => modem.Id, modem => modem.Port);

    public Task<PortAddress> LocateAsync(string modem, CancellationToken cancellationToken) => Task.FromResult(_ports[modem]);

    public string? Objection(string modem, string? imei) => null;

    public void Settled(string modem, ModemIdentity identity, string portName)
    {
    }

    public void Closed(string modem)
    {
    }
}
