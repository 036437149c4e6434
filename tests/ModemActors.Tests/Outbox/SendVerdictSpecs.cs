using ModemActors.Outbox;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Outbox;

public sealed class SendVerdictSpecs
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutboxSettings s_settings = Given.Settings(Given.OneModem).Outbox;

    [Theory]
    [InlineData("+CMGS: 7|OK", 7)]
    [InlineData("OK", null)]
    public void Accepted_is_sent_with_or_without_a_reference(string answer, int? reference) =>
        Assert.Equal(new PartSent(5, 2, reference), Verdict(answer));

    [Theory]
    [InlineData("+CMS ERROR: 38")]
    [InlineData("+CMS ERROR: 41")]
    [InlineData("+CMS ERROR: 42")]
    public void What_may_pass_is_tried_again_after_a_growing_delay(string answer)
    {
        Assert.Equal(s_now.AddSeconds(30), Assert.IsType<PartFailed>(Verdict(answer, attempts: 1)).RetryAt);
        Assert.Equal(s_now.AddSeconds(60), Assert.IsType<PartFailed>(Verdict(answer, attempts: 2)).RetryAt);
    }

    [Theory]
    [InlineData("+CMS ERROR: 331")]
    [InlineData("+CME ERROR: 30")]
    public void Without_a_network_the_message_goes_back(string answer) => Assert.IsType<Released>(Verdict(answer));

    [Fact]
    public void The_last_attempt_fails_for_good_and_says_how_many_there_were()
    {
        var failed = Assert.IsType<PartFailed>(Verdict("+CMS ERROR: 38", attempts: 3));

        Assert.Null(failed.RetryAt);
        Assert.Contains("network out of order", failed.Error, StringComparison.Ordinal);
        Assert.Contains("3 attempts", failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+CMS ERROR: 21", "short message transfer rejected")]
    [InlineData("+CMS ERROR: 304", "invalid PDU mode parameter")]
    [InlineData("COMMAND NOT SUPPORT", "not support")]
    public void What_will_not_pass_fails_at_once_in_the_standard_s_words(string answer, string words)
    {
        var failed = Assert.IsType<PartFailed>(Verdict(answer));

        Assert.Null(failed.RetryAt);
        Assert.Contains(words, failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+CMS ERROR: 332")]
    [InlineData("+CMS ERROR: 500")]
    [InlineData("+CMS ERROR: something new")]
    [InlineData("+CME ERROR: 100")]
    [InlineData("ERROR")]
    public void An_error_after_the_body_that_gives_no_cause_leaves_open_whether_it_went_out(string answer)
    {
        Assert.False(Assert.IsType<PartIndeterminate>(Verdict(answer)).Resend);
        Assert.IsType<PartFailed>(Verdict(answer, bodyWritten: false));
    }

    [Fact]
    public void Delays_double_up_to_a_day()
    {
        Assert.Equal([30, 60, 120, 240], Enumerable.Range(1, 4).Select(attempts => s_settings.DelayAfter(attempts).TotalSeconds));
        Assert.Equal(TimeSpan.FromDays(1), s_settings.DelayAfter(100));
    }

    private static OutboundStep Verdict(string answer, int attempts = 1, bool bodyWritten = true)
    {
        var submission = SubmitPart.Text(5, "+15551234567", "Hi");
        TransactionRun.Of(submission, line => line.StartsWith("AT+CMGS", StringComparison.Ordinal) ? bodyWritten ? ">" : answer : line.EndsWith("^Z", StringComparison.Ordinal) ? answer : "OK");
        var message = new Message
        {
            Id = 5,
            PhoneNumber = "+15551234567",
            Content = "Hi",
            Timestamp = s_now,
            Status = MessageStatus.Sending,
            Direction = MessageDirection.Outbound,
            Attempts = attempts,
        };
        return SendVerdict.OfAnswer(new Claim("a", message, []), 2, submission.Submission.Result, submission.Submission.Response!.BodyWritten, s_settings, s_now);
    }
}
