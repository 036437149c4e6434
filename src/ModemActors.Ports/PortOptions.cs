namespace ModemActors.Ports;

/// <summary>How a port is opened. Always 8 data bits, no parity, one stop bit, no handshake.</summary>
public sealed record PortOptions
{
    /// <summary>Bits per second; 115200 unless told. USB modems ignore it, device servers and RS-232 don't.</summary>
    public int BaudRate { get; init; } = 115200;

    /// <summary>What the port is taken for, for the access log: <c>sales</c>, <c>discover</c>.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>
    /// Path of a lock file in the UUCP form (our process id in ten characters and a line feed) that is created before the port is opened
    /// and removed when it is closed. A folder stands for <c>LCK..ttyUSB2</c> in it. Empty: none.
    /// </summary>
    public string LockFile { get; init; } = "";
}
