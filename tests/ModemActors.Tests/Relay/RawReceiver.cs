using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ModemActors.Tests.Relay;

/// <summary>Takes one connection after the other and does with each what the test says, byte by byte.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _requests = [];
    private readonly Task _serving;

    public RawReceiver(Func<NetworkStream, CancellationToken, Task> answer, bool reads = true)
    {
        _listener.Start();
        _serving = ServeAsync(answer, reads);
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook");

    /// <summary>Head and body of each request.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static Func<NetworkStream, CancellationToken, Task> Says(string answer) =>
        async (stream, cancellation) => await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.ReplaceLineEndings("\r\n")), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> answer, bool reads)
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token), answer, reads));
        }
        catch (Exception cause) when (cause is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> answer, bool reads)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                if (reads)
                    await ReadAsync(stream);
                await answer(stream, _end.Token);
            }
        }
        catch (Exception cause) when (cause is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            lock (_requests)
                _requests.Add($"broken: {cause.GetType().Name}");
        }
    }

    private async Task ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        while (!IsWhole(text.ToString()) && await stream.ReadAsync(buffer, _end.Token) is > 0 and var count)
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        lock (_requests)
            _requests.Add(text.ToString());
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        const string Length = "Content-Length: ";
        var at = request.IndexOf(Length, StringComparison.OrdinalIgnoreCase) + Length.Length;
        var length = int.Parse(request[at..request.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= length;
    }
}
