using ModemActors.Service.Configuration;
using ModemActors.Service.Views;

namespace ModemActors.Service.Tests.Configuration;

public sealed class EffectiveConfigurationSpecs : Scratch
{
    [Fact]
    public void Each_value_has_its_origin_and_secrets_are_masked()
    {
        var file = Write("some.conf",
            """
            modem-actors {
              modems = [ { id = a, port = simulator, pin = "1234" } ]
              store.connection = "Data Source=x.db"
              handlers.webhooks = [ { url = "https://user:word@example.com/", secret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", events = ["message.received"] } ]
            }
            """);

        var settings = EffectiveConfiguration.Of(ServiceConfiguration.Load(file)).ToDictionary(setting => setting.Path);

        Assert.Equal(("***", file), Of("modem-actors.modems[0].pin"));
        Assert.Equal(("simulator", file), Of("modem-actors.modems[0].port"));
        Assert.Equal(("\"Data Source=x.db\"", file), Of("modem-actors.store.connection"));
        Assert.Equal(("***", file), Of("modem-actors.handlers.webhooks[0].secret"));
        Assert.Equal(("\"https://***@example.com/\"", file), Of("modem-actors.handlers.webhooks[0].url"));
        Assert.Equal(("30s", "default"), Of("modem-actors.outbox.retry-delay"));
        Assert.Equal(("[reopen, radio, modem, usb, power]", "default"), Of("modem-actors.health.ladder"));

        (string, string) Of(string path) => (settings[path].Value, settings[path].Origin);
    }

    [Fact]
    public void Password_of_a_connection_is_masked() =>
        Assert.Equal("Host=db;Password=***;Port=1", Masked.Connection("Host=db;Password=geheim;Port=1"));

    [Theory]
    [InlineData("modem-actors.outbox.max-attempts", "MODEMACTORS__OUTBOX__MAX_ATTEMPTS")]
    [InlineData("modem-actors.modems[0].port", "MODEMACTORS__MODEMS")]
    public void Environment_variable_is_named_as_a_person_sets_it(string path, string variable) =>
        Assert.Equal(variable, EnvironmentLayer.VariableFor(path));
}
