using System.Globalization;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>USB as Linux shows it: sysfs, and usbfs for the reset (drivers/usb/core of the kernel).</summary>
public sealed class LinuxUsbBus : IUsbBus
{
    private const string Advice = "run as a user who may, or install the rules that 'modemactors udev' prints";

    private readonly string _sysRoot;
    private readonly string _deviceRoot;
    private readonly IUsbCalls _calls;

    /// <summary>The machine's own USB.</summary>
    public LinuxUsbBus()
        : this("/sys", "/dev", new UsbCalls())
    {
    }

    internal LinuxUsbBus(string sysRoot, string deviceRoot, IUsbCalls calls) => (_sysRoot, _deviceRoot, _calls) = (sysRoot, deviceRoot, calls);

    /// <inheritdoc/>
    public UsbIdentity? Find(string portName)
    {
        ArgumentNullException.ThrowIfNull(portName);
        if (!portName.StartsWith('/'))
            return null;
        var device = Libc.Resolve(portName) ?? portName;
        return SerialPortScanner.Scan(_sysRoot, _deviceRoot).FirstOrDefault(port => port.Device == device)?.Usb;
    }

    /// <inheritdoc/>
    public int? DeviceNumber(string usbPath) => Number(usbPath, "devnum");

    /// <inheritdoc/>
    public void Reset(string usbPath, UsbResetWay way)
    {
        ArgumentNullException.ThrowIfNull(usbPath);
        if (DeviceNumber(usbPath) is null)
            throw new UsbResetException($"USB device {usbPath} is not on the bus, so it cannot be reset; plug it in, or switch its power", false);
        switch (way)
        {
            case UsbResetWay.PortReset:
                PortReset(usbPath);
                break;
            case UsbResetWay.Reauthorize:
                Write(Path.Combine(FolderOf(usbPath), "authorized"), "0");
                Write(Path.Combine(FolderOf(usbPath), "authorized"), "1");
                break;
            default:
                Write(Path.Combine(_sysRoot, "bus/usb/drivers/usb/unbind"), usbPath);
                Write(Path.Combine(_sysRoot, "bus/usb/drivers/usb/bind"), usbPath);
                break;
        }
    }

    private void PortReset(string usbPath)
    {
        var (bus, device) = (Number(usbPath, "busnum"), Number(usbPath, "devnum"));
        if (bus is null || device is null)
            throw new UsbResetException($"USB device {usbPath} went away before it was reset", false);
        var node = Path.Combine(_deviceRoot, string.Create(CultureInfo.InvariantCulture, $"bus/usb/{bus:000}/{device:000}"));
        switch (_calls.Reset(node))
        {
            // ENODEV: after its reset the device is another one and is being set up as new
            case 0 or Errno.NoDevice:
                return;
            case Errno.Access or Errno.NotPermitted:
                throw new UsbResetException($"{node} (USB device {usbPath}) may not be reset by {Environment.UserName}; {Advice}", true);
            case var errno:
                throw new UsbResetException($"USB device {usbPath} could not be reset", false, Errno.Exception(errno, node));
        }
    }

    private void Write(string path, string text)
    {
        try
        {
            _calls.Write(path, text);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new UsbResetException($"{path} may not be written by {Environment.UserName}; {Advice}", true, cause);
        }
        catch (IOException cause)
        {
            throw new UsbResetException($"{path} could not be written: {cause.Message}", false, cause);
        }
    }

    private string FolderOf(string usbPath) => Path.Combine(_sysRoot, "bus/usb/devices", usbPath);

    private int? Number(string usbPath, string attribute)
    {
        try
        {
            return int.TryParse(File.ReadAllText(Path.Combine(FolderOf(usbPath), attribute)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
