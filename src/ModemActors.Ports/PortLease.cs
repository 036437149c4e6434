namespace ModemActors.Ports;

/// <summary>The right to have a port open: nobody else in this process has it, its lock file is ours. Kept until the descriptor is
/// closed.</summary>
internal sealed class PortLease : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Leased = [];

    private readonly string _portName;
    private LockFile? _lockFile;

    private PortLease(string portName) => _portName = portName;

    /// <param name="portName">The device without links, or the address.</param>
    /// <param name="lockFile">As configured; empty for none.</param>
    /// <exception cref="PortException">Busy, locked by another, or the lock file cannot be written.</exception>
    public static PortLease Take(string portName, string lockFile)
    {
        lock (Gate)
        {
            if (!Leased.Add(portName))
            {
                throw new PortException(
                    PortFault.Busy,
                    $"{portName} is open in this process, or still being opened or closed; close it there, or wait",
                    new PortHolder(Environment.ProcessId, ProcessTable.NameOf(Environment.ProcessId)));
            }
        }

        var lease = new PortLease(portName);
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

    public void Dispose()
    {
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
