using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ModemActors.Service.Tests.Http;

namespace ModemActors.Service.Tests.Metrics;

/// <summary>A collector gets metrics and traces, with the headers that it wants.</summary>
public sealed class OtlpSpecs(OtlpSpecs.Exporting api) : IClassFixture<OtlpSpecs.Exporting>
{
    [Fact]
    public async Task Collector_gets_metrics_and_traces()
    {
        await api.SendAsync("POST", "/v1/messages", """{"phone_number": "+15550000002", "content": "otlp", "modem": "first"}""");

        await Deadline.UntilAsync(() => Task.FromResult(
            Has("/v1/metrics", "modemactors.command.duration") && Has("/v1/metrics", "modemactors.messages")
            && Has("/v1/metrics", "modemactors.modem.signal") && Has("/v1/traces", "AT+CMGS") && Has("/v1/traces", "queued")
            && Has("/v1/traces", "modemactors.handler") && Has("/hook", "message.received")),
            "metrics and traces have come");

        Assert.All(api.Got.Where(post => post.Path != "/hook"), post => Assert.Equal("secret", post.Key));
        Assert.True(Has("/v1/metrics", "service.name") && Has("/v1/metrics", "modemactors"));
    }

    private bool Has(string path, string text) => api.Got.Any(post => post.Path == path && post.Body.Contains(text, StringComparison.Ordinal));

    /// <summary>With a collector that keeps what it gets.</summary>
    public sealed class Exporting : ApiService
    {
        private readonly HttpListener _collector = new();
        private readonly string _address = $"http://127.0.0.1:{FreePort()}";

        internal ConcurrentQueue<(string Path, string? Key, string Body)> Got { get; } = new();

        protected override string More =>
            $$"""
            modem-actors.telemetry { otlp-endpoint = "{{_address}}", otlp-protocol = http, otlp-headers = "api-key=secret", interval = 1s }
            modem-actors.handlers.webhooks = [ { url = "{{_address}}/hook" } ]
            """;

        protected override Task PrepareAsync()
        {
            _collector.Prefixes.Add(_address + "/");
            _collector.Start();
            _ = CollectAsync();
            return Task.CompletedTask;
        }

        private async Task CollectAsync()
        {
            while (_collector.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _collector.GetContextAsync();
                }
                catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Got.Enqueue((context.Request.Url!.AbsolutePath, context.Request.Headers["api-key"], Encoding.Latin1.GetString(body.ToArray())));
                context.Response.Close();
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
