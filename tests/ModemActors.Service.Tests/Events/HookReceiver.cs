using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace ModemActors.Service.Tests.Events;

/// <summary>A request that a webhook got.</summary>
internal sealed record HookCall(string Id, string Type, JsonElement Data, DateTimeOffset At);

/// <summary>A webhook: takes everything, unless the test says otherwise.</summary>
internal sealed class HookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<HookCall> _calls = [];

    public HookReceiver(int port)
    {
        Url = $"http://127.0.0.1:{port}/hook";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>The status of the answer.</summary>
    public Func<HookCall, int> Answers { get; set; } = _ => 200;

    /// <summary>What came, in order; also what was not taken.</summary>
    public IReadOnlyList<HookCall> Calls => [.. _calls];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.InputStream);
                var call = new HookCall(
                    context.Request.Headers["webhook-id"]!, body.GetProperty("type").GetString()!, body.GetProperty("data"), DateTimeOffset.UtcNow);
                context.Response.StatusCode = Answers(call);
                _calls.Enqueue(call);
                context.Response.Close();
            }
            catch (Exception cause) when (cause is HttpListenerException or ObjectDisposedException)
            {
                if (!_listener.IsListening)
                    return;
            }
        }
    }
}
