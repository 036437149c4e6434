using ModemActors.Health;
using ModemActors.Protocol.At;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Health;

public sealed class CheckSettingsSpecs
{
    private static readonly NotificationSettings s_wanted = new(2, 1, 0, 1, 0);

    [Theory]
    [InlineData("+CMGF: 0|OK", "+CNMI: 2,1,0,1,0|OK", false)]
    [InlineData("ERROR", "ERROR", false)]
    [InlineData("+CMGF: 1|OK", "+CNMI: 2,1,0,1,0|OK", true)]
    [InlineData("+CMGF: 0|OK", "+CNMI: 0,0,0,0,0|OK", true)]
    public void What_the_modem_forgot_is_noticed(string format, string notification, bool drift)
    {
        var check = new CheckSettings(textMode: false, s_wanted);

        TransactionRun.Of(check, Modems.But(("AT+CMGF?", format), ("AT+CNMI?", notification)));

        Assert.Equal(drift, check.Drift is not null);
    }
}
