using ModemActors.Settings;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Settings;

/// <summary>Where modems are and who they must be, as configured.</summary>
public sealed class ModemPlaceSpecs
{
    [Theory]
    [InlineData("imei = \"86758403000001\"", "86758403000001", false)]
    [InlineData("imei = 8675840300000187", "8675840300000187", false)]
    [InlineData("imei = any", null, true)]
    [InlineData("imei = \"\"", null, false)]
    public void A_modem_may_be_pinned_by_its_IMEI_or_left_open(string key, string? imei, bool any)
    {
        var modem = Given.Modem(key);

        Assert.Equal((imei, any), (modem.Imei, modem.TakesAnyModem));
    }

    [Theory]
    [InlineData("{ id = a, port = /dev/ttyUSB2, imei = \"12345\" }", "modems[0].imei")]
    [InlineData("{ id = a, port = /dev/ttyUSB2, imei = someone }", "modems[0].imei")]
    [InlineData("{ id = a, port = \"imei:867584030000018\", imei = \"867584030000018\" }", "modems[0].imei")]
    [InlineData("{ id = a, port = /dev/ttyUSB2 }, { id = b, port = /dev/ttyUSB2 }", "modems[1].port")]
    [InlineData("{ id = a, port = \"usb-path:1-1:02\" }, { id = b, port = \"usb-path:1-1:02\" }", "modems[1].port")]
    public void What_cannot_be_is_refused_by_its_path(string modems, string path)
    {
        var refused = Assert.Throws<SettingsException>(() => Given.Settings($"modems = [ {modems} ]"));

        Assert.EndsWith(path, Assert.Single(refused.Errors).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_modems_of_one_kind_may_be_configured_alike() =>
        Assert.Equal(2, Given.Settings("modems = [ { id = a, port = \"usb:1e0e:9001:02\" }, { id = b, port = \"usb:1e0e:9001:02\" } ]").Modems.Count);
}
