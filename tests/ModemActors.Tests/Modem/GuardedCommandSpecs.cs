using ModemActors.Modem;

namespace ModemActors.Tests.Modem;

public sealed class GuardedCommandSpecs
{
    [Theory]
    [InlineData("AT")]
    [InlineData("ATI")]
    [InlineData("ATI4")]
    [InlineData("ATH")]
    [InlineData("AT&V")]
    [InlineData("AT+CSQ")]
    [InlineData("at+csq")]
    [InlineData("AT+CMGF?")]
    [InlineData("AT+CMGS=?")]
    [InlineData("AT+CPMS ?")]
    [InlineData("AT+CMGR=1")]
    [InlineData("AT^SYSINFO")]
    [InlineData("AT+COPS=?")]
    public void What_asks_or_passes_may_run(string command) => Assert.Null(GuardedCommand.Refusal(command));

    [Theory]
    [InlineData("AT+CMGS=20")]
    [InlineData("AT+CMGF=1")]
    [InlineData("at+cmgf=1")]
    [InlineData("AT +CMGF=1")]
    [InlineData("AT+ CMGF = 1")]
    [InlineData("AT+CMGF?=1")]
    [InlineData("AT+CMGD=1")]
    [InlineData("AT+CMGD=1,4")]
    [InlineData("AT+CFUN=1,1")]
    [InlineData("AT+CPIN=1234")]
    [InlineData("AT+IPR=9600")]
    [InlineData("AT+IFC=2,2")]
    [InlineData("AT+CNMA")]
    [InlineData("ATD+15551234567")]
    [InlineData("ATDT5551234")]
    [InlineData("ATHDT5551234")]
    [InlineData("ATA")]
    [InlineData("ATO")]
    [InlineData("ATE1")]
    [InlineData("ATV0")]
    [InlineData("ATQ1")]
    [InlineData("ATS3=10")]
    [InlineData("ATZ")]
    [InlineData("AT&F0")]
    [InlineData("AT&W")]
    [InlineData("AT^RESET")]
    [InlineData("AT+CSQ;+CMGF=1")]
    [InlineData("AT+CSQ\rAT+CMGF=1")]
    [InlineData("+CSQ")]
    [InlineData("")]
    public void What_sends_or_stays_is_refused(string command) => Assert.NotNull(GuardedCommand.Refusal(command));

    [Fact]
    public void A_command_that_no_modem_takes_is_refused_and_throws_nothing() => Assert.NotNull(GuardedCommand.Refusal("AT+CSQ" + new string('x', 600)));

    [Fact]
    public void The_refusal_names_the_command_and_what_is_allowed() => Assert.Contains("AT+CMGF?", GuardedCommand.Refusal("AT+CMGF=1"), StringComparison.Ordinal);
}
