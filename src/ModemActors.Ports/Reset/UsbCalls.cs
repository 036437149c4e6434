using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>What <see cref="LinuxUsbBus"/> does to the machine.</summary>
internal interface IUsbCalls
{
    /// <summary>USBDEVFS_RESET on a node of usbfs; 0 or the error number.</summary>
    int Reset(string node);

    /// <summary>Writes an attribute of sysfs.</summary>
    void Write(string path, string text);
}

/// <inheritdoc/>
internal sealed class UsbCalls : IUsbCalls
{
    /// <summary>USBDEVFS_RESET, _IO('U', 20).</summary>
    private const nuint UsbdevfsReset = 0x5514;

    private const int OpenWriteOnly = 0x1;

    public int Reset(string node)
    {
        var descriptor = Libc.Open(node, OpenWriteOnly | Libc.OpenCloseOnExec);
        if (descriptor < 0)
            return Errno.Last;
        try
        {
            return Libc.Ioctl(descriptor, UsbdevfsReset, 0) < 0 ? Errno.Last : 0;
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    public void Write(string path, string text)
    {
        using var attribute = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        attribute.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }
}
