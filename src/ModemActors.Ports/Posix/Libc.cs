using System.Runtime.InteropServices;

namespace ModemActors.Ports.Posix;

/// <summary>The calls of the C library that this project needs, with the values of Linux on x86, ARM and RISC-V.</summary>
internal static unsafe partial class Libc
{
    public const int OpenReadWrite = 0x2, OpenNoControllingTerminal = 0x100, OpenNonBlocking = 0x800, OpenCloseOnExec = 0x80000;

    /// <summary>Set and clear exclusive mode: further opens fail with EBUSY, except root's.</summary>
    public const nuint TiocExcl = 0x540C, TiocNxcl = 0x540D;

    /// <summary>Bytes not yet sent, bytes not yet read.</summary>
    public const nuint TiocOutq = 0x5411, FionRead = 0x541B;

    /// <summary>Modem lines: read, set some, clear some.</summary>
    public const nuint TiocMget = 0x5415, TiocMbis = 0x5416, TiocMbic = 0x5417;

    public const nuint TiocGserial = 0x541E, TiocSserial = 0x541F;

    /// <summary>tcsendbreak, tcflush.</summary>
    public const nuint TcSbrk = 0x5409, TcFlsh = 0x540B;

    /// <summary>struct termios2: the settings with any baud rate.</summary>
    public const nuint TcGets2 = 0x802C542A, TcSets2 = 0x402C542B;

    /// <summary>Pseudo-terminals: number of the slave, unlock the slave.</summary>
    public const nuint TiocGptn = 0x80045430, TiocSptlck = 0x40045431;

    public const nint FlushInput = 0, FlushOutput = 1, FlushBoth = 2;

    public const int LockExclusive = 2, LockNonBlocking = 4;

    public const short PollError = 0x8, PollHangUp = 0x10;

    public const int EpollAdd = 1, EpollDelete = 2;
    public const uint EpollIn = 0x1, EpollOut = 0x4, EpollEdge = 0x80000000;

    public const uint InotifyClose = 0x18, InotifyOpen = 0x20, InotifyOverflow = 0x4000, InotifyOnce = 0x80000000;
    public const int InotifyNonBlocking = 0x800, InotifyCloseOnExec = 0x80000;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Seen;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int descriptor, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, byte* @event);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int capacity, int milliseconds);

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int InotifyCreate(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int InotifyAdd(int inotify, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int InotifyRemove(int inotify, int watch);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint Signal(int signal, nint disposition);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string existing, string created);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    public static partial nint ReadLink(byte* path, byte* buffer, nint capacity);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);

    /// <summary>
    /// The path without links; null if it leads nowhere. Not <see cref="File.ResolveLinkTarget"/>: that one takes <c>../..</c> against
    /// the path as written and so fails below /sys/class/tty, whose entries are links themselves.
    /// </summary>
    public static string? Resolve(string path)
    {
        var memory = RealPath(path, 0);
        if (memory == 0)
            return null;
        var resolved = Marshal.PtrToStringUTF8(memory);
        Free(memory);
        return resolved;
    }

    /// <summary>The number that an ioctl fills in; null if the device refuses.</summary>
    public static int? Query(int descriptor, nuint request)
    {
        var value = 0;
        return Ioctl(descriptor, request, (nint)(&value)) < 0 ? null : value;
    }

    /// <summary>Whether the other side is gone: unplugged device, closed master of a pseudo-terminal.</summary>
    public static bool IsHungUp(int descriptor)
    {
        var asked = new PollDescriptor { Descriptor = descriptor };
        return Poll(&asked, 1, 0) > 0 && (asked.Seen & (PollError | PollHangUp)) != 0;
    }
}
