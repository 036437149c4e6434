using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>
/// Tells what is plugged in and out, as the kernel and udev announce it (netlink). In a container, where these are not heard, nothing is
/// told: whoever waits for a
/// device looks for it now and then all the same.
/// </summary>
public sealed unsafe class UsbWatch : IDisposable, IReadySource
{
    // NETLINK_KOBJECT_UEVENT; group 1 is the kernel's, 2 udev's, who speaks when names and rights are as they should be
    private const int NetlinkFamily = 16, RawDatagrams = 3, KernelEvents = 15;
    private const uint Groups = 1 | 2;

    private readonly Lock _gate = new();
    private readonly Action<UsbChange> _happened;
    private readonly int _socket;
    private readonly long _token;
    private bool _isOver;

    private UsbWatch(int socket, Action<UsbChange> happened)
    {
        (_socket, _happened) = (socket, happened);
        _token = DescriptorPoller.Shared.Add(socket, this);
    }

    /// <summary>Starts to watch; null where that is not possible.</summary>
    /// <param name="happened">Called on a thread that must not be held up.</param>
    public static UsbWatch? TryStart(Action<UsbChange> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (!OperatingSystem.IsLinux())
            return null;
        var socket = Libc.Socket(NetlinkFamily, RawDatagrams | Libc.OpenNonBlocking | Libc.OpenCloseOnExec, KernelEvents);
        if (socket < 0)
            return null;
        var address = stackalloc uint[3] { NetlinkFamily, 0, Groups };
        if (Libc.Bind(socket, address, 3 * sizeof(uint)) == 0)
            return new UsbWatch(socket, happened);
        _ = Libc.Close(socket);
        return null;
    }

    /// <summary>Ends it; what was announced already may still be told.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            DescriptorPoller.Shared.Remove(_socket, _token);
            _ = Libc.Close(_socket);
        }
    }

    void IReadySource.OnReady()
    {
        const int longest = 8192;
        var buffer = stackalloc byte[longest];
        lock (_gate)
        {
            while (!_isOver)
            {
                var length = Libc.Read(_socket, buffer, longest);
                if (length > 0 && UsbChange.Parse(new ReadOnlySpan<byte>(buffer, (int)length)) is { } change)
                    _happened(change);
                else if (length < 0 && Errno.Last == Errno.NoBufferSpace)
                    _happened(new UsbChange("overrun", "usb", ""));
                else if (length <= 0 && Errno.Last != Errno.Interrupted)
                    return;
            }
        }
    }
}
