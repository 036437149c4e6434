using System.Net;
using System.Net.Sockets;

namespace ModemActors.Ports.Tests;

public sealed class TcpModemPortSpecs : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TcpPortOpener _opener = new();
    private readonly TcpPort _address;

    public TcpModemPortSpecs()
    {
        _server.Start();
        _address = new TcpPort("127.0.0.1", ((IPEndPoint)_server.LocalEndpoint).Port);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Bytes_go_both_ways()
    {
        var (port, peer) = await ConnectAsync();
        await using var _ = port;
        using var __ = peer;
        Assert.Equal(_address.ToString(), port.Name);
        await port.WriteAsync("AT\r"u8.ToArray(), Deadline.Token);
        var buffer = new byte[16];
        Assert.Equal(3, await peer.ReceiveAsync(buffer));
        var reading = port.ReadAsync(buffer, Deadline.Token);
        await peer.SendAsync("OK"u8.ToArray());
        Assert.Equal(2, await reading);
        Assert.Equal("OK"u8, buffer.AsSpan(0, 2));
    }

    [Fact]
    public async Task The_peer_closing_loses_the_port()
    {
        var (port, peer) = await ConnectAsync();
        await using var _ = port;
        var reading = port.ReadAsync(new byte[16], Deadline.Token).AsTask();
        peer.Dispose();
        Assert.Equal(PortFault.Lost, (await Assert.ThrowsAsync<PortException>(() => reading)).Fault);
    }

    [Fact]
    public async Task A_reset_loses_the_port_for_a_waiting_write()
    {
        var (port, peer) = await ConnectAsync();
        await using var _ = port;
        var writing = port.WriteAsync(new byte[64_000_000], Deadline.Token).AsTask();
        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();
        Assert.Equal(PortFault.Lost, (await Assert.ThrowsAsync<PortException>(() => writing)).Fault);
    }

    [Fact]
    public async Task A_cancelled_read_loses_nothing()
    {
        var (port, peer) = await ConnectAsync();
        await using var _ = port;
        using var __ = peer;
        using var cancellation = new CancellationTokenSource();
        var reading = port.ReadAsync(new byte[16], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await peer.SendAsync("OK"u8.ToArray());
        Assert.Equal(2, await port.ReadAsync(new byte[16], Deadline.Token));
    }

    [Fact]
    public async Task Closing_ends_a_waiting_read()
    {
        var (port, peer) = await ConnectAsync();
        using var __ = peer;
        var reading = port.ReadAsync(new byte[16], Deadline.Token).AsTask();
        await port.DisposeAsync();
        Assert.Equal(PortFault.Lost, (await Assert.ThrowsAsync<PortException>(() => reading)).Fault);
        await port.DisposeAsync();
    }

    [Fact]
    public async Task A_second_connection_of_this_process_is_refused_until_the_first_is_closed()
    {
        var (port, peer) = await ConnectAsync();
        using (peer)
        {
            Assert.Equal(PortFault.Busy, (await Assert.ThrowsAsync<PortException>(() => OpenAsync(_address))).Fault);
            await port.DisposeAsync();
        }

        var (again, peerAgain) = await ConnectAsync();
        await again.DisposeAsync();
        peerAgain.Dispose();
    }

    [Fact]
    public async Task Nobody_listening_is_not_found()
    {
        _server.Stop();
        var refused = await Assert.ThrowsAsync<PortException>(() => OpenAsync(_address));
        Assert.Equal(PortFault.NotFound, refused.Fault);
        Assert.StartsWith(_address.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_not_found() =>
        Assert.Equal(
            PortFault.NotFound,
            (await Assert.ThrowsAsync<PortException>(() => OpenAsync(new TcpPort("no-such-host.invalid", 7000)))).Fault);

    private Task<IModemPort> OpenAsync(TcpPort address) => _opener.OpenAsync(address, new PortOptions(), Deadline.Token);

    private async Task<(IModemPort Port, Socket Peer)> ConnectAsync()
    {
        var opening = OpenAsync(_address);
        var peer = await _server.AcceptSocketAsync(Deadline.Token);
        return (await opening, peer);
    }
}
