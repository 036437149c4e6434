using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ModemActors.Ports.Posix;

/// <summary>
/// One thread that waits for all descriptors of the process by epoll, however many there are. Edge-triggered: an end of file that stays
/// ready for ever wakes it once, so nothing spins, and while nothing happens it costs nothing.
/// </summary>
internal sealed unsafe class DescriptorPoller
{
    private const int Capacity = 128;

    private static readonly Lazy<DescriptorPoller> Instance = new(() => new DescriptorPoller());

    // struct epoll_event is packed on x86 only
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;
    private static readonly int EventSize = IsPacked ? 12 : 16;
    private static readonly int TokenOffset = IsPacked ? 4 : 8;

    private readonly ConcurrentDictionary<long, IReadySource> _sources = new();
    private readonly int _epoll;
    private long _lastToken;

    private DescriptorPoller()
    {
        _epoll = Libc.EpollCreate(Libc.OpenCloseOnExec);
        if (_epoll < 0)
            throw Errno.Exception(Errno.Last, "epoll_create1");
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = typeof(DescriptorPoller).Assembly.GetName().Name }.Start();
    }

    public static DescriptorPoller Shared => Instance.Value;

    /// <summary>Tells the source of every change from now on, and once at the beginning.</summary>
    /// <returns>What <see cref="Remove"/> takes.</returns>
    public long Add(int descriptor, IReadySource source)
    {
        var token = Interlocked.Increment(ref _lastToken);
        _sources[token] = source;
        Span<byte> @event = stackalloc byte[EventSize];
        MemoryMarshal.Write(@event, Libc.EpollIn | Libc.EpollOut | Libc.EpollEdge);
        MemoryMarshal.Write(@event[TokenOffset..], token);
        fixed (byte* first = @event)
        {
            if (Libc.EpollControl(_epoll, Libc.EpollAdd, descriptor, first) == 0)
                return token;
        }

        var errno = Errno.Last;
        _sources.TryRemove(token, out _);
        throw Errno.Exception(errno, "epoll_ctl");
    }

    /// <summary>Must be called before the descriptor is closed; the source may still be told once after it.</summary>
    public void Remove(int descriptor, long token)
    {
        var ignored = stackalloc byte[16];
        _ = Libc.EpollControl(_epoll, Libc.EpollDelete, descriptor, ignored);
        _sources.TryRemove(token, out _);
    }

    private void Run()
    {
        var events = stackalloc byte[Capacity * 16];
        while (true)
        {
            var count = Libc.EpollWait(_epoll, events, Capacity, -1);
            if (count < 0 && Errno.Last != Errno.Interrupted)
                throw new UnreachableException($"epoll_wait: {Marshal.GetPInvokeErrorMessage(Errno.Last)}");
            for (var i = 0; i < count; i++)
            {
                var token = MemoryMarshal.Read<long>(new ReadOnlySpan<byte>(events + (i * EventSize) + TokenOffset, sizeof(long)));
                if (_sources.TryGetValue(token, out var source))
                    source.OnReady();
            }
        }
    }
}
