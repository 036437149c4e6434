using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>The serial ports of this machine. May be called from any thread.</summary>
public sealed class MachineSerialPorts : ISerialPorts
{
    private readonly string _sysRoot;
    private readonly string _deviceRoot;

    /// <summary>As /sys and /dev tell.</summary>
    public MachineSerialPorts()
        : this("/sys", "/dev")
    {
    }

    /// <param name="sysRoot">Where sysfs is mounted.</param>
    /// <param name="deviceRoot">Where the device nodes are.</param>
    internal MachineSerialPorts(string sysRoot, string deviceRoot) => (_sysRoot, _deviceRoot) = (sysRoot, deviceRoot);

    /// <inheritdoc/>
    public IReadOnlyList<SerialPortDescription> Scan() => OperatingSystem.IsLinux()
        ? SerialPortScanner.Scan(_sysRoot, _deviceRoot)
        : SerialPortScanner.Scan();

    /// <inheritdoc/>
    public string? Resolve(string path) => OperatingSystem.IsLinux() ? Libc.Resolve(path) : path;

    /// <inheritdoc/>
    public IReadOnlyList<string> Beside(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (!OperatingSystem.IsLinux() || folder is null || folder == _deviceRoot || !Directory.Exists(folder))
            return [];
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(name => name != path && new FileInfo(name).LinkTarget is not null)
                .Order(StringComparer.Ordinal)
                .Select(Libc.Resolve)
                .OfType<string>()
                .Where(IsTerminal)
                .Distinct()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the folder goes while we look: then nothing is beside
            return [];
        }
    }

    private bool IsTerminal(string device) =>
        device.StartsWith("/dev/pts/", StringComparison.Ordinal)
        || device.StartsWith(Path.Combine(_deviceRoot, "tty"), StringComparison.Ordinal);
}
