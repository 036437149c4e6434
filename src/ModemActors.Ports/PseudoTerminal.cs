using System.Globalization;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>
/// The modem's side of a pseudo-terminal (Linux): programs open <see cref="SlavePath"/> as if it were a serial port. It behaves like one:
/// what is written while no program has it open is lost, what a program left unread is gone when the next one opens it, exclusive mode ends
/// with the last close, and <see cref="HangUp"/> looks like unplugging. No thread per terminal.
/// </summary>
public sealed class PseudoTerminal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AsyncDescriptor _transfers;
    private readonly int _master;
    private readonly int _slave;
    private readonly int? _watch;
    private bool _isOver;

    private PseudoTerminal(int master, int slave, string slavePath)
    {
        (_master, _slave, SlavePath) = (master, slave, slavePath);
        _transfers = new AsyncDescriptor(master, slavePath);
        _watch = SlaveWatch.Shared?.Add(this);
    }

    /// <summary>What programs open: <c>/dev/pts/7</c>.</summary>
    public string SlavePath { get; }

    /// <summary>Whether a program has it open. Always true where the kernel's inotify limits are used up.</summary>
    public bool HasClient => _watch is null || SlaveWatch.Shared!.HasClient(this);

    /// <summary>Programs that have it open; guarded by the watch.</summary>
    internal int Clients { get; set; }

    /// <summary>A new pseudo-terminal in raw mode.</summary>
    /// <exception cref="IOException">The system has none left (kernel.pty.max), or no descriptors.</exception>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    public static PseudoTerminal Open()
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("Pseudo-terminals are made on Linux only; use the in-memory simulator.");
        const int flags = Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking | Libc.OpenCloseOnExec;
        var master = Libc.Open("/dev/ptmx", flags);
        if (master < 0)
            throw Errno.Exception(Errno.Last, "/dev/ptmx");
        var slave = -1;
        try
        {
            var number = Libc.Query(master, Libc.TiocGptn) ?? throw Errno.Exception(Errno.Last, "TIOCGPTN");
            if (Libc.Query(master, Libc.TiocSptlck) is null)
                throw Errno.Exception(Errno.Last, "TIOCSPTLCK");
            var path = string.Create(CultureInfo.InvariantCulture, $"/dev/pts/{number}");
            slave = Libc.Open(path, flags);
            if (slave < 0)
                throw Errno.Exception(Errno.Last, path);
            MakeRaw(slave);
            return new PseudoTerminal(master, slave, path);
        }
        catch
        {
            if (slave >= 0)
                _ = Libc.Close(slave);
            _ = Libc.Close(master);
            throw;
        }
    }

    /// <summary>Waits for what a program writes; keeps waiting while none has it open.</summary>
    /// <returns>At least 1.</returns>
    /// <exception cref="ObjectDisposedException">Hung up or disposed, also while waiting.</exception>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _transfers.ReadAsync(buffer, cancellationToken);

    /// <summary>Writes all of the bytes; waits while the program that has it open takes none. Lost when no program has it open.</summary>
    /// <exception cref="ObjectDisposedException">Hung up or disposed, also while waiting.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_watch is null)
            return _transfers.WriteAsync(bytes, cancellationToken);
        lock (SlaveWatch.Shared!.Gate)
        {
            return SlaveWatch.Shared.HasClient(this) || _isOver ? _transfers.WriteAsync(bytes, cancellationToken) : ValueTask.CompletedTask;
        }
    }

    /// <summary>
    /// Pulls the plug: whoever has the slave open reads end of file and fails to write with EIO, and the path is gone. It cannot be
    /// undone; a modem that is plugged in again is a new pseudo-terminal.
    /// </summary>
    public void HangUp()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
        }

        if (_watch is { } watch)
            SlaveWatch.Shared!.Remove(watch);
        _transfers.Release(() => new ObjectDisposedException(nameof(PseudoTerminal), $"{SlavePath} was hung up"));
        _ = Libc.Close(_slave);
        _ = Libc.Close(_master);
    }

    /// <summary>The same as <see cref="HangUp"/>.</summary>
    public void Dispose() => HangUp();

    /// <summary>The last program has closed it: the next one finds it as new. Called under the watch's lock.</summary>
    internal void OnLastClose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _transfers.DropWrites();
            _ = Libc.Ioctl(_slave, Libc.TcFlsh, Libc.FlushInput);
            _ = Libc.Ioctl(_slave, Libc.TiocNxcl, 0);
            MakeRaw(_slave);
        }
    }

    private static void MakeRaw(int slave)
    {
        if (!TerminalSettings.TryRead(slave, out var settings))
            return;
        settings.MakeRaw();
        settings.TryWrite(slave);
    }
}
