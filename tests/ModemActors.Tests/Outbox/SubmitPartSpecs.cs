using ModemActors.Outbox;
using ModemActors.Protocol.Sms;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Outbox;

public sealed class SubmitPartSpecs
{
    [Fact]
    public void A_PDU_is_announced_with_its_length_and_written_once()
    {
        Assert.True(SmsAddress.TryParse("+15551234567", out var to, out _));
        var pdu = SmsComposer.Compose(to, "Hi", new ComposeOptions())[0];
        var submit = SubmitPart.Pdu(1, 1, pdu);

        var run = TransactionRun.Of(submit, line => line.StartsWith("AT", StringComparison.Ordinal) ? ">" : "+CMGS: 9|OK");

        Assert.Equal([$"AT+CMGS={pdu.TpduLength}", pdu.ToHex() + "^Z"], run.Said);
        Assert.Equal(9, submit.Submission.Result.Value.MessageReference);
    }

    [Theory]
    [InlineData("Hi", "AT+CSMP=17,167,0,0")]
    [InlineData("Привет", "AT+CSMP=17,167,0,8")]
    public void In_text_mode_the_coding_is_set_first_and_everything_goes_as_hex(string text, string parameters)
    {
        var submit = SubmitPart.Text(1, "+15551234567", text);

        var run = TransactionRun.Of(submit, line => line.StartsWith("AT+CMGS", StringComparison.Ordinal) ? ">" : line.EndsWith("^Z", StringComparison.Ordinal) ? "+CMGS: 9|OK" : "OK");

        Assert.Equal(parameters, run.Said[0]);
        Assert.StartsWith("AT+CMGS=\"002B0031", run.Said[1], StringComparison.Ordinal);
        Assert.Equal(9, submit.Submission.Result.Value.MessageReference);
    }
}
