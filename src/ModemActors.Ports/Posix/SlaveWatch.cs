using System.Runtime.InteropServices;

namespace ModemActors.Ports.Posix;

/// <summary>
/// Counts who has the slaves of our pseudo-terminals open, by inotify. The slave is kept open by us too, so that the master never sees the
/// end of file that a last close brings, which would wake us for ever; so nothing else tells that a program came or went.
/// </summary>
internal sealed unsafe class SlaveWatch : IReadySource
{
    private const int HeaderSize = 16, MaskOffset = 4, NameLengthOffset = 12;

    // an overflown queue hides what happened: better to write to nobody than never again
    private const int Unknown = int.MaxValue / 2;

    private static readonly Lazy<SlaveWatch?> Instance = new(Create);

    private readonly Dictionary<int, PseudoTerminal> _terminals = [];
    private readonly int _inotify;

    private SlaveWatch(int inotify) => _inotify = inotify;

    /// <summary>Null where the kernel's limits are used up.</summary>
    public static SlaveWatch? Shared => Instance.Value;

    /// <summary>Taken before a terminal's own locks, never after.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Starts to watch the terminal's slave.</summary>
    /// <returns>What <see cref="Remove"/> takes; null where the kernel's limits are used up.</returns>
    public int? Add(PseudoTerminal terminal)
    {
        lock (Gate)
        {
            var watch = Libc.InotifyAdd(_inotify, terminal.SlavePath, Libc.InotifyOpen | Libc.InotifyClose);
            if (watch < 0)
                return null;
            _terminals[watch] = terminal;
            return watch;
        }
    }

    public void Remove(int watch)
    {
        lock (Gate)
        {
            _terminals.Remove(watch);
            _ = Libc.InotifyRemove(_inotify, watch);
        }
    }

    /// <summary>
    /// Exact: opening puts its event into the queue before the program can do anything else, and an answer to what it wrote is asked for
    /// here first.
    /// </summary>
    public bool HasClient(PseudoTerminal terminal)
    {
        lock (Gate)
        {
            if (terminal.Clients <= 0)
                Drain();
            return terminal.Clients > 0;
        }
    }

    void IReadySource.OnReady()
    {
        lock (Gate)
            Drain();
    }

    private static SlaveWatch? Create()
    {
        var inotify = Libc.InotifyCreate(Libc.InotifyNonBlocking | Libc.InotifyCloseOnExec);
        if (inotify < 0)
            return null;
        var watch = new SlaveWatch(inotify);
        DescriptorPoller.Shared.Add(inotify, watch);
        return watch;
    }

    private void Drain()
    {
        HashSet<PseudoTerminal>? left = null;
        var buffer = stackalloc byte[4096];
        for (var length = Libc.Read(_inotify, buffer, 4096); length > 0; length = Libc.Read(_inotify, buffer, 4096))
        {
            for (var rest = new ReadOnlySpan<byte>(buffer, (int)length); rest.Length >= HeaderSize;)
            {
                Count(MemoryMarshal.Read<int>(rest), MemoryMarshal.Read<uint>(rest[MaskOffset..]), ref left);
                rest = rest[(HeaderSize + MemoryMarshal.Read<int>(rest[NameLengthOffset..]))..];
            }
        }

        foreach (var terminal in left ?? [])
        {
            if (terminal.Clients == 0)
                terminal.OnLastClose();
        }
    }

    private void Count(int watch, uint mask, ref HashSet<PseudoTerminal>? left)
    {
        if ((mask & Libc.InotifyOverflow) != 0)
        {
            foreach (var each in _terminals.Values)
                each.Clients = Unknown;
        }

        if (!_terminals.TryGetValue(watch, out var terminal))
            return;
        if ((mask & Libc.InotifyOpen) != 0)
            terminal.Clients++;
        if ((mask & Libc.InotifyClose) == 0)
            return;
        terminal.Clients--;
        (left ??= []).Add(terminal);
    }
}
