using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>
/// A serial port kept for a program that shall open it itself: its lock file is ours, and its descriptor is open without being used, so that a service that starts
/// meanwhile sees that it is taken and by whom. Ends with <see cref="Dispose"/>, or with the process.
/// </summary>
public sealed class PortReservation : IDisposable
{
    private readonly PortLease _lease;
    private int _descriptor;

    private PortReservation(string path, PortLease lease, int descriptor) => (Path, _lease, _descriptor) = (path, lease, descriptor);

    /// <summary>The device, for example <c>/dev/ttyUSB2</c>.</summary>
    public string Path { get; }

    /// <summary>Reserves the port.</summary>
    /// <param name="address">A serial device, by path or USB identity.</param>
    /// <param name="options">Names the lock file.</param>
    /// <exception cref="PortException">It is not there, held by another process, locked, or no serial port.</exception>
    public static PortReservation Take(PortAddress address, PortOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var device = SerialPortOpener.Resolve(address);
        var lease = PortLease.Take(device, options);
        try
        {
            if (PortHolder.Find(device) is { } holder)
                throw SerialPortOpener.Held(device, holder, null);
            return new PortReservation(device, lease, OperatingSystem.IsLinux() ? Open(device) : -1);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = Libc.Close(_descriptor);
        _descriptor = -1;
        _lease.Dispose();
    }

    private static int Open(string device)
    {
        var descriptor = Libc.Open(device, Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking | Libc.OpenCloseOnExec);
        return descriptor >= 0 ? descriptor : throw SerialPortOpener.Explained(device, Errno.Exception(Errno.Last, device));
    }
}
