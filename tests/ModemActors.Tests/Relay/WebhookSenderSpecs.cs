using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ModemActors.Relay;
using ModemActors.Settings;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Relay;

/// <summary>Over real connections, to receivers that behave badly.</summary>
public sealed class WebhookSenderSpecs
{
    private const string Ok = "HTTP/1.1 200 OK\nContent-Length: 0\n\n";

    private static readonly TimeSpan s_generous = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Request_is_what_Standard_Webhooks_says()
    {
        await using var receiver = new RawReceiver(RawReceiver.Says(Ok));

        var outcome = await SendAsync(receiver.Url, more: """secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", secrets = ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]""");

        Assert.Equal(new SendOutcome(SendVerdict.Taken, 200), outcome);
        var (head, body) = Assert.Single(receiver.Requests).Split("\r\n\r\n") is [var first, var second] ? (first, second) : ("", "");
        var headers = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        Assert.StartsWith("POST /hook HTTP/1.1", head, StringComparison.Ordinal);
        Assert.StartsWith("application/json", headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("s-7-received", headers["webhook-id"]);
        var timestamp = long.Parse(headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - timestamp, -2, 60);
        var keys = new ReadOnlyMemory<byte>[] { Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), new byte[24] };
        Assert.Equal(WebhookSignature.Of(keys, "s-7-received", timestamp, Encoding.UTF8.GetBytes(body)), headers["webhook-signature"]);
        Assert.StartsWith("""{"type":"message.received","timestamp":""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_secret_nothing_is_signed_and_a_user_in_the_address_is_told_as_such()
    {
        await using var receiver = new RawReceiver(RawReceiver.Says(Ok));

        await SendAsync(new UriBuilder(receiver.Url) { UserName = "n8n", Password = "p%40ss" }.Uri);

        var request = Assert.Single(receiver.Requests);
        Assert.DoesNotContain("webhook-signature", request, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Authorization: Basic {Convert.ToBase64String("n8n:p@ss"u8)}", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\n\n", "Taken", 204)]
    [InlineData("HTTP/1.1 500 Internal Server Error\nContent-Length: 4\n\nbang", "Refused", 500)]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n", "Refused", 404)]
    [InlineData("HTTP/1.1 302 Found\nLocation: http://127.0.0.1:1/\nContent-Length: 0\n\n", "Refused", 302)]
    [InlineData("HTTP/1.1 410 Gone\nContent-Length: 0\n\n", "Gone", 410)]
    [InlineData("HTTP/1.1 429 Too Many Requests\nRetry-After: 120\nContent-Length: 0\n\n", "Unreachable", 429)]
    [InlineData("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n", "Unreachable", 503)]
    [InlineData("SSH-2.0-OpenSSH_9.2\n", "Unreachable", null)]
    [InlineData("", "Unreachable", null)]
    public async Task Status_is_what_counts(string answer, string verdict, int? code)
    {
        await using var receiver = new RawReceiver(RawReceiver.Says(answer));

        var outcome = await SendAsync(receiver.Url);

        Assert.Equal((verdict, code), (outcome.Verdict.ToString(), outcome.Code));
        Assert.Equal(code == 429 ? TimeSpan.FromMinutes(2) : null, outcome.RetryAfter);
        Assert.Equal(code == 500 ? "bang" : null, outcome.Output);
        Assert.Equal(verdict == "Taken", outcome.Error is null);
    }

    [Fact]
    public async Task Two_hundred_without_reading_is_taken()
    {
        await using var receiver = new RawReceiver(async (stream, cancellation) =>
        {
            await RawReceiver.Says(Ok)(stream, cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        }, reads: false);

        Assert.Equal(SendVerdict.Taken, (await SendAsync(receiver.Url)).Verdict);
    }

    [Fact]
    public async Task Silence_ends_in_time()
    {
        await using var receiver = new RawReceiver((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

        Assert.Equal((SendVerdict.Unreachable, "no answer within 1 s"), await InTimeAsync(receiver.Url));
    }

    [Fact]
    public async Task Head_that_comes_a_byte_at_a_time_ends_in_time()
    {
        await using var receiver = new RawReceiver(async (stream, cancellation) =>
        {
            await RawReceiver.Says("HTTP/1.1 200 OK\n")(stream, cancellation);
            while (true)
            {
                await RawReceiver.Says("X: y\n")(stream, cancellation);
                await Task.Delay(200, cancellation);
            }
        });

        Assert.Equal(SendVerdict.Unreachable, (await InTimeAsync(receiver.Url)).Verdict);
    }

    [Fact]
    public async Task Body_that_never_ends_is_not_waited_for()
    {
        await using var receiver = new RawReceiver(async (stream, cancellation) =>
        {
            await RawReceiver.Says("HTTP/1.1 200 OK\nContent-Length: 1000000000\n\n")(stream, cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        Assert.Equal(SendVerdict.Taken, (await InTimeAsync(receiver.Url)).Verdict);
    }

    [Fact]
    public async Task Body_of_an_error_that_never_ends_is_cut_short_in_time_and_size()
    {
        await using var receiver = new RawReceiver(async (stream, cancellation) =>
        {
            await RawReceiver.Says("HTTP/1.1 500 Error\nContent-Length: 1000000000\n\n")(stream, cancellation);
            while (true)
                await stream.WriteAsync(new byte[65_536], cancellation);
        });

        using var sender = Sender(receiver.Url);
        var outcome = await sender.SendAsync(RelayPartsSpecs.Inbound("Hi"), 1, CancellationToken.None).WaitAsync(s_generous);

        Assert.Equal((SendVerdict.Refused, 500, 1_024), (outcome.Verdict, outcome.Code, outcome.Output!.Length));
    }

    [Fact]
    public async Task Head_that_never_ends_is_cut_short()
    {
        await using var receiver = new RawReceiver(async (stream, cancellation) =>
        {
            await RawReceiver.Says("HTTP/1.1 200 OK\n")(stream, cancellation);
            while (true)
                await RawReceiver.Says($"X: {new string('y', 4_000)}\n")(stream, cancellation);
        });

        Assert.Equal(SendVerdict.Unreachable, (await SendAsync(receiver.Url)).Verdict);
    }

    [Fact]
    public async Task Connection_that_is_reset_is_an_answer()
    {
        await using var receiver = new RawReceiver((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        }, reads: false);

        Assert.Equal(SendVerdict.Unreachable, (await SendAsync(receiver.Url)).Verdict);
    }

    [Fact]
    public async Task Nobody_there_and_a_name_that_leads_nowhere_are_answers()
    {
        Assert.Contains("refused", (await SendAsync(new Uri("http://127.0.0.1:1/"))).Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SendVerdict.Unreachable, (await SendAsync(new Uri("http://nowhere.invalid/"))).Verdict);
    }

    [Theory]
    [InlineData("private-addresses = off", "private")]
    [InlineData("allowed-hosts = [\"example.com\"]", "not among")]
    public async Task Forbidden_target_is_not_connected_to(string settings, string reason)
    {
        await using var receiver = new RawReceiver(RawReceiver.Says(Ok));
        var byName = new UriBuilder(receiver.Url) { Host = "localhost" }.Uri;

        foreach (var url in new[] { receiver.Url, byName })
        {
            var outcome = await SendAsync(url, settings);
            Assert.Equal(SendVerdict.Unreachable, outcome.Verdict);
            Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        }

        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Connection_is_used_again()
    {
        var connections = 0;
        await using var receiver = new RawReceiver(async (stream, cancellation) =>
        {
            Interlocked.Increment(ref connections);
            await RawReceiver.Says(Ok)(stream, cancellation);
            var buffer = new byte[8_192];
            while (await stream.ReadAsync(buffer, cancellation) > 0)
                await RawReceiver.Says(Ok)(stream, cancellation);
        });
        using var sender = Sender(receiver.Url);

        for (var i = 0; i < 3; i++)
            Assert.Equal(SendVerdict.Taken, (await sender.SendAsync(RelayPartsSpecs.Inbound("Hi"), 1, CancellationToken.None)).Verdict);

        Assert.Equal(1, connections);
    }

    private static async Task<(SendVerdict Verdict, string? Error)> InTimeAsync(Uri url)
    {
        var begun = Stopwatch.GetTimestamp();
        var outcome = await SendAsync(url);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        return (outcome.Verdict, outcome.Error);
    }

    private static async Task<SendOutcome> SendAsync(Uri url, string settings = "", string more = "")
    {
        using var sender = Sender(url, settings, more);
        return await sender.SendAsync(RelayPartsSpecs.Inbound("Grüße €"), 1, CancellationToken.None).WaitAsync(s_generous);
    }

    private static WebhookSender Sender(Uri url, string settings = "", string more = "")
    {
        HandlerSettings handlers = Given.Settings(
            $"handlers {{ webhooks = [ {{ url = \"{url}\", name = hook, {more} }} ], webhook-timeout = 1s \n {settings} }}").Handlers;
        return new WebhookSender(handlers.Webhooks[0], handlers, TimeProvider.System);
    }
}
