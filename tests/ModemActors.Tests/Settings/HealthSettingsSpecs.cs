using ModemActors.Messages;
using ModemActors.Settings;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Settings;

public sealed class HealthSettingsSpecs
{
    [Fact]
    public void Without_a_word_every_rung_may_be_climbed_but_power_has_no_command()
    {
        var health = Given.Settings(Given.OneModem).Health;

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb, ResetLevel.Power], health.Ladder);
        Assert.Null(health.PowerCommand);
        Assert.Equal((TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(3), 6), (health.Silence, health.Patience, health.ResetsPerHour));
    }

    [Fact]
    public void Rungs_are_climbed_from_the_softest_to_the_hardest_however_they_are_written()
    {
        var health = Given.Settings($"{Given.OneModem}\nhealth {{ ladder = [power, reopen, power], power-command = \"cycle $MODEM_USB_PATH\" }}").Health;

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Power], health.Ladder);
        Assert.Equal("cycle $MODEM_USB_PATH", health.PowerCommand);
    }

    [Theory]
    [InlineData("ladder = [reopen, hammer]", "modem-actors.health.ladder", "hammer")]
    [InlineData("resets-per-hour = 0", "modem-actors.health.resets-per-hour", "1 to 60")]
    [InlineData("patience = 1s", "modem-actors.health.patience", "10s to 1d")]
    public void What_is_impossible_is_refused_with_path_and_reason(string key, string path, string reason)
    {
        var refused = Assert.Throws<SettingsException>(() => Given.Settings($"{Given.OneModem}\nhealth {{ {key} }}"));

        var error = Assert.Single(refused.Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }
}
