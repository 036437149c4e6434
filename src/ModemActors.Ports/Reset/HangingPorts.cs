using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>Ports that are still being closed when a program has nothing more to do: a device that takes no more bytes holds up its end for half a minute.</summary>
public static class HangingPorts
{
    private const int Terminate = 15;

    /// <summary>The ports that this process has open, or is still closing.</summary>
    public static IReadOnlyList<string> Names => PortLease.Names;

    /// <summary>Ends the process now, as SIGTERM ends one that does not mind it: what it has open is closed without waiting. Returns where there is no such signal.</summary>
    public static void EndProcess()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // the runtime's own answer to the signal is an orderly end, which is what would wait
        Libc.Signal(Terminate, 0);
        _ = Libc.Kill(Environment.ProcessId, Terminate);
    }
}
