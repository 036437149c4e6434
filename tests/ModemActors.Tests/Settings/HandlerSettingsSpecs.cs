using ModemActors.Settings;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Settings;

public sealed class HandlerSettingsSpecs
{
    [Fact]
    public void Address_alone_is_enough()
    {
        var webhook = Given.Settings("""handlers.webhooks = [ { url = "https://example.com/hooks/sms?x=1" } ]""").Handlers.Webhooks.Single();

        Assert.Equal(("example.com-hooks-sms", "https://example.com/hooks/sms?x=1", 4), (webhook.Name, webhook.Target, webhook.Concurrency));
        Assert.Equal(["message.received"], webhook.Events);
        Assert.Empty(webhook.Keys);
    }

    [Fact]
    public void Name_keys_events_and_user_are_understood()
    {
        var webhook = Given.Settings(
            """
            handlers.webhooks = [ {
              name = crm, url = "http://me:secret@127.0.0.1:5678/", concurrency = 1, events = ["message.*", "modem.ready"],
              secret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", secrets = ["AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
            } ]
            """).Handlers.Webhooks.Single();

        Assert.Equal(("crm", "http://127.0.0.1:5678/", 1, 2), (webhook.Name, webhook.Target, webhook.Concurrency, webhook.Events.Count));
        Assert.Equal([0, 1], webhook.Keys.Select(key => (int)key.Span[0]));
        Assert.All(webhook.Keys, key => Assert.Equal(24, key.Length));
    }

    [Theory]
    [InlineData("exec = \"/opt/inbound\"", "/opt/inbound")]
    [InlineData("exec = [python3, \"/opt/my script.py\", \"-v\"]", "python3|/opt/my script.py|-v")]
    [InlineData("exec = \"\"", null)]
    public void Program_is_a_path_or_a_list(string setting, string? command)
    {
        var exec = Given.Settings($"handlers {{ {setting} }}").Handlers.Exec;

        Assert.Equal(command, exec is null ? null : string.Join('|', exec.Command));
    }

    [Theory]
    [InlineData("exec = \"python3 /opt/inbound.py\"", "handlers.exec", "is a list")]
    [InlineData("exec = []", "handlers.exec", "begin with the program")]
    [InlineData("exec = [\"\", x]", "handlers.exec", "begin with the program")]
    [InlineData("exec-events = [\"sms.received\"]", "handlers.exec-events", "stands for no event")]
    [InlineData("exec-timeout = 0s", "handlers.exec-timeout", "1s to")]
    [InlineData("webhooks = [ { url = \"ftp://x\" } ]", "handlers.webhooks[0].url", "must be an address")]
    [InlineData("webhooks = [ { name = x } ]", "handlers.webhooks[0].url", "must be an address")]
    [InlineData("webhooks = [ { url = \"http://a/\", secret = \"hello world!\" } ]", "handlers.webhooks[0].secret", "base64")]
    [InlineData("webhooks = [ { url = \"http://a/\", secret = \"whsec_AAAA\" } ]", "handlers.webhooks[0].secret", "octets")]
    [InlineData("webhooks = [ { url = \"http://a/\", name = \"a b\" } ]", "handlers.webhooks[0].name", "letters")]
    [InlineData("webhooks = [ { url = \"http://a/\", name = exec } ]", "handlers.webhooks[0].name", "another handler")]
    [InlineData("webhooks = [ { url = \"http://a/\" }, { url = \"http://a/\" } ]", "handlers.webhooks[1].name", "another handler")]
    [InlineData("webhooks = [ { url = \"http://a/\", events = [\"message.recieved\"] } ]", "handlers.webhooks[0].events", "message.received")]
    [InlineData("webhooks = [ { url = \"http://a/\", concurrency = 0 } ]", "handlers.webhooks[0].concurrency", "from 1")]
    [InlineData("webhooks = [ { uri = \"http://a/\", url = \"http://a/\" } ]", "handlers.webhooks[0].uri", "did you mean url")]
    [InlineData("allowed-hosts = [\"10.0.0.0/40\"]", "handlers.allowed-hosts", "10.0.0.0/40")]
    [InlineData("allowed-hosts = [\"http://a\"]", "handlers.allowed-hosts", "http://a")]
    [InlineData("private-addresses = maybe", "handlers.private-addresses", "on or off")]
    [InlineData("keep-dead = 1m", "handlers.keep-dead", "1h")]
    public void Wrong_setting_names_itself_and_what_is_allowed(string setting, string path, string reason)
    {
        var error = Assert.Single(Assert.Throws<SettingsException>(() => Given.Settings($"handlers {{ {setting} }}")).Errors);

        Assert.Equal("modem-actors." + path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }
}
