namespace ModemActors.Ports.Tests.Reset;

public sealed class PnpUtilSpecs
{
    private const string Instance = @"USB\VID_1E0E&PID_9001&MI_02\7&1A2B3C&0&0002";

    [Fact]
    public void A_device_is_restarted_by_its_instance_in_one_argument_of_its_own()
    {
        var (program, arguments) = PnpUtil.RestartDevice(Instance);

        Assert.Equal("pnputil", program);
        Assert.Equal(["/restart-device", Instance], arguments);
    }

    [Theory]
    [InlineData(Instance, 0x1e0e, 0x9001, 2)]
    [InlineData(@"USB\VID_0403&PID_6001\A50285BI", 0x0403, 0x6001, 0)]
    [InlineData(@"usb\vid_12d1&pid_1506&mi_0A\6&f&0&000a", 0x12d1, 0x1506, 10)]
    public void An_instance_tells_vendor_product_and_interface(string instance, int vendor, int product, int number)
    {
        var identity = PnpUtil.Identity(instance)!;

        Assert.Equal((vendor, product, number, instance), ((int)identity.VendorId, (int)identity.ProductId, identity.Interface, identity.UsbPath));
    }

    [Theory]
    [InlineData(@"ACPI\PNP0501\1")]
    [InlineData("")]
    public void What_is_not_on_USB_has_no_identity(string instance) => Assert.Null(PnpUtil.Identity(instance));

    [Fact]
    public void A_refusal_says_who_may()
    {
        Assert.Contains("administrator", PnpUtil.Explain(Instance, PnpUtil.AccessDenied, ""), StringComparison.Ordinal);
        Assert.Contains("no such device", PnpUtil.Explain(Instance, 2, "no such\r\ndevice\r\n"), StringComparison.Ordinal);
    }
}
