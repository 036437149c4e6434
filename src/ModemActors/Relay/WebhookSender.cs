using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ModemActors.Settings;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>Posts events to a webhook. Redirects are not followed, answers not believed beyond their status, and nothing the receiver does takes longer, or
/// more memory, than it may.</summary>
internal sealed class WebhookSender : IEventSender
{
    private const int MostKept = 1_024;

    private readonly WebhookSettings _webhook;
    private readonly TimeSpan _timeout;
    private readonly TargetGuard _guard;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    public WebhookSender(WebhookSettings webhook, HandlerSettings settings, TimeProvider clock)
    {
        (_webhook, _timeout, _clock) = (webhook, settings.WebhookTimeout, clock);
        _guard = new TargetGuard(settings.AllowedHosts, settings.PrivateAddresses);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseCookies = false,
            UseProxy = false,
        });
    }

    public async Task<SendOutcome> SendAsync(JournalEvent happened, int attempt, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_timeout);
        try
        {
            using var request = Request(happened);
            using var answer = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var code = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode
                ? new SendOutcome(SendVerdict.Taken, code)
                : new SendOutcome(VerdictOf(code), code, $"HTTP {code} {answer.StatusCode}", await BeginningAsync(answer, limit.Token).ConfigureAwait(false), RestOf(answer));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendOutcome(SendVerdict.Unreachable, Error: $"no answer within {_timeout.TotalSeconds:0.#} s");
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or SocketException)
        {
            return new SendOutcome(SendVerdict.Unreachable, Error: Explain(cause));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(JournalEvent happened)
    {
        var body = EventJson.Envelope(happened, named: false);
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_webhook.Target)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ModemActors", "1"));
        request.Headers.Add("webhook-id", happened.EventId);
        request.Headers.Add("webhook-timestamp", now.ToString(CultureInfo.InvariantCulture));
        if (_webhook.Keys.Count > 0)
            request.Headers.Add("webhook-signature", WebhookSignature.Of(_webhook.Keys, happened.EventId, now, body));
        if (_webhook.Url.UserInfo is { Length: > 0 } user)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user))));
        return request;
    }

    /// <summary>The name is looked up here and nowhere else, so that what was checked is what is connected to.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        Exception? reason = null;
        foreach (var address in addresses)
        {
            if (_guard.Refusal(host, address) is { } refusal)
            {
                reason ??= new HttpRequestException(refusal);
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException cause)
            {
                socket.Dispose();
                reason = cause;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw reason ?? new HttpRequestException($"{host} has no address");
    }

    private static SendVerdict VerdictOf(int code) => code switch
    {
        410 => SendVerdict.Gone,
        408 or 429 or 502 or 503 or 504 => SendVerdict.Unreachable,
        _ => SendVerdict.Refused,
    };

    private static async Task<string?> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            var buffer = new byte[MostKept];
            using var body = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var count = await body.ReadAtLeastAsync(buffer, MostKept, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return count == 0 ? null : Encoding.UTF8.GetString(buffer, 0, count);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or OperationCanceledException)
        {
            // the status said enough
            return null;
        }
    }

    private TimeSpan? RestOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - _clock.GetUtcNow(),
        _ => null,
    };

    private static string Explain(Exception cause)
    {
        var innermost = cause;
        while (innermost.InnerException is { } inner)
            innermost = inner;
        return innermost.Message;
    }
}
