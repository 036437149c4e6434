using ModemActors.Ports.Posix;

namespace ModemActors.Ports.Tests.Reset;

public sealed class LinuxUsbBusSpecs : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("modemactors-").FullName;
    private readonly Calls _calls = new();
    private readonly LinuxUsbBus _bus;

    public LinuxUsbBusSpecs()
    {
        _bus = new LinuxUsbBus(Path.Combine(_root, "sys"), "/dev", _calls);
        Plug("1-1.2", bus: 1, device: 7);
    }

    [Fact]
    public void A_device_has_its_number_for_as_long_as_it_is_plugged_in()
    {
        Assert.Equal(7, _bus.DeviceNumber("1-1.2"));
        Assert.Null(_bus.DeviceNumber("1-1.3"));
    }

    [Fact]
    public void A_port_reset_goes_to_the_node_of_usbfs_that_the_device_has_now()
    {
        _bus.Reset("1-1.2", UsbResetWay.PortReset);
        Plug("1-1.2", bus: 1, device: 12);
        _bus.Reset("1-1.2", UsbResetWay.PortReset);

        Assert.Equal(["reset /dev/bus/usb/001/007", "reset /dev/bus/usb/001/012"], _calls.Done);
    }

    [Fact]
    public void Reauthorizing_refuses_the_device_and_admits_it_again()
    {
        _bus.Reset("1-1.2", UsbResetWay.Reauthorize);

        var attribute = Path.Combine(_root, "sys/bus/usb/devices/1-1.2/authorized");
        Assert.Equal([$"{attribute} 0", $"{attribute} 1"], _calls.Done);
    }

    [Fact]
    public void Rebinding_takes_the_driver_away_and_gives_it_back()
    {
        _bus.Reset("1-1.2", UsbResetWay.Rebind);

        var driver = Path.Combine(_root, "sys/bus/usb/drivers/usb");
        Assert.Equal([$"{driver}/unbind 1-1.2", $"{driver}/bind 1-1.2"], _calls.Done);
    }

    [Fact]
    public void A_node_that_may_not_be_written_says_what_to_do()
    {
        _calls.ResetAnswer = Errno.Access;

        var refused = Assert.Throws<UsbResetException>(() => _bus.Reset("1-1.2", UsbResetWay.PortReset));

        Assert.True(refused.IsForbidden);
        Assert.Contains("/dev/bus/usb/001/007", refused.Message, StringComparison.Ordinal);
        Assert.Contains("modemactors udev", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UsbResetWay.Reauthorize, "authorized")]
    [InlineData(UsbResetWay.Rebind, "unbind")]
    public void An_attribute_that_may_not_be_written_says_which_and_what_to_do(UsbResetWay way, string attribute)
    {
        _calls.WriteFails = new UnauthorizedAccessException("no");

        var refused = Assert.Throws<UsbResetException>(() => _bus.Reset("1-1.2", way));

        Assert.True(refused.IsForbidden);
        Assert.Contains(attribute, refused.Message, StringComparison.Ordinal);
        Assert.Contains("modemactors udev", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_another_one_after_its_reset_was_reset()
    {
        _calls.ResetAnswer = Errno.NoDevice;

        _bus.Reset("1-1.2", UsbResetWay.PortReset);

        Assert.Single(_calls.Done);
    }

    [Fact]
    public void A_device_that_is_gone_is_not_reset()
    {
        var refused = Assert.Throws<UsbResetException>(() => _bus.Reset("1-1.4", UsbResetWay.PortReset));

        Assert.False(refused.IsForbidden);
        Assert.Contains("not on the bus", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_calls.Done);
    }

    [Fact]
    public void Any_other_error_carries_the_systems_words()
    {
        _calls.ResetAnswer = Errno.InputOutput;

        var failed = Assert.Throws<UsbResetException>(() => _bus.Reset("1-1.2", UsbResetWay.PortReset));

        Assert.False(failed.IsForbidden);
        Assert.Equal(Errno.InputOutput, failed.InnerException!.HResult);
    }

    [Fact]
    public void What_is_no_device_of_this_machine_has_no_USB_identity()
    {
        Assert.Null(_bus.Find("tcp://192.0.2.7:7000"));
        Assert.Null(_bus.Find("/dev/null"));
    }

    public void Dispose() => Directory.Delete(_root, true);

    private void Plug(string path, int bus, int device)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "sys/bus/usb/devices", path)).FullName;
        File.WriteAllText(Path.Combine(folder, "busnum"), $"{bus}\n");
        File.WriteAllText(Path.Combine(folder, "devnum"), $"{device}\n");
    }

    private sealed class Calls : IUsbCalls
    {
        public List<string> Done { get; } = [];

        public int ResetAnswer { get; set; }

        public Exception? WriteFails { get; set; }

        public int Reset(string node)
        {
            Done.Add($"reset {node}");
            return ResetAnswer;
        }

        public void Write(string path, string text)
        {
            if (WriteFails is not null)
                throw WriteFails;
            Done.Add($"{path} {text}");
        }
    }
}
