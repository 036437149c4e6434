using System.Diagnostics;

namespace ModemActors.Ports;

/// <summary>The right to have a port open: nobody else in this process has it, its lock file is ours. Kept until the descriptor is
/// closed.</summary>
internal sealed class PortLease : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Leased = [];

    private readonly string _portName;
    private readonly string _purpose;
    private readonly IPortAccessLog? _log;
    private LockFile? _lockFile;
    private long? _taken;

    private PortLease(string portName, string purpose, IPortAccessLog? log) => (_portName, _purpose, _log) = (portName, purpose, log);

    /// <summary>Ports that are open in this process, or being opened or closed.</summary>
    public static IReadOnlyList<string> Names
    {
        get
        {
            lock (Gate)
            {
                return [.. Leased];
            }
        }
    }

    /// <param name="portName">The device without links, or the address.</param>
    /// <param name="options">Lock file and purpose.</param>
    /// <param name="log">Is told how it went; null = nobody is.</param>
    /// <exception cref="PortException">Busy, locked by another, or the lock file cannot be written.</exception>
    public static PortLease Take(string portName, PortOptions options, IPortAccessLog? log = null)
    {
        var lockFile = options.LockFile;
        lock (Gate)
        {
            if (!Leased.Add(portName))
            {
                throw new PortException(
                    PortFault.Busy,
                    $"{portName} is open in this process, or still being opened or closed; close it there, or wait",
                    PortHolder.Self);
            }
        }

        var lease = new PortLease(portName, options.Purpose, log);
        try
        {
            if (lockFile.Length > 0)
                lease._lockFile = LockFile.Take(LockFile.PathFor(lockFile, portName), portName);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The port is open, having been waited for since <paramref name="asked"/> (a time stamp of <see cref="Stopwatch"/>).</summary>
    public void Opened(long asked)
    {
        _taken = Stopwatch.GetTimestamp();
        _log?.Write(new PortAccess(PortAccessStep.Taken, _portName, _purpose, PortHolder.Self, Stopwatch.GetElapsedTime(asked), null));
    }

    public void Dispose()
    {
        if (_taken is { } since)
            _log?.Write(new PortAccess(PortAccessStep.Released, _portName, _purpose, PortHolder.Self, Stopwatch.GetElapsedTime(since), null));
        _taken = null;
        try
        {
            _lockFile?.Dispose();
        }
        finally
        {
            lock (Gate)
                Leased.Remove(_portName);
        }
    }
}
