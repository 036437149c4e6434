using System.Text;

namespace ModemActors.Simulator.Tests;

public sealed class TextModeSpecs
{
    private static string Ucs2(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    private static string Send(Host host, VirtualTime time, string command, string body)
    {
        Assert.Equal("\r\n> ", host.Say(command));
        var answer = host.Write(body + "\u001a");
        time.Advance(TimeSpan.FromMilliseconds(300));
        return answer + host.Read();
    }

    [Fact]
    public void Plain_text_goes_out_and_comes_in()
    {
        var (first, second, time) = Host.Pair();
        first.Say("AT+CMGF=1");
        second.Say("AT+CMGF=1;+CNMI=2,1");
        Assert.Equal("\r\n+CMGS: 0\r\n\r\nOK\r\n", Send(first, time, "AT+CMGS=\"+15550000002\"", "Hello text"));
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", second.Read());
        const string header = "\"REC UNREAD\",\"+15550000001\",\"\",\"26/01/01,00:00:00+00\"";
        Assert.Equal($"\r\n+CMGL: 0,{header}\r\nHello text\r\n\r\nOK\r\n", second.Say("AT+CMGL=\"ALL\""));
        Assert.Equal(Host.Ok, second.Say("AT+CMGL=\"REC UNREAD\""));
        Assert.Equal("\r\n+CMGR: \"REC READ\",\"+15550000001\",\"\",\"26/01/01,00:00:00+00\"\r\nHello text\r\n\r\nOK\r\n", second.Say("AT+CMGR=0"));
        second.Say("AT+CSDH=1");
        Assert.Equal("\r\n+CMGR: \"REC READ\",\"+15550000001\",\"\",\"26/01/01,00:00:00+00\",145,4,0,0,\"+15559999999\",145,10\r\nHello text\r\n\r\nOK\r\n",
            second.Say("AT+CMGR=0"));
        Assert.StartsWith("\r\n+CMGL: 0,\"REC READ\",\"+15550000001\",\"\",\"26/01/01,00:00:00+00\",145,10\r\n", second.Say("AT+CMGL=\"ALL\""), StringComparison.Ordinal);
    }

    [Fact]
    public void Ucs2_carries_every_script()
    {
        const string text = "Żółć 中文 عربى 😀 €";
        var (first, second, time) = Host.Pair();
        first.Say("AT+CMGF=1;+CSCS=\"UCS2\";+CSMP=17,167,0,8");
        second.Say("AT+CMGF=1;+CSCS=\"UCS2\"");
        Assert.Equal("\r\n+CMGS: 0\r\n\r\nOK\r\n", Send(first, time, $"AT+CMGS=\"{Ucs2("+15550000002")}\"", Ucs2(text)));
        Assert.Equal(text, Assert.Single(first.Modem.Air.Record).Text);
        Assert.Equal("+15550000002", Assert.Single(first.Modem.Air.Record).To);
        Assert.Equal($"\r\n+CMGR: \"REC UNREAD\",\"{Ucs2("+15550000001")}\",\"\",\"26/01/01,00:00:00+00\"\r\n{Ucs2(text)}\r\n\r\nOK\r\n", second.Say("AT+CMGR=0"));
    }

    [Theory]
    [InlineData("UCS2", "004100C520AC", "AÅ€")]
    [InlineData("HEX", "410E1B65", "AÅ€")]
    [InlineData("GSM", "A\u000e\u001a", "AÅ")]
    [InlineData("IRA", "A1", "A1")]
    public void Character_set_of_the_terminal_becomes_the_default_alphabet(string set, string body, string text)
    {
        var (host, time) = Host.At();
        host.Say($"AT+CMGF=1;+CSCS=\"{set}\"");
        Send(host, time, "AT+CMGS=\"+15551111111\"", body.TrimEnd('\u001a'));
        var sent = Assert.Single(host.Modem.Air.Record);
        Assert.Equal(text, sent.Text);
        Assert.Equal("+15551111111", sent.To);
    }

    [Fact]
    public void Lines_of_a_text_are_prompted_for_one_by_one()
    {
        var (host, time) = Host.At();
        host.Say("AT+CMGF=1");
        host.Say("AT+CMGS=\"+15551111111\"");
        Assert.Equal("\r\n> ", host.Write("one\r"));
        host.Write("two\u001a");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("one\ntwo", Assert.Single(host.Modem.Air.Record).Text);
    }

    [Fact]
    public void Report_is_told_in_words()
    {
        var (host, time) = Host.At();
        host.Say("AT+CMGF=1;+CSMP=49,167,0,0;+CNMI=2,1,0,1,0");
        var answer = Send(host, time, "AT+CMGS=\"+15551111111\"", "x");
        Assert.Contains("\r\n+CDS: 6,0,\"+15551111111\",145,\"26/01/01,00:00:00+00\",\"26/01/01,00:00:00+00\",0\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_message_can_be_forwarded_written_and_sent_from_memory()
    {
        var (host, time) = Host.At();
        host.Say("AT+CMGF=1;+CNMI=2,2");
        host.Modem.Receive("Bank", "Pay!");
        Assert.Equal("\r\n+CMT: \"Bank\",\"\",\"26/01/01,00:00:00+00\"\r\nPay!\r\n", host.Read());

        Assert.Equal("\r\n> ", host.Say("AT+CMGW=\"+15551111111\""));
        Assert.Equal("\r\n+CMGW: 0\r\n\r\nOK\r\n", host.Write("stored\u001a"));
        Assert.Equal("\r\n+CMGR: \"STO UNSENT\",\"+15551111111\",\"\"\r\nstored\r\n\r\nOK\r\n", host.Say("AT+CMGR=0"));
        host.Say("AT+CMSS=0,\"+15552222222\"");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("+15552222222", Assert.Single(host.Modem.Air.Record).To);
    }

    [Theory]
    [InlineData("IRA", 0, 161)]
    [InlineData("UCS2", 8, 561)]
    [InlineData("IRA", 8, 2)]
    public void Text_that_does_not_fit_the_settings_is_refused(string set, int dcs, int letters)
    {
        var (host, time) = Host.At();
        host.Say($"AT+CMEE=1;+CMGF=1;+CSMP=17,167,0,{dcs};+CSCS=\"{set}\"");
        Assert.Equal("\r\n+CMS ERROR: 305\r\n", Send(host, time, "AT+CMGS=\"+15551111111\"", new string('x', letters)));
    }
}
