using ModemActors.Ports;

namespace ModemActors.Tests.Harness;

/// <summary>Counts what is done to USB as activity.</summary>
internal sealed class WatchedUsb(IUsbBus usb, Activity activity) : IUsbBus
{
    public UsbIdentity? Find(string portName) => Do(() => usb.Find(portName));

    public int? DeviceNumber(string usbPath) => usb.DeviceNumber(usbPath);

    public void Reset(string usbPath, UsbResetWay way) => Do(() =>
    {
        usb.Reset(usbPath, way);
        return 0;
    });

    private T Do<T>(Func<T> call)
    {
        activity.Begin();
        try
        {
            return call();
        }
        finally
        {
            activity.End();
        }
    }
}
