using ModemActors.Service.Logging;

namespace ModemActors.Service.Tests.Logging;

public sealed class LogRedactionSpecs
{
    private static readonly LogRedaction s_open = new(["7391"], ["hunter2hunter2"], redactsPersonal: false);
    private static readonly LogRedaction s_closed = new(["7391"], ["hunter2hunter2"], redactsPersonal: true);

    [Theory]
    [InlineData("""run AT+CPIN="7391" for a person""", "run AT+CPIN=*** for a person")]
    [InlineData("stray line AT+CPIN=1234,5678", "stray line AT+CPIN=***")]
    [InlineData("AT+CPWD=\"SC\",\"7391\",\"1111\"", "AT+CPWD=***")]
    [InlineData("at+clck = \"SC\",1,\"0000\"", "at+clck = ***")]
    [InlineData("the PIN 7391 was refused; message 7391 sent at 07:39:17.391",
        "the PIN *** was refused; message 7391 sent at 07:39:17.391")]
    [InlineData("pin=7391 pin: \"7391\"", "pin=*** pin: \"***\"")]
    [InlineData("Authorization: Bearer ma_9f8e7d6c5b4a", "Authorization: Bearer ***")]
    [InlineData("X-Api-Key: abcdef", "X-Api-Key: ***")]
    [InlineData("GET /v1/events?access_token=abc&x=1", "GET /v1/events?access_token=***&x=1")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw refused", "whsec_*** refused")]
    [InlineData("key ma_abcdefgh_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwabcdefghijk is unknown", "key ma_*** is unknown")]
    [InlineData("posted with HUNTER2hunter2.", "posted with ***.")]
    [InlineData("http://ann:geheim@example.com/x", "http://***@example.com/x")]
    [InlineData("Data Source=x.db;Password=geheim", "Data Source=x.db;Password=***")]
    public void Secrets_never_pass(string line, string shown) => Assert.StartsWith(shown, s_open.Clean(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("demo1: message 12 sent to +15550000002")]
    [InlineData("AT+CPIN? says SIM PIN")]
    [InlineData("+CPIN: READY")]
    [InlineData("at 2026-11-21 06:07:00.123 on /dev/ttyUSB2, IMEI 867584030000018")]
    public void What_is_no_secret_passes_as_it_is(string line) => Assert.Equal(line, s_open.Clean(line));

    [Theory]
    [InlineData("sent to +15550000002", "sent to ***02")]
    [InlineData("from 0771234567", "from ***67")]
    [InlineData("IMEI 867584030000018", "IMEI ***18")]
    [InlineData("+CMGR: 07919471060040340409D0E474D81C0EBB010000", "+CMGR: ***(40 hex digits)")]
    [InlineData("message 1234567 of 2026-11-21 06:07:00.123", "message 1234567 of 2026-11-21 06:07:00.123")]
    public void With_redact_numbers_and_pdus_do_not_pass_either(string line, string shown) => Assert.Equal(shown, s_closed.Clean(line));

    [Theory]
    [InlineData("12345", "***")]
    [InlineData("+15551234567", "***67")]
    [InlineData("Dear Ann", "***(8 characters)")]
    [InlineData("+CMT: \"+15551234567\",,\"26/11/21\"", "+CMT: ***")]
    public void With_redact_what_belongs_to_somebody_is_hidden_by_its_kind(string text, string shown)
    {
        Assert.Equal(shown, s_closed.Show(new Personal(text)));
        Assert.Equal(text, s_open.Show(new Personal(text)));
    }
}
