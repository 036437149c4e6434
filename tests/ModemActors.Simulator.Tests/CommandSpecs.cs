namespace ModemActors.Simulator.Tests;

public sealed class CommandSpecs
{
    [Theory]
    [InlineData("AT", "\r\nOK\r\n")]
    [InlineData("at", "\r\nOK\r\n")]
    [InlineData("ATZ", "\r\nOK\r\n")]
    [InlineData("AT&F", "\r\nOK\r\n")]
    [InlineData("AT+NONSENSE", "\r\nERROR\r\n")]
    [InlineData("AT+CGMI", "\r\nSIMCOM INCORPORATED\r\n\r\nOK\r\n")]
    [InlineData("AT+CGMM", "\r\nSIMCOM_SIM7600E-H\r\n\r\nOK\r\n")]
    [InlineData("AT+CGMR", "\r\nLE20B04SIM7600M22\r\n\r\nOK\r\n")]
    [InlineData("AT+CGSN", "\r\n867584030000018\r\n\r\nOK\r\n")]
    [InlineData("AT+CIMI", "\r\n001010000000001\r\n\r\nOK\r\n")]
    [InlineData("AT+CCID", "\r\n+CCID: 8900101000000000011\r\n\r\nOK\r\n")]
    [InlineData("AT+ICCID", "\r\n+ICCID: 8900101000000000011\r\n\r\nOK\r\n")]
    [InlineData("AT+CNUM", "\r\n+CNUM: \"\",\"+15550000001\",145\r\n\r\nOK\r\n")]
    [InlineData("AT+CSQ", "\r\n+CSQ: 20,99\r\n\r\nOK\r\n")]
    [InlineData("AT+CREG?", "\r\n+CREG: 0,1\r\n\r\nOK\r\n")]
    [InlineData("AT+CEREG=2;+CEREG?", "\r\n+CEREG: 2,1,\"0001\",\"00000001\",7\r\n\r\nOK\r\n")]
    [InlineData("AT+COPS?", "\r\n+COPS: 0,0,\"Simulated Air\",7\r\n\r\nOK\r\n")]
    [InlineData("AT+COPS=3,2;+COPS?", "\r\n+COPS: 0,2,\"00101\",7\r\n\r\nOK\r\n")]
    [InlineData("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n")]
    [InlineData("AT+CFUN?", "\r\n+CFUN: 1\r\n\r\nOK\r\n")]
    [InlineData("AT+CSCA?", "\r\n+CSCA: \"+15559999999\",145\r\n\r\nOK\r\n")]
    [InlineData("AT+CSCA=\"15551112222\",145;+CSCA?", "\r\n+CSCA: \"+15551112222\",145\r\n\r\nOK\r\n")]
    [InlineData("AT+CSMS?", "\r\n+CSMS: 0,1,1,1\r\n\r\nOK\r\n")]
    [InlineData("AT+CSMS=1", "\r\n+CSMS: 1,1,1\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGF?", "\r\n+CMGF: 0\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGF=2", "\r\nERROR\r\n")]
    [InlineData("AT+CSCS=?", "\r\n+CSCS: (\"IRA\",\"GSM\",\"UCS2\",\"HEX\")\r\n\r\nOK\r\n")]
    [InlineData("AT+CSMP?", "\r\n+CSMP: 17,167,0,0\r\n\r\nOK\r\n")]
    [InlineData("AT+CNMI?", "\r\n+CNMI: 1,0,0,0,0\r\n\r\nOK\r\n")]
    [InlineData("AT+CNMI=2,1,0,2;+CNMI?", "\r\n+CNMI: 2,1,0,2,0\r\n\r\nOK\r\n")]
    [InlineData("AT+CPMS?", "\r\n+CPMS: \"SM\",0,30,\"SM\",0,30,\"SM\",0,30\r\n\r\nOK\r\n")]
    [InlineData("AT+CPMS=\"ME\"", "\r\n+CPMS: 0,23,0,30,0,30\r\n\r\nOK\r\n")]
    [InlineData("AT+CPMS=\"MT\",\"ME\",\"SM\"", "\r\n+CPMS: 0,53,0,23,0,30\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGL=4", "\r\nOK\r\n")]
    [InlineData("ATS0=1", "\r\nOK\r\n")]
    [InlineData("ATS3?", "\r\n013\r\n\r\nOK\r\n")]
    [InlineData("ATE0V1Q0+CMEE=2;+CMEE?", "\r\n+CMEE: 2\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGF=1;+CMGF?;+NONSENSE;+CSQ", "\r\n+CMGF: 1\r\n\r\nERROR\r\n")]
    [InlineData("AT +CSQ ; +CMGF?", "\r\n+CSQ: 20,99\r\n\r\n+CMGF: 0\r\n\r\nOK\r\n")]
    [InlineData("noise AT", "\r\nOK\r\n")]
    [InlineData("no command", "")]
    [InlineData("", "")]
    public void Command_is_answered_exactly(string command, string answer)
    {
        var (host, _) = Host.At();
        Assert.Equal(answer, host.Say(command));
    }

