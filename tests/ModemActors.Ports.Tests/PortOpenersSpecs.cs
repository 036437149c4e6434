namespace ModemActors.Ports.Tests;

public sealed class PortOpenersSpecs
{
    private readonly PortOpeners _openers = new(new SerialPortOpener(), new TcpPortOpener());

    [Fact]
    public void The_kinds_of_all_openers_are_known()
    {
        Assert.True(_openers.Opens(new DevicePort("/dev/ttyUSB2")));
        Assert.True(_openers.Opens(new UsbPathPort("1-1", 0)));
        Assert.True(_openers.Opens(new TcpPort("host", 1)));
        Assert.False(_openers.Opens(new SimulatorPort()));
    }

    [Fact]
    public async Task The_opener_of_the_kind_is_asked() =>
        Assert.Equal(PortFault.NotFound, (await Assert.ThrowsAsync<PortException>(
            () => _openers.OpenAsync(new DevicePort("/dev/ttyNone7"), new PortOptions(), Deadline.Token))).Fault);

    [Fact]
    public async Task A_kind_that_no_opener_knows_is_unsupported() =>
        Assert.Equal(PortFault.Unsupported, (await Assert.ThrowsAsync<PortException>(
            () => _openers.OpenAsync(new ImeiPort("867584030000001"), new PortOptions(), Deadline.Token))).Fault);
}
