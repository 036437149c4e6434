namespace ModemActors.Ports;

/// <summary>What serial ports a machine has and what names lead to them. Looks only; opens nothing.</summary>
public interface ISerialPorts
{
    /// <summary>Every serial port that has hardware behind it. Can take long while a device is being reset: not for an actor's
    /// thread.</summary>
    IReadOnlyList<SerialPortDescription> Scan();

    /// <summary>The device that a path leads to; null if it leads nowhere.</summary>
    string? Resolve(string path);

    /// <summary>Devices that other links in the same folder lead to; none where the folder is /dev itself.</summary>
    IReadOnlyList<string> Beside(string path);
}
