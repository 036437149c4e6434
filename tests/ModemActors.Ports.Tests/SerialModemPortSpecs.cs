using System.Text;

namespace ModemActors.Ports.Tests;

public sealed class SerialModemPortSpecs : IAsyncLifetime
{
    private readonly PseudoTerminal _modem = PseudoTerminal.Open();
    private IModemPort _port = null!;

    public async Task InitializeAsync() =>
        _port = await new SerialPortOpener().OpenAsync(new DevicePort(_modem.SlavePath), new PortOptions(), Deadline.Token);

    public async Task DisposeAsync()
    {
        await _port.DisposeAsync();
        _modem.Dispose();
    }

    [Fact]
    public void Its_name_is_the_device() => Assert.Equal(_modem.SlavePath, _port.Name);

    [Fact]
    public async Task A_read_ends_at_any_byte()
    {
        var said = "\r\n+CMTI: \"SM\",1\r\n> \0\x7f\xff\x11\x13\x03\x04\x1a\x1b"u8.ToArray();
        for (var cut = 1; cut < said.Length; cut++)
        {
            var heard = new List<byte>();
            await _modem.WriteAsync(said.AsMemory(0, cut), Deadline.Token);
            await ReadAsync(heard, cut);
            var second = ReadAsync(heard, said.Length);
            await _modem.WriteAsync(said.AsMemory(cut), Deadline.Token);
            await second;
            Assert.Equal(said, heard);
        }
    }

    [Fact]
    public async Task Every_byte_goes_out_as_it_is()
    {
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await _port.WriteAsync(all, Deadline.Token);
        var arrived = new List<byte>();
        var buffer = new byte[16];
        while (arrived.Count < all.Length)
            arrived.AddRange(buffer.AsSpan(0, await _modem.ReadAsync(buffer, Deadline.Token)));
        Assert.Equal(all, arrived);
    }

    [Fact]
    public async Task A_long_write_goes_on_as_the_modem_takes_bytes()
    {
        var sent = new byte[200_000];
        new Random(1).NextBytes(sent);
        var writing = _port.WriteAsync(sent, Deadline.Token).AsTask();
        var arrived = new List<byte>();
        var buffer = new byte[1000];
        while (arrived.Count < sent.Length)
            arrived.AddRange(buffer.AsSpan(0, await _modem.ReadAsync(buffer, Deadline.Token)));
        await writing;
        Assert.Equal(sent, arrived);
    }

    [Fact]
    public async Task A_cancelled_read_loses_no_byte_and_the_next_one_works()
    {
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var reading = _port.ReadAsync(new byte[16], cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            Assert.Equal(cancellation.Token, cancelled.CancellationToken);
            await _modem.WriteAsync("OK"u8.ToArray(), Deadline.Token);
            var heard = new List<byte>();
            await ReadAsync(heard, 2);
            Assert.Equal("OK", Encoding.ASCII.GetString([.. heard]));
        }
    }

    [Fact]
    public async Task A_token_that_was_cancelled_before_reads_and_writes_nothing()
    {
        var cancelled = new CancellationToken(true);
        await _modem.WriteAsync("OK"u8.ToArray(), Deadline.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _port.ReadAsync(new byte[16], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _port.WriteAsync(new byte[16], cancelled));
        Assert.Equal(2, await _port.ReadAsync(new byte[16], Deadline.Token));
    }

    [Fact]
    public async Task A_write_to_a_modem_that_takes_nothing_is_cancelled_and_closing_it_ends_soon()
    {
        using var cancellation = new CancellationTokenSource();
        var writing = _port.WriteAsync(new byte[1_000_000], cancellation.Token).AsTask();
        Assert.False(writing.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await _port.DisposeAsync().AsTask().WaitAsync(Deadline.Limit);
    }

    [Fact]
    public async Task Unplugging_ends_a_waiting_read_and_a_waiting_write_at_once()
    {
        var reading = _port.ReadAsync(new byte[16], CancellationToken.None).AsTask();
        var writing = _port.WriteAsync(new byte[1_000_000], CancellationToken.None).AsTask();
        Assert.False(reading.IsCompleted);
        Assert.False(writing.IsCompleted);
        _modem.HangUp();
        await AssertLostAsync(() => reading.WaitAsync(Deadline.Limit));
        await AssertLostAsync(() => writing.WaitAsync(Deadline.Limit));
    }

    [Fact]
    public async Task Unplugging_while_nobody_waits_fails_what_comes_next_every_time()
    {
        _modem.HangUp();
        for (var i = 0; i < 3; i++)
        {
            await AssertLostAsync(async () => await _port.ReadAsync(new byte[16], Deadline.Token));
            await AssertLostAsync(async () => await _port.WriteAsync(new byte[16], Deadline.Token));
        }
    }

    [Fact]
    public async Task Closing_ends_a_waiting_read_and_a_waiting_write()
    {
        var reading = _port.ReadAsync(new byte[16], CancellationToken.None).AsTask();
        var writing = _port.WriteAsync(new byte[1_000_000], CancellationToken.None).AsTask();
        await _port.DisposeAsync().AsTask().WaitAsync(Deadline.Limit);
        Assert.Contains("was closed", (await AssertLostAsync(() => reading.WaitAsync(Deadline.Limit))).Message, StringComparison.Ordinal);
        await AssertLostAsync(() => writing.WaitAsync(Deadline.Limit));
        await AssertLostAsync(async () => await _port.ReadAsync(new byte[16], Deadline.Token));
        await _port.DisposeAsync();
    }

    [Fact]
    public async Task A_read_into_no_room_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await _port.ReadAsync(Memory<byte>.Empty, Deadline.Token));

    private static async Task<PortException> AssertLostAsync(Func<Task> action)
    {
        var exception = await Assert.ThrowsAsync<PortException>(action);
        Assert.Equal(PortFault.Lost, exception.Fault);
        return exception;
    }

    private async Task ReadAsync(List<byte> heard, int count)
    {
        var buffer = new byte[7];
        while (heard.Count < count)
            heard.AddRange(buffer.AsSpan(0, await _port.ReadAsync(buffer, Deadline.Token)));
    }
}
