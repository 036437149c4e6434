using ModemActors.Ports;
using ModemActors.Storage;

namespace ModemActors.Hosting;

/// <summary>What a host may bring along instead of the usual parts.</summary>
public sealed class ModemActorsOptions
{
    /// <summary>Opens the ports; serial ports and TCP unless told otherwise.</summary>
    public IModemPortOpener PortOpener { get; set; } = new PortOpeners(new SerialPortOpener(), new TcpPortOpener());

    /// <summary>Resets USB devices; this machine's unless told otherwise.</summary>
    public IUsbBus Usb { get; set; } = NoUsbBus.OfThisMachine();

    /// <summary>The store, which stays the host's to close; null = opened as <c>modem-actors.store</c> says, and closed with the actor system.</summary>
    public IMessageStore? Store { get; set; }

    /// <summary>The wall clock.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How long a shutdown waits for messages that are on their way, 0 to 60 s; what is not out by then is on record as what is certain of it.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(4);
}
