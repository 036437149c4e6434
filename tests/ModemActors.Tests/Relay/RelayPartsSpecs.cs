using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ModemActors.Messages;
using ModemActors.Relay;
using ModemActors.Storage;
using ModemActors.Storage.Journal;

namespace ModemActors.Tests.Relay;

public sealed class RelayPartsSpecs
{
    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void Signature_is_that_of_the_published_example()
    {
        var key = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = WebhookSignature.Of([key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void Every_key_signs()
    {
        var signatures = WebhookSignature.Of([new byte[32], Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], "id", 1, "{}"u8).Split(' ');

        Assert.Equal(2, signatures.Distinct().Count());
        Assert.All(signatures, signature => Assert.StartsWith("v1,", signature, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", true, "example.com", "93.184.216.34", true)]
    [InlineData("", true, "localhost", "127.0.0.1", true)]
    [InlineData("", false, "localhost", "127.0.0.1", false)]
    [InlineData("", false, "localhost", "::1", false)]
    [InlineData("", false, "example.com", "::ffff:10.1.2.3", false)]
    [InlineData("", false, "example.com", "192.168.1.1", false)]
    [InlineData("", false, "example.com", "172.31.0.1", false)]
    [InlineData("", false, "example.com", "172.32.0.1", true)]
    [InlineData("", false, "example.com", "100.64.0.1", false)]
    [InlineData("", false, "example.com", "fd00::1", false)]
    [InlineData("", false, "example.com", "0.0.0.0", false)]
    [InlineData("", false, "example.com", "2606:2800:220:1::1", true)]
    [InlineData("", true, "metadata", "169.254.169.254", false)]
    [InlineData("", true, "metadata", "::ffff:169.254.169.254", false)]
    [InlineData("169.254.0.0/16", true, "metadata", "169.254.169.254", true)]
    [InlineData("example.com", true, "example.com", "93.184.216.34", true)]
    [InlineData("example.com", true, "EXAMPLE.com", "93.184.216.34", true)]
    [InlineData("example.com", true, "evil.com", "93.184.216.34", false)]
    [InlineData("example.com", true, "www.example.com", "93.184.216.34", false)]
    [InlineData("*.example.com", true, "www.example.com", "93.184.216.34", true)]
    [InlineData("*.example.com", true, "example.com", "93.184.216.34", false)]
    [InlineData("*.example.com", true, "badexample.com", "93.184.216.34", false)]
    [InlineData("example.com", false, "example.com", "10.0.0.1", false)]
    [InlineData("example.com 10.0.0.0/8", false, "example.com", "10.0.0.1", true)]
    [InlineData("10.0.0.7", false, "anything", "10.0.0.7", true)]
    [InlineData("10.0.0.7", true, "anything", "10.0.0.8", false)]
    public void Target_is_judged_by_its_name_and_by_the_address_that_it_leads_to(string allowed, bool privateAddresses, string host, string address, bool may)
    {
        var guard = new TargetGuard(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), privateAddresses);

        Assert.Equal(may, guard.Refusal(host, IPAddress.Parse(address)) is null);
    }

    [Theory]
    [InlineData("message.*", "message.sent", true)]
    [InlineData("*", "modem.ready", true)]
    [InlineData("message.sent", "message.sending", false)]
    [InlineData("message.sent", "message.sent", true)]
    public void Filter_wants_names_and_beginnings(string pattern, string type, bool wants)
    {
        Assert.True(EventFilter.TryParse([pattern], out var filter, out _));
        Assert.Equal(wants, filter.Wants(type));
    }

    [Theory]
    [InlineData("message.recieved")]
    [InlineData("mesage.*")]
    [InlineData("")]
    [InlineData("*.sent")]
    public void Pattern_that_stands_for_nothing_is_none(string pattern)
    {
        Assert.False(EventFilter.TryParse(["message.sent", pattern], out _, out var wrong));
        Assert.Equal(pattern, wrong);
    }

    /// <summary>A name that is missing could be neither chosen by a handler nor by a reader.</summary>
    [Fact]
    public void Every_event_of_the_actors_is_among_the_names()
    {
        var names = typeof(IModemActorsEvent).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IModemActorsEvent).IsAssignableFrom(type) && type != typeof(ModemStatusChanged))
            .Select(type => ((IModemActorsEvent)RuntimeHelpers.GetUninitializedObject(type)).Name);

        Assert.Empty(names.Except(EventTypes.All));
    }

    [Fact]
    public void Waits_grow_and_end()
    {
        var waits = Enumerable.Range(1, RetrySchedule.Attempts).Select(attempts => RetrySchedule.After(attempts, null, 0.5)).ToList();

        Assert.Equal(waits.Order(), waits.SkipLast(1).Prepend(null));
        Assert.InRange(waits.Sum(wait => wait?.TotalDays ?? 0), 3, 3.5);
        Assert.Null(waits[^1]);
        Assert.InRange(RetrySchedule.After(1, null, 0)!.Value.TotalSeconds, 4.4, 4.6);
        Assert.InRange(RetrySchedule.After(1, null, 1)!.Value.TotalSeconds, 5.4, 5.6);
        Assert.Equal(TimeSpan.FromMinutes(1), RetrySchedule.After(1, TimeSpan.FromMinutes(1), 0.5));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.After(1, TimeSpan.FromDays(1000), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(1, TimeSpan.FromDays(-1), 0.5));
    }

    [Fact]
    public void Envelope_is_one_line_of_json_whatever_the_text_is()
    {
        var happened = Inbound("line 1\r\nline 2 \u2028 \"quoted\" \\ 😀 \0");

        var text = Encoding.UTF8.GetString(EventJson.Envelope(happened, named: true));

        Assert.DoesNotContain('\n', text);
        var envelope = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(["id", "type", "timestamp", "data"], envelope.EnumerateObject().Select(member => member.Name));
        Assert.Equal(happened.Message!.Content, envelope.GetProperty("data").GetProperty("content").GetString());
        Assert.Equal("2026-03-01T12:00:00.25Z", envelope.GetProperty("timestamp").GetString());
    }

    [Fact]
    public void Other_events_say_what_they_are_in_snake_case_and_seconds()
    {
        var facts = JsonSerializer.Deserialize<JsonElement>(EventJson.Data(new ModemRecovered("a", "reopen", TimeSpan.FromSeconds(2.5))));

        Assert.Equal("""{"modem":"a","rung":"reopen","took":2.5}""", facts.GetRawText());
    }

    [Fact]
    public void Environment_has_our_names_and_those_that_gammus_users_know()
    {
        var variables = ExecEnvironment.Of(Inbound("Hi\0there"), attempt: 2).ToDictionary(pair => pair.Name, pair => pair.Value);

        Assert.Equal("message.received", variables["MODEM_ACTORS_EVENT"]);
        Assert.Equal("s-7-received", variables["MODEM_ACTORS_EVENT_ID"]);
        Assert.Equal("2", variables["MODEM_ACTORS_ATTEMPT"]);
        Assert.Equal("7", variables["MODEM_ACTORS_MESSAGE_ID"]);
        Assert.Equal("+1555", variables["MODEM_ACTORS_PHONE_NUMBER"]);
        Assert.Equal("Hi\uFFFDthere", variables["MODEM_ACTORS_CONTENT"]);
        Assert.Equal("a", variables["MODEM_ACTORS_MODEM"]);
        Assert.Equal(("1", "+1555", "Hi\uFFFDthere"), (variables["SMS_MESSAGES"], variables["SMS_1_NUMBER"], variables["SMS_1_TEXT"]));
    }

    internal static JournalEvent Inbound(string content) => new(
        1, "s-7-received", "message.received", new DateTimeOffset(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero), "a", null, new Message
        {
            Id = 7,
            PhoneNumber = "+1555",
            Content = content,
            Timestamp = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            Status = MessageStatus.Unread,
            Direction = MessageDirection.Inbound,
        });
}