    [Theory]
    [InlineData(0, "ERROR")]
    [InlineData(1, "+CMS ERROR: 321")]
    [InlineData(2, "+CMS ERROR: invalid memory index")]
    public void Error_reporting_decides_how_an_error_looks(int mode, string final)
    {
        var (host, _) = Host.At();
        host.Say($"AT+CMEE={mode}");
        Assert.Equal($"\r\n{final}\r\n", host.Say("AT+CMGR=99"));
    }

    [Fact]
    public void Echo_repeats_what_is_typed_until_it_is_turned_off()
    {
        var host = new Host(new SimulatedModem(new SimulatedModemOptions(), new Air(new VirtualTime())), echo: true);
        Assert.Equal("AT+CMGF?\r\r\n+CMGF: 0\r\n\r\nOK\r\n", host.Say("AT+CMGF?"));
        Assert.Equal("AT+CMGS=10\r\r\n> ", host.Say("AT+CMGS=10"));
        Assert.Equal("ABC\r\nOK\r\n", host.Write("ABC\u001b"));
        Assert.Equal("ATE0\r\r\nOK\r\n", host.Say("ATE0"));
        Assert.Equal(Host.Ok, host.Say("AT"));
    }

    [Fact]
    public void Answers_can_be_numbers_or_nothing()
    {
        var (host, _) = Host.At();
        Assert.Equal("0\r", host.Say("ATV0"));
        Assert.Equal("+CSQ: 20,99\r\n0\r", host.Say("AT+CSQ"));
        Assert.Equal("4\r", host.Say("AT+NONSENSE"));
        Assert.Equal("", host.Say("ATQ1"));
        Assert.Equal("", host.Say("AT"));
        Assert.Equal(Host.Ok, host.Say("ATV1Q0"));
    }

    [Fact]
    public void Line_is_taken_byte_by_byte_with_corrections_and_repeated_by_A_slash()
    {
        var (host, _) = Host.At();
        foreach (var letter in "AT+CSX\bQ") Assert.Equal("", host.Write(letter.ToString()));
        Assert.Equal("\r\n+CSQ: 20,99\r\n\r\nOK\r\n", host.Write("\r\n"));
        Assert.Equal("\r\n+CSQ: 20,99\r\n\r\nOK\r\n", host.Write("A/"));
    }

    [Fact]
    public void Many_lines_at_once_are_answered_one_after_the_other()
    {
        var (host, _) = Host.At();
        Assert.Equal(string.Concat(Enumerable.Repeat(Host.Ok, 5000)), host.Write(string.Concat(Enumerable.Repeat("AT\r", 5000))));
    }

    [Fact]
    public void Command_takes_its_time_and_what_is_typed_meanwhile_waits()
    {
        var time = new VirtualTime();
        var options = new SimulatedModemOptions { CommandLatency = TimeSpan.FromMilliseconds(50) };
        var host = new Host(new SimulatedModem(options, new Air(time)), echo: true);
        host.Say("ATE0");
        time.Advance(TimeSpan.FromMilliseconds(50));
        host.Read();
        Assert.Equal("", host.Write("AT+CSQ\rAT+CMGF?\r"));
        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal("\r\n+CSQ: 20,99\r\n\r\nOK\r\n", host.Read());
        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal("\r\n+CMGF: 0\r\n\r\nOK\r\n", host.Read());
    }

    [Fact]
    public void Ussd_is_answered_later()
    {
        var (host, time) = Host.At();
        Assert.Equal(Host.Ok, host.Say("AT+CUSD=1,\"*100#\",15"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("\r\n+CUSD: 0,\"Balance: 12.34 EUR\",15\r\n", host.Read());
    }

    [Fact]
    public void Call_rings_with_its_number_until_it_is_refused()
    {
        var (host, time) = Host.At();
        host.Say("AT+CLIP=1");
        host.Modem.Ring("+15557654321");
        Assert.Equal("\r\nRING\r\n\r\n+CLIP: \"+15557654321\",145,,,,0\r\n", host.Read());
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.StartsWith("\r\nRING\r\n", host.Read(), StringComparison.Ordinal);
        Assert.Equal(Host.Ok, host.Say("ATH"));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("", host.Read());
    }
}
