using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Health;

public sealed class CheckSettingsSpecs
{
    private static readonly ModemSetting[] s_held =
    [
        new("AT+CMGF", "0", "0"), new("AT+CNMI", "2,1,0,1,0", "2,1,0,1,0"), new("AT+CPMS", "SM", "SM"), new("AT+CSCA", "+15551111111", "+15551111111"),
    ];

    [Theory]
    [InlineData("AT+CMGF?", "+CMGF: 0|OK", null)]
    [InlineData("AT+CMGF?", "ERROR", null)]
    [InlineData("AT+CMGF?", "+CMGF: 1|OK", "AT+CMGF is 1, not 0")]
    [InlineData("AT+CNMI?", "+CNMI: 0,0,0,0,0|OK", "AT+CNMI is 0,0,0,0,0, not 2,1,0,1,0")]
    [InlineData("AT+CNMI?", "ERROR", null)]
    [InlineData("AT+CPMS?", "+CPMS: \"ME\",0,50,\"ME\",0,50,\"ME\",0,50|OK", "AT+CPMS is ME, not SM")]
    [InlineData("AT+CSCA?", "+CSCA: \"+15559999999\",145|OK", "AT+CSCA is +15559999999, not +15551111111")]
    public void What_the_modem_forgot_is_noticed(string question, string answer, string? drift)
    {
        var check = new CheckSettings(s_held);

        TransactionRun.Of(check, Modems.But((question, answer), ("AT+CSCA?", "+CSCA: \"+15551111111\",145|OK")));

        Assert.Equal(drift, check.Drift);
    }

    [Fact]
    public void What_the_modem_did_not_tell_when_it_was_set_up_is_not_asked()
    {
        var run = TransactionRun.Of(new CheckSettings([new("AT+CNMI", "2,1,0,1,0", null), new("AT+CSCA", null, "+15559999999")]), Modems.Usual);

        Assert.Empty(run.Said);
    }

    [Fact]
    public void A_silent_modem_is_not_taken_for_one_in_good_order()
    {
        var run = TransactionRun.Of(new CheckSettings(s_held), Modems.But(("AT+CMGF?", null)));

        Assert.Equal(ModemActors.Modem.PortFailure.NoAnswer, run.Failure);
    }
}
