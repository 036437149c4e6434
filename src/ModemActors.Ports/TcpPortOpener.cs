using System.Diagnostics;
using System.Net.Sockets;

namespace ModemActors.Ports;

/// <summary>Connects to serial device servers. A peer that vanishes without a word is noticed within a minute (TCP keep-alive).</summary>
/// <param name="log">Is told of every taking; null = nobody is.</param>
public sealed class TcpPortOpener(IPortAccessLog? log = null) : IModemPortOpener
{
    private const int KeepAliveIdleSeconds = 30, KeepAliveIntervalSeconds = 10, KeepAliveProbes = 3;

    /// <inheritdoc/>
    public bool Opens(PortAddress address) => address is TcpPort;

    /// <inheritdoc/>
    public Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken) =>
        address is TcpPort port
            ? Task.Run(() => ConnectAsync(port, options, cancellationToken), cancellationToken)
            : Task.FromException<IModemPort>(
                new PortException(PortFault.Unsupported, $"{address} is no TCP port; open it with the opener of its kind"));

    private async Task<IModemPort> ConnectAsync(TcpPort port, PortOptions options, CancellationToken cancellationToken)
    {
        var name = port.ToString();
        var asked = Stopwatch.GetTimestamp();
        var lease = PortLease.Take(name, options, log);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
            await socket.ConnectAsync(port.Host, port.Port, cancellationToken).ConfigureAwait(false);
            lease.Opened(asked);
            return new TcpModemPort(name, socket, lease);
        }
        catch (Exception e)
        {
            socket.Dispose();
            lease.Dispose();
            if (e is SocketException failure)
                throw Explained(name, failure);
            throw;
        }
    }

    private static PortException Explained(string name, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.TimedOut => new PortException(
            PortFault.TimedOut, $"{name} does not answer; check the address and that the device server is switched on", null, failure),
        SocketError.AccessDenied => new PortException(
            PortFault.AccessDenied, $"{name} may not be connected to; check the firewall", null, failure),
        _ => new PortException(
            PortFault.NotFound,
            $"{name} cannot be reached ({failure.Message}); check the address and that the device server listens there",
            null,
            failure),
    };
}
