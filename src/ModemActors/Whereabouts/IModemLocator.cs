using ModemActors.Messages;
using ModemActors.Ports;

namespace ModemActors.Whereabouts;

/// <summary>
/// Knows which of the configured modems is at which port now. Names of ports move (a reset, a hub, another socket); a modem is its USB
/// path and interface, checked
/// by its IMEI after every opening. May be called from any thread.
/// </summary>
internal interface IModemLocator
{
    /// <summary>Where to open the modem now.</summary>
    /// <exception cref="PortException"><see cref="PortFault.NotFound"/>: it is nowhere. <see cref="PortFault.WrongModem"/>: the same, and
    /// another modem is at its
    /// place. The message says what was found.</exception>
    Task<PortAddress> LocateAsync(string modem, CancellationToken cancellationToken);

    /// <summary>The modem at the port that was located says its IMEI, null = it doesn't.</summary>
    /// <returns>Why it is not the right one, one sentence; null = it is.</returns>
    string? Objection(string modem, string? imei);

    /// <summary>The right modem at the port that was located was asked all there is to ask.</summary>
    void Settled(string modem, ModemIdentity identity, string portName);

    /// <summary>Another process holds the device; who waits for it shall hear when it lets go.</summary>
    void Held(string device);

    /// <summary>The port that was located is not open any more.</summary>
    void Closed(string modem);
}
