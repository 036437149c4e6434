using ModemActors.Ports.Posix;

namespace System.IO.Ports;

/// <summary>An open serial device: exclusive, raw, non-blocking. It is closed off the caller's thread.</summary>
internal sealed class SerialDevice
{
    private const int Dtr = 0x2, Rts = 0x4;
    private const int ClosingWaitOffset = 40, SerialStructSize = 80;
    private const ushort NoClosingWait = 65535;

    // what was written just before closing gets this long to leave the house
    private const int LastWordsChecks = 20;
    private static readonly TimeSpan LastWordsInterval = TimeSpan.FromMilliseconds(25);

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _descriptor;
    private readonly string _name;
    private LineSettings _settings;

    private SerialDevice(int descriptor, string name, in LineSettings settings)
    {
        (_descriptor, _name, _settings) = (descriptor, name, settings);
        Transfers = new AsyncDescriptor(descriptor, name, Restore);
    }

    public AsyncDescriptor Transfers { get; }

    public int BytesToRead => Transfers.Use(Query(Libc.FionRead));

    public int BytesToWrite => Transfers.Use(Query(Libc.TiocOutq));

    /// <summary>Opens the device; blocks up to 30 s while an earlier descriptor of a wedged device is being closed.</summary>
    public static SerialDevice Open(string name, in LineSettings settings, bool dtr, bool rts)
    {
        const int flags = Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking | Libc.OpenCloseOnExec;
        int descriptor;
        do
            descriptor = Libc.Open(name, flags);
        while (descriptor < 0 && Errno.Last == Errno.Interrupted);
        if (descriptor < 0)
            throw Refused(Errno.Last, name);
        try
        {
            return Prepare(descriptor, name, settings, dtr, rts);
        }
        catch
        {
            _ = Libc.Close(descriptor);
            throw;
        }
    }

    public void Apply(LineSettings settings)
    {
        settings.Check();
        Transfers.Use(descriptor =>
        {
            Set(descriptor, _name, settings);
            _settings = settings;
            return true;
        });
    }

    public void SetLines(bool? dtr, bool? rts) =>
        Transfers.Use(descriptor =>
        {
            if ((dtr is { } d && !TrySetLine(descriptor, Dtr, d)) || (rts is { } r && !TrySetLine(descriptor, Rts, r)))
                ForMissingLines(Errno.Last);
            return true;
        });

    /// <summary>Modem lines as TIOCMGET gives them; 0 for a device that has none.</summary>
    public int ReadLines() => Transfers.Use(descriptor => Libc.Query(descriptor, Libc.TiocMget) ?? ForMissingLines(Errno.Last));

    public void Control(nuint request, nint argument) =>
        Transfers.Use(descriptor => Libc.Ioctl(descriptor, request, argument) == 0 ? true : throw Errno.Exception(Errno.Last, _name));

    /// <summary>Ends all transfers at once and closes the descriptor; the task completes when that is done.</summary>
    public Task CloseAsync()
    {
        if (Transfers.Release(static () => new ObjectDisposedException(nameof(SerialPort), "The port is closed.")))
            _ = FinishAsync();
        return _closed.Task;
    }

    private static SerialDevice Prepare(int descriptor, string name, in LineSettings settings, bool dtr, bool rts)
    {
        if (!TerminalSettings.TryRead(descriptor, out _))
            throw Errno.Exception(Errno.Last, $"'{name}' is no serial port");

        // TIOCEXCL keeps everybody out but root, flock keeps root out who asks
        if (Libc.Flock(descriptor, Libc.LockExclusive | Libc.LockNonBlocking) < 0 || Libc.Ioctl(descriptor, Libc.TiocExcl, 0) < 0)
            throw Refused(Errno.Last, name);
        Set(descriptor, name, settings);

        // not checked: there are modems that refuse the request (EPIPE) and work all the same; one that is gone shows it soon enough
        _ = TrySetLine(descriptor, Dtr, dtr);
        if (settings.Handshake is not (Handshake.RequestToSend or Handshake.RequestToSendXOnXOff))
            _ = TrySetLine(descriptor, Rts, rts);
        return new SerialDevice(descriptor, name, settings);
    }

    private static Exception Refused(int errno, string name)
    {
        var reason = Errno.Exception(errno, name);
        return errno switch
        {
            Errno.NoEntry or Errno.NotDirectory => new FileNotFoundException($"Could not find the port '{name}'.", name, reason),
            Errno.Access or Errno.NotPermitted or Errno.Busy or Errno.Again =>
                new UnauthorizedAccessException($"Access to the port '{name}' is denied.", reason),
            _ => reason,
        };
    }

    private static void Set(int descriptor, string name, in LineSettings settings)
    {
        if (!TerminalSettings.TryRead(descriptor, out var terminal))
            throw Errno.Exception(Errno.Last, name);
        settings.ApplyTo(ref terminal);
        if (!terminal.TryWrite(descriptor))
            throw Errno.Exception(Errno.Last, name);
    }

    private static unsafe bool TrySetLine(int descriptor, int line, bool isOn) =>
        Libc.Ioctl(descriptor, isOn ? Libc.TiocMbis : Libc.TiocMbic, (nint)(&line)) == 0;

    // pseudo-terminals, gadget ports and some modems have no modem lines; nothing is amiss with them
    private static int ForMissingLines(int errno) =>
        errno is Errno.NotTerminal or Errno.Invalid or Errno.BrokenPipe ? 0 : throw Errno.Exception(errno, "modem lines");

    private Func<int, int> Query(nuint request) =>
        descriptor => Libc.Query(descriptor, request) ?? throw Errno.Exception(Errno.Last, _name);

    private void Restore()
    {
        if (!TerminalSettings.TryRead(_descriptor, out var terminal))
            return;
        _settings.ApplyTo(ref terminal);
        terminal.TryWrite(_descriptor);
    }

    private async Task FinishAsync()
    {
        for (var i = 0; i < LastWordsChecks && Libc.Query(_descriptor, Libc.TiocOutq) > 0; i++)
            await Task.Delay(LastWordsInterval).ConfigureAwait(false);
        new Thread(CloseDescriptor, maxStackSize: 128 * 1024) { IsBackground = true, Name = $"closing {_name}" }.Start();
    }

    private unsafe void CloseDescriptor()
    {
        if (Libc.Query(_descriptor, Libc.TiocOutq) > 0)
        {
            // a device that takes nothing: close would wait 30 s for it
            _ = Libc.Ioctl(_descriptor, Libc.TcFlsh, Libc.FlushBoth);
            var serial = stackalloc byte[SerialStructSize];
            if (Libc.Ioctl(_descriptor, Libc.TiocGserial, (nint)serial) == 0)
            {
                *(ushort*)(serial + ClosingWaitOffset) = NoClosingWait;
                _ = Libc.Ioctl(_descriptor, Libc.TiocSserial, (nint)serial);
            }
        }

        _ = Libc.Ioctl(_descriptor, Libc.TiocNxcl, 0);
        _ = Libc.Close(_descriptor);
        _closed.SetResult();
    }
}
