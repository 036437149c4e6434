using ModemActors.Settings;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Settings;

/// <summary>What is wrong in a configuration is said once, with its path, whether it is used or not.</summary>
public sealed class RefusalSpecs
{
    [Theory]
    [InlineData("modem { poll-interval = 0s }", "modem-actors.modem.poll-interval")]
    [InlineData("modems = []\nmodem { storage = XX }", "modem-actors.modem.storage")]
    [InlineData("modem { profile = nobody }", "modem-actors.modem.profile")]
    [InlineData("modems = 5", "modem-actors.modems")]
    [InlineData("modems = [ 5 ]", "modem-actors.modems[0]")]
    [InlineData("store { connection = \"Bogus=1\" }", "modem-actors.store.connection")]
    [InlineData("store { connection = \"Data Source=:memory:\" }", "modem-actors.store.connection")]
    [InlineData("store { connection = \"Data Source=x.db;Mode=ReadOnly\" }", "modem-actors.store.connection")]
    [InlineData("store { connection = \"\" }", "modem-actors.store.connection")]
    public void What_is_wrong_is_said_once_with_its_path(string section, string path)
    {
        var refused = Assert.Throws<SettingsException>(() => Given.Settings(section));

        Assert.Equal(path, Assert.Single(refused.Errors).Path);
    }

    [Fact]
    public void Defaults_are_well_without_any_modem() => Assert.Empty(Given.Settings("").Modems);

    [Fact]
    public void A_file_alone_is_a_connection() => Assert.Equal("data/x.db", Given.Settings("store { connection = \"data/x.db\" }").Store.Connection);
}
