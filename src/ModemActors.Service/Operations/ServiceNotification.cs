using System.Net.Sockets;
using System.Text;

namespace ModemActors.Service.Operations;

/// <summary>
/// Talks to the service manager that started us (systemd's sd_notify protocol): datagrams of <c>NAME=value</c> lines to the unix socket in
/// <c>$NOTIFY_SOCKET</c>, whose name is a path, or abstract if it begins with <c>@</c>. Without that variable nobody listens, and nothing
/// is said.
/// </summary>
internal sealed class ServiceNotification : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _manager;
    private readonly ILogger _log;

    public ServiceNotification(Func<string, string?> environment, int processId, ILogger log)
    {
        _log = log;
        var name = environment("NOTIFY_SOCKET");
        if (name is not ['/' or '@', _, ..])
            return;
        _manager = new UnixDomainSocketEndPoint(name[0] == '@' ? "\0" + name[1..] : name);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var isOurs = environment("WATCHDOG_PID") is not { Length: > 0 } pid || pid == $"{processId}";
        if (isOurs && long.TryParse(environment("WATCHDOG_USEC"), out var microseconds) && microseconds > 0)
            Watchdog = TimeSpan.FromMicroseconds(microseconds);
    }

    /// <summary>Whether somebody listens.</summary>
    public bool IsWanted => _socket is not null;

    /// <summary>A sign of life must come more often than this, or we are killed and started again; null = nobody watches.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>The start is done.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    /// <summary>One line for <c>systemctl status</c>.</summary>
    public void Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>We are well.</summary>
    public void Alive() => Send("WATCHDOG=1");

    /// <summary>The end has begun.</summary>
    public void Stopping() => Send("STOPPING=1\nSTATUS=Stopping; what is on its way is finished first");

    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        if (_socket is null)
            return;
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(state), _manager!);
        }
        catch (SocketException cause)
        {
            // it comes again with the next sign of life
            _log.LogDebug("systemd could not be told '{State}': {Reason}", state, cause.Message);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
