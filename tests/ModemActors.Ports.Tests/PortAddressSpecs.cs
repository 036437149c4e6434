namespace ModemActors.Ports.Tests;

public sealed class PortAddressSpecs
{
    public static TheoryData<string, PortAddress> Addresses => new()
    {
        { "/dev/ttyUSB2", new DevicePort("/dev/ttyUSB2") },
        { "/dev/serial/by-id/usb-SimTech-if02-port0", new DevicePort("/dev/serial/by-id/usb-SimTech-if02-port0") },
        { "COM3", new DevicePort("COM3") },
        { "usb:1e0e:9001:02", new UsbPort(0x1e0e, 0x9001, 2) },
        { "usb:0403:6001:00", new UsbPort(0x0403, 0x6001, 0) },
        { "usb:1e0e:9001:0a", new UsbPort(0x1e0e, 0x9001, 10) },
        { "usb-path:1-1.2:02", new UsbPathPort("1-1.2", 2) },
        { "usb-path:3-1:00", new UsbPathPort("3-1", 0) },
        { "usb-path:2-1.4.3.2:ff", new UsbPathPort("2-1.4.3.2", 255) },
        { "tcp://192.0.2.7:7000", new TcpPort("192.0.2.7", 7000) },
        { "tcp://modems.example:1", new TcpPort("modems.example", 1) },
        { "tcp://[2001:db8::7]:65535", new TcpPort("2001:db8::7", 65535) },
        { "imei:867584030000001", new ImeiPort("867584030000001") },
        { "imei:86758403000000", new ImeiPort("86758403000000") },
        { "imei:8675840300000012", new ImeiPort("8675840300000012") },
        { "simulator", new SimulatorPort() },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void A_configured_text_is_read_and_given_back(string text, PortAddress expected)
    {
        Assert.True(PortAddress.TryParse(text, out var address, out var reason), reason);
        Assert.Equal(expected, address);
        Assert.Equal(text, address.ToString());
        Assert.Null(reason);
    }

    [Theory]
    [InlineData(" /dev/ttyUSB2\n", "/dev/ttyUSB2")]
    [InlineData("usb:1E0E:9001:2", "usb:1e0e:9001:02")]
    public void Another_way_of_writing_means_the_same(string text, string canonical)
    {
        Assert.True(PortAddress.TryParse(text, out var address, out _));
        Assert.Equal(canonical, address.ToString());
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("ttyUSB2", "/dev/ttyUSB2")]
    [InlineData("/dev/", "folder")]
    [InlineData("/", "no port")]
    [InlineData("//server/share", "no port")]
    [InlineData("/dev/tty\0", "NUL")]
    [InlineData("COM", "no port")]
    [InlineData("COM1x", "no port")]
    [InlineData("usb:1e0e:9001", "three parts")]
    [InlineData("usb:1e0e:9001:02:03", "three parts")]
    [InlineData("usb:1e0:9001:02", "vendor")]
    [InlineData("usb:+e0e:9001:02", "vendor")]
    [InlineData("usb:1e0e:90 1:02", "product")]
    [InlineData("usb:1e0e:9001:", "interface")]
    [InlineData("usb:1e0e:9001:002", "interface")]
    [InlineData("usb:1e0e:9001:xx", "interface")]
    [InlineData("usb-path:1-1.2", "two parts")]
    [InlineData("usb-path:1:02", "USB path")]
    [InlineData("usb-path:1-:02", "USB path")]
    [InlineData("usb-path:1-1..2:02", "USB path")]
    [InlineData("usb-path:1-1-2:02", "USB path")]
    [InlineData("usb-path:../1-1:02", "USB path")]
    [InlineData("usb-path:1-1.2:zz", "interface")]
    [InlineData("tcp://", "host and a port")]
    [InlineData("tcp://host", "host and a port")]
    [InlineData("tcp://:7000", "host and a port")]
    [InlineData("tcp://host:0", "TCP port")]
    [InlineData("tcp://host:65536", "TCP port")]
    [InlineData("tcp://host:-1", "TCP port")]
    [InlineData("tcp://host:7000/", "TCP port")]
    [InlineData("tcp://ho st:7000", "host name")]
    [InlineData("tcp://2001:db8::7:7000", "brackets")]
    [InlineData("tcp://[2001:db8::7]", "host and a port")]
    [InlineData("tcp://[192.0.2.7]:7000", "IPv6")]
    [InlineData("imei:", "IMEI")]
    [InlineData("imei:1234567890123", "IMEI")]
    [InlineData("imei:12345678901234567", "IMEI")]
    [InlineData("imei:86758403000000x", "IMEI")]
    [InlineData("imei:٨٦٧٥٨٤٠٣٠٠٠٠٠٠١", "IMEI")]
    [InlineData("Simulator", "no port")]
    [InlineData("serial:/dev/ttyUSB2", "no port")]
    public void What_is_no_address_is_refused_with_a_reason(string? text, string part)
    {
        Assert.False(PortAddress.TryParse(text, out var address, out var reason));
        Assert.Null(address);
        Assert.Contains(part, reason, StringComparison.OrdinalIgnoreCase);
    }
}
