using System.Net.Sockets;

namespace ModemActors.Simulator;

/// <summary>A Unix socket that takes requests and gives answers, a line of JSON each; as many clients as come.</summary>
internal sealed class ControlChannel : IAsyncDisposable
{
    private readonly string _path;
    private readonly ControlCommands _commands;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _accepting;

    public ControlChannel(string path, Air air, IReadOnlyList<SimulatedModem> modems)
    {
        _path = path;
        _commands = new ControlCommands(air, modems);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        File.Delete(_path);
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stopped.Token).ConfigureAwait(false);
                clients.RemoveAll(task => task.IsCompleted);
                clients.Add(ServeAsync(client));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException && _stopped.IsCancellationRequested)
        {
            await Task.WhenAll(clients).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var stream = new NetworkStream(client, ownsSocket: true);
        await using var _ = stream.ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        try
        {
            while (await reader.ReadLineAsync(_stopped.Token).ConfigureAwait(false) is { } line)
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(_commands.Answer(line) + "\n"), _stopped.Token).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The client is gone, or we are: there is no one to tell.
            return;
        }
    }
}
