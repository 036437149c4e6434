using System.Diagnostics;
using System.IO.Ports;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>Opens serial devices by path and by USB identity, which is looked up at each open.</summary>
/// <param name="log">Is told of every taking; null = nobody is.</param>
public sealed class SerialPortOpener(IPortAccessLog? log = null) : IModemPortOpener
{
    /// <inheritdoc/>
    public bool Opens(PortAddress address) => address is DevicePort or UsbPort or UsbPathPort;

    /// <inheritdoc/>
    public async Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var opening = Task.Factory.StartNew(
            () => Open(address, options),
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
        try
        {
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(CloseLate, TaskScheduler.Default);
            throw;
        }
    }

    private static void CloseLate(Task<SerialModemPort> opening)
    {
        if (opening.IsCompletedSuccessfully)
            _ = opening.Result.DisposeAsync().AsTask();
        else
            _ = opening.Exception; // it did not open, and nobody waits to hear why
    }

    private SerialModemPort Open(PortAddress address, PortOptions options)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            return Open(Resolve(address), options, asked);
        }
        catch (PortException refusal) when (log is not null)
        {
            // a device that is not there is no news: it is looked for twice a second
            if (refusal.Fault != PortFault.NotFound)
            {
                var waited = Stopwatch.GetElapsedTime(asked);
                log.Write(new PortAccess(PortAccessStep.Refused, address.ToString(), options.Purpose, PortHolder.Self, waited, refusal.Message));
            }

            throw;
        }
    }

    private SerialModemPort Open(string device, PortOptions options, long asked)
    {
        var lease = PortLease.Take(device, options, log);
        try
        {
            if (PortHolder.Find(device) is { } holder)
                throw Held(device, holder, null);
            LockFile.CheckCustomary(device);
            var port = new SerialModemPort(device, OpenExclusively(device, options.BaudRate), lease);
            lease.Opened(asked);
            return port;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    internal static string Resolve(PortAddress address)
    {
        var path = address switch
        {
            DevicePort port => port.Path,
            UsbPort or UsbPathPort => SerialPortScanner.Find(address, SerialPortScanner.Scan()),
            _ => throw new PortException(PortFault.Unsupported, $"{address} is no serial port; open it with the opener of its kind"),
        };
        return OperatingSystem.IsLinux() ? Libc.Resolve(path) ?? throw NotFound(path, null) : path;
    }

    private static SerialPort OpenExclusively(string device, int baudRate)
    {
        var port = new SerialPort(device, baudRate, Parity.None, 8, StopBits.One);
        try
        {
            // many modems stay silent without DTR; pseudo-terminals have no such line and the real package fails there
            if (!device.StartsWith("/dev/pts/", StringComparison.Ordinal))
                (port.DtrEnable, port.RtsEnable) = (true, true);
            port.Open();
            port.DiscardInBuffer();
            return port;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw Explained(device, e);
        }
    }

    internal static PortException Explained(string device, Exception exception) => (ErrorNumber(exception), exception) switch
    {
        (Errno.NoEntry or Errno.NoDevice or Errno.NoDeviceOrAddress or Errno.InputOutput, _) => NotFound(device, exception),
        (_, FileNotFoundException) => NotFound(device, exception),
        (Errno.Access or Errno.NotPermitted, _) => new PortException(
            PortFault.AccessDenied,
            $"{device} may not be opened by {Environment.UserName}; add this user to the device's group (usually dialout) and log in again",
            null,
            exception),
        (Errno.NotTerminal or Errno.Invalid, _) or (_, ArgumentException) => new PortException(
            PortFault.Unsupported,
            $"{device} is no serial port, or refuses the settings; check the path and the baud rate",
            null,
            exception),
        (Errno.Busy or Errno.Again, _) or (_, UnauthorizedAccessException) => Held(device, PortHolder.Find(device), exception),
        _ => new PortException(PortFault.Unsupported, $"{device} cannot be opened: {exception.Message}; check the device", null, exception),
    };

    // the innermost IOException carries Linux' error number, with the real package too
    private static int ErrorNumber(Exception exception)
    {
        var number = 0;
        for (var each = exception; each is not null; each = each.InnerException!)
        {
            if (each is IOException and { HResult: > 0 })
                number = each.HResult;
        }

        return number;
    }

    private static PortException NotFound(string device, Exception? cause) =>
        new(PortFault.NotFound, $"{device} does not exist; plug the modem in, or list the ports with modemactors discover", null, cause);

    internal static PortException Held(string device, PortHolder? holder, Exception? cause) => new(
        PortFault.Busy,
        holder is null
            ? $"{device} is held by another process of another user; find it with sudo lsof {device} and stop it"
            : $"{device} is held by {holder}; stop it or configure access = shared",
        holder,
        cause);
}
