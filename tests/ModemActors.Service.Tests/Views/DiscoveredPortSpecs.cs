using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Service.Views;

namespace ModemActors.Service.Tests.Views;

public sealed class DiscoveredPortSpecs
{
    [Fact]
    public void Modem_with_two_ports_is_configured_by_the_first_that_answers()
    {
        var ports = DiscoveredPort.WithAddresses(
            [Port("/dev/ttyUSB1", "1-1", 1, Discovery.Silent), Port("/dev/ttyUSB2", "1-1", 2), Port("/dev/ttyUSB3", "1-1", 3)]);

        Assert.Equal([null, "usb:1e0e:9001:02", null], ports.Select(port => port.Address));
    }

    [Fact]
    public void Two_modems_of_one_kind_are_told_apart_by_their_sockets()
    {
        var ports = DiscoveredPort.WithAddresses([Port("/dev/ttyUSB2", "1-1.1", 2), Port("/dev/ttyUSB7", "1-1.2", 2)]);

        Assert.Equal(["usb-path:1-1.1:02", "usb-path:1-1.2:02"], ports.Select(port => port.Address));
        Assert.All(ports, port => Assert.True(PortAddress.TryParse(port.Address, out _, out _)));
    }

    [Fact]
    public void Port_that_is_not_on_usb_is_configured_by_its_path()
    {
        var ports = DiscoveredPort.WithAddresses(
            [DiscoveredPort.Of(new SerialPortDescription("/dev/ttyS0", "8250", null, null), Discovery.Modem, "")]);

        Assert.Equal("/dev/ttyS0", Assert.Single(ports).Address);
    }

    private static DiscoveredPort Port(string device, string path, int @interface, Discovery found = Discovery.Modem) => DiscoveredPort.Of(
        new SerialPortDescription(device, "option", new UsbIdentity(0x1e0e, 0x9001, null, null, null, @interface, path), null), found, "",
            new ModemIdentity());
}
