namespace ModemActors.Ports.Tests.Reset;

public sealed class UsbTopologySpecs
{
    [Theory]
    [InlineData("1-1.2", "1", "1-1", "2")]
    [InlineData("1-1", "1", "usb1", "1")]
    [InlineData("3-4.1.10", "3", "3-4.1", "10")]
    [InlineData("12-3", "12", "usb12", "3")]
    public void A_path_tells_bus_hub_and_port(string path, string bus, string hub, string port)
    {
        Assert.Equal((bus, hub, port), (UsbTopology.BusOf(path), UsbTopology.HubOf(path), UsbTopology.PortOf(path)));
        Assert.Equal(hub.StartsWith("usb", StringComparison.Ordinal), UsbTopology.IsRootHub(hub));
        Assert.Equal(bus, UsbTopology.BusOf(hub));
    }
}
