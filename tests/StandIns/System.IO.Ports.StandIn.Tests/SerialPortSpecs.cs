using ModemActors.Ports.Posix;

namespace System.IO.Ports.StandIn.Tests;

public sealed class SerialPortSpecs : IDisposable
{
    private const nuint TiocGexcl = 0x80045440;

    private readonly Master _modem = new();

    public void Dispose() => _modem.Dispose();

    [Fact]
    public async Task A_port_is_open_until_it_is_closed_and_can_be_opened_again()
    {
        using var port = new SerialPort(_modem.Path, 115200);
        Assert.False(port.IsOpen);
        Assert.Throws<InvalidOperationException>(() => port.BaseStream);
        for (var i = 0; i < 3; i++)
        {
            port.Open();
            Assert.True(port.IsOpen);
            Assert.Throws<InvalidOperationException>(port.Open);
            Assert.Throws<InvalidOperationException>(() => port.PortName = "/dev/ttyUSB0");
            await port.BaseStream.DisposeAsync();
            port.Close();
            Assert.False(port.IsOpen);
        }
    }

    [Fact]
    public async Task A_second_open_is_refused_even_to_root_until_the_first_is_closed()
    {
        var first = _modem.Open();
        var refused = Assert.Throws<UnauthorizedAccessException>(() => _modem.Open());
        Assert.IsType<IOException>(refused.InnerException);
        await first.BaseStream.DisposeAsync();
        using var second = _modem.Open();
    }

    [Fact]
    public async Task Exclusive_mode_is_set_while_the_port_is_open()
    {
        var witness = Libc.Open(_modem.Path, Libc.OpenReadWrite | Libc.OpenNoControllingTerminal);
        var port = _modem.Open();
        Assert.Equal(1, Libc.Query(witness, TiocGexcl));
        await port.BaseStream.DisposeAsync();
        Assert.Equal(0, Libc.Query(witness, TiocGexcl));
        Assert.Equal(0, Libc.Close(witness));
    }

    [Theory]
    [InlineData("/dev/ttyNone7", typeof(FileNotFoundException))]
    [InlineData("/dev/null/tty", typeof(FileNotFoundException))]
    [InlineData("/dev/null", typeof(IOException))]
    public void What_is_no_port_is_refused(string path, Type exception) => Assert.Throws(exception, () => Master.Open(path));

    [Theory]
    [InlineData(9600)]
    [InlineData(115200)]
    [InlineData(460800)]
    [InlineData(921600)]
    [InlineData(4000000)]
    [InlineData(250000)]
    [InlineData(12345)]
    public void Any_baud_rate_is_set(int baudRate)
    {
        using var port = _modem.Open();
        port.BaudRate = baudRate;
        Assert.Equal(((uint)baudRate, (uint)baudRate), (_modem.Settings.InputRate, _modem.Settings.OutputRate));
        Assert.Equal(baudRate, port.BaudRate);
    }

    [Theory]
    [InlineData(Parity.None, 8, StopBits.One, Handshake.None, 0x30u, 0u)]
    [InlineData(Parity.None, 8, StopBits.Two, Handshake.None, 0x70u, 0u)]
    [InlineData(Parity.Even, 8, StopBits.One, Handshake.None, 0x30u, 0x10u)]
    [InlineData(Parity.Odd, 8, StopBits.One, Handshake.None, 0x230u, 0x10u)]
    [InlineData(Parity.Space, 8, StopBits.One, Handshake.None, 0x4000_0030u, 0x10u)]
    [InlineData(Parity.Mark, 8, StopBits.One, Handshake.None, 0x4000_0230u, 0x10u)]
    [InlineData(Parity.None, 8, StopBits.One, Handshake.RequestToSend, 0x8000_0030u, 0u)]
    [InlineData(Parity.None, 8, StopBits.One, Handshake.XOnXOff, 0x30u, 0x1400u)]
    public void The_frame_is_set(Parity parity, int dataBits, StopBits stopBits, Handshake handshake, uint control, uint input)
    {
        using var port = new SerialPort(_modem.Path, 115200, parity, dataBits, stopBits) { Handshake = handshake };
        port.Open();

        // CSIZE CSTOPB PARODD CMSPAR CRTSCTS; a pseudo-terminal always has 8 data bits and no PARENB, INPCK tells that it was asked for
        Assert.Equal(control, _modem.Settings.Control & 0xC000_0270);
        Assert.Equal(input, _modem.Settings.Input);
        Assert.Equal(0u, _modem.Settings.Output & 1);
        Assert.Equal(0u, _modem.Settings.Local & 0x804B);
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        using var port = new SerialPort(_modem.Path);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.BaudRate = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.DataBits = 9);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.DataBits = 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.StopBits = StopBits.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.Parity = (Parity)9);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.ReadTimeout = 0);
        port.StopBits = StopBits.OnePointFive;
        Assert.Throws<ArgumentException>(port.Open);
        Assert.Throws<ArgumentException>(() => new SerialPort(""));
    }

    [Fact]
    public void Modem_lines_that_a_pseudo_terminal_does_not_have_are_no_error()
    {
        using var port = new SerialPort(_modem.Path) { DtrEnable = true, RtsEnable = true };
        port.Open();
        port.DtrEnable = false;
        port.RtsEnable = false;
        Assert.False(port.CDHolding || port.CtsHolding || port.DsrHolding);
    }

    [Fact]
    public void Blocking_reads_and_writes_have_their_timeouts()
    {
        using var port = _modem.Open();
        (port.ReadTimeout, port.WriteTimeout) = (1, 1);
        Assert.Throws<TimeoutException>(() => port.ReadByte());
        Assert.Throws<TimeoutException>(() => port.Write(new byte[1_000_000], 0, 1_000_000));
        _modem.Write("OK"u8);
        port.ReadTimeout = SerialPort.InfiniteTimeout;
        Assert.Equal('O', port.ReadByte());
        Assert.Equal('K', port.ReadByte());
    }

    [Fact]
    public void What_waits_to_be_read_is_counted_and_thrown_away()
    {
        using var port = _modem.Open();
        _modem.Write("xOK"u8);
        Assert.Equal('x', port.ReadByte());
        Assert.Equal(2, port.BytesToRead);
        port.DiscardInBuffer();
        Assert.Equal(0, port.BytesToRead);
    }

    [Fact]
    public void Names_are_devices() =>
        Assert.All(SerialPort.GetPortNames(), name => Assert.StartsWith("/dev/", name, StringComparison.Ordinal));
}
