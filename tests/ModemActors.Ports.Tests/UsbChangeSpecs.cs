using System.Text;

namespace ModemActors.Ports.Tests;

public sealed class UsbChangeSpecs
{
    private const string Properties = "ACTION=add\0DEVPATH=/devices/pci0000:00/usb1/1-1/1-1:1.2/ttyUSB2/tty/ttyUSB2\0SUBSYSTEM=tty\0MAJOR=188\0DEVNAME=/dev/ttyUSB2\0SEQNUM=7\0";

    [Fact]
    public void The_kernel_tells_of_a_serial_port() =>
        Assert.Equal(new UsbChange("add", "tty", "ttyUSB2"), Parse("add@/devices/pci0000:00/usb1/1-1/1-1:1.2/ttyUSB2/tty/ttyUSB2\0" + Properties));

    [Fact]
    public void Udev_tells_of_it_once_more_behind_a_header()
    {
        var header = new byte[40];
        Encoding.ASCII.GetBytes("libudev\0", header);
        BitConverter.GetBytes(40u).CopyTo(header, 16);

        Assert.Equal(new UsbChange("add", "tty", "ttyUSB2"), UsbChange.Parse([.. header, .. Encoding.ASCII.GetBytes(Properties)]));
    }

    [Fact]
    public void A_USB_device_is_named_by_its_socket() =>
        Assert.Equal(
            new UsbChange("remove", "usb", "1-1.2"),
            Parse("remove@/x\0ACTION=remove\0DEVPATH=/devices/pci0000:00/usb1/1-1/1-1.2\0SUBSYSTEM=usb\0DEVNAME=/dev/bus/usb/001/004\0DEVTYPE=usb_device\0"));

    [Theory]
    [InlineData("")]
    [InlineData("add@/x\0")]
    [InlineData("ACTION=add\0SUBSYSTEM=block\0DEVNAME=sda\0")]
    [InlineData("ACTION=bind\0SUBSYSTEM=usb\0DEVTYPE=usb_interface\0DEVPATH=/1-1/1-1:1.0\0")]
    [InlineData("ACTION=change\0SUBSYSTEM=tty\0DEVNAME=ttyUSB2\0")]
    [InlineData("libudev\0")]
    [InlineData("libudev\0\0\0\0\0\0\0\0\0\u0001\u0001\u0001\u0001ACTION=add\0SUBSYSTEM=tty\0")]
    public void Anything_else_says_nothing(string message) => Assert.Null(Parse(message));

    [Fact]
    public void Watching_can_begin_and_end()
    {
        using var watch = UsbWatch.TryStart(_ => { });
        watch?.Dispose();
    }

    private static UsbChange? Parse(string message) => UsbChange.Parse(Encoding.ASCII.GetBytes(message));
}
