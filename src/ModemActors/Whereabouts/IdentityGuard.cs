using ModemActors.Messages;
using ModemActors.Ports;

namespace ModemActors.Whereabouts;

/// <summary>One modem's view of the <see cref="IModemLocator"/>.</summary>
internal sealed class IdentityGuard(string modem, IModemLocator? locator)
{
    /// <summary>Takes every modem for the right one.</summary>
    public static readonly IdentityGuard None = new("", null);

    public Task<PortAddress> LocateAsync(CancellationToken cancellationToken) => locator!.LocateAsync(modem, cancellationToken);

    public string? Objection(string? imei) => locator?.Objection(modem, imei);

    public void Settled(ModemIdentity identity, string portName) => locator?.Settled(modem, identity, portName);

    public void Held(string device) => locator?.Held(device);

    public void Closed() => locator?.Closed(modem);
}
