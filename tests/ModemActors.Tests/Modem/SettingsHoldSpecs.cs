using ModemActors.Messages;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Modem;

public sealed class SettingsHoldSpecs : NodeKit
{
    private string _notification = "2,1,0,1,0";
    private string _storage = "SM";

    [Fact]
    public void What_should_be_in_effect_and_what_is_stand_in_the_status()
    {
        BeginScripted();

        Assert.Contains(new ModemSetting("AT+CNMI", "2,1,0,1,0", "2,1,0,1,0"), Status().Settings);
        Assert.Contains(new ModemSetting("AT+CPMS", "SM", "SM"), Status().Settings);
    }

    [Theory]
    [InlineData("AT+CNMI is 0,0,0,0,0, not 2,1,0,1,0")]
    [InlineData("AT+CPMS is ME, not SM")]
    public void What_another_program_changed_is_noticed_told_and_set_again(string drift)
    {
        BeginScripted();

        if (drift.Contains("CNMI", StringComparison.Ordinal))
            _notification = "0,0,0,0,0";
        else
            _storage = "ME";
        Until(() => Events<ModemDrifted>().Count > 0, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Until(() => (_notification, _storage) == ("2,1,0,1,0", "SM"), TimeSpan.FromSeconds(2));

        Assert.Equal([drift], Assert.Single(Events<ModemDrifted>()).Drift);
        Pass(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));
        Assert.Single(Events<ModemDrifted>());
        Assert.Equal(ModemState.Ready, Status().State);
    }

    private void BeginScripted() => BeginReady(opener: new ScriptedOpener(Activity) { Answers = Answer });

    private string? Answer(string line)
    {
        if (line.StartsWith("AT+CNMI=", StringComparison.Ordinal))
            _notification = line["AT+CNMI=".Length..];
        if (line.StartsWith("AT+CPMS=", StringComparison.Ordinal))
            _storage = line[9..11];
        return line switch
        {
            "AT+CNMI?" => $"+CNMI: {_notification}|OK",
            "AT+CPMS?" => $"+CPMS: \"{_storage}\",0,30,\"{_storage}\",0,30,\"{_storage}\",0,30|OK",
            _ => Modems.Usual(line),
        };
    }
}
