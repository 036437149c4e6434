using System.Runtime.InteropServices;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>Tells when somebody closes a device that another process holds (inotify), so that it need not be tried again and again.
/// Thread-safe.</summary>
public sealed unsafe class ReleaseWatch : IDisposable, IReadySource
{
    private const int HeaderSize = 16, NameLengthOffset = 12;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _devices = [];
    private readonly Action<string> _released;
    private readonly int _inotify;
    private readonly long _token;
    private bool _isOver;

    private ReleaseWatch(int inotify, Action<string> released)
    {
        (_inotify, _released) = (inotify, released);
        _token = DescriptorPoller.Shared.Add(inotify, this);
    }

    /// <summary>Starts; null where that is not possible.</summary>
    /// <param name="released">Called with the device, once for each <see cref="Await"/>, on a thread that must not be held up.</param>
    public static ReleaseWatch? TryStart(Action<string> released)
    {
        ArgumentNullException.ThrowIfNull(released);
        if (!OperatingSystem.IsLinux())
            return null;
        var inotify = Libc.InotifyCreate(Libc.InotifyNonBlocking | Libc.InotifyCloseOnExec);
        return inotify < 0 ? null : new ReleaseWatch(inotify, released);
    }

    /// <summary>Waits for the next time that a process closes this device; nothing happens if it is not there.</summary>
    /// <param name="device">Its path; links are followed.</param>
    public void Await(string device)
    {
        lock (_gate)
        {
            if (!_isOver && Libc.InotifyAdd(_inotify, device, Libc.InotifyClose | Libc.InotifyOnce) is >= 0 and var watch)
                _devices[watch] = device;
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            DescriptorPoller.Shared.Remove(_inotify, _token);
            _ = Libc.Close(_inotify);
        }
    }

    void IReadySource.OnReady()
    {
        const int capacity = 4096;
        var buffer = stackalloc byte[capacity];
        lock (_gate)
        {
            nint length;
            while (!_isOver && (length = Libc.Read(_inotify, buffer, capacity)) > 0)
            {
                for (var rest = new ReadOnlySpan<byte>(buffer, (int)length); rest.Length >= HeaderSize;)
                {
                    // a watch that has done its work says so once more; then its device is forgotten already
                    if (_devices.Remove(MemoryMarshal.Read<int>(rest), out var device))
                        _released(device);
                    rest = rest[(HeaderSize + MemoryMarshal.Read<int>(rest[NameLengthOffset..]))..];
                }
            }
        }
    }
}
