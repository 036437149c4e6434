using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ModemActors.Service.Tests.Verbs;

/// <summary>Keys from the command line, and a service that asks for them.</summary>
public sealed class KeysVerbSpecs : Scratch
{
    [Fact]
    public async Task Key_is_shown_once_and_kept_as_a_hash_until_it_is_revoked()
    {
        var file = Configure();

        var added = await RunAsync("keys", "add", "n8n", "--scope", "read", "-c", file);
        var twice = await RunAsync("keys", "add", "n8n", "-c", file);
        var listed = await RunAsync("keys", "list", "-c", file);
        var json = JsonDocument.Parse((await RunAsync("keys", "list", "--json", "-c", file)).Output).RootElement;
        var revoked = await RunAsync("keys", "revoke", "n8n", "-c", file);
        var again = await RunAsync("keys", "revoke", "n8n", "-c", file);

        var secret = added.Output.Trim();
        Assert.Matches("^ma_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$", secret);
        Assert.Contains("it is not shown again", added.Errors, StringComparison.Ordinal);
        Assert.Contains("nobody uses the service over HTTP without a key", added.Errors, StringComparison.Ordinal);
        Assert.Equal(1, twice.Code);
        Assert.Contains("there is a key 'n8n' already", twice.Errors, StringComparison.Ordinal);
        Assert.Contains("n8n", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);
        Assert.Equal(("read", secret[3..11]), (json[0].GetProperty("scope").GetString(), json[0].GetProperty("id").GetString()));
        Assert.Equal(0, revoked.Code);
        Assert.Equal(1, again.Code);
        Assert.DoesNotContain(secret, await File.ReadAllTextAsync(Path.Combine(Folder, "store.db"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NAME is missing", "keys", "add")]
    [InlineData("--scope is 'all' but must be one of: read, send, admin", "keys", "add", "n8n", "--scope", "all")]
    [InlineData("Try 'modemactors keys --help'", "keys")]
    [InlineData("Try 'modemactors contacts set --help'", "contacts", "set", "+1")]
    public async Task Wrong_usage_is_told(string reason, params string[] arguments)
    {
        var outcome = await RunAsync(arguments);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(reason, outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_is_printed_for_the_configuration_is_good_there()
    {
        var printed = await RunAsync("keys", "add", "ci", "--print", "--json", "-c", Configure());
        var key = JsonDocument.Parse(printed.Output).RootElement;
        var line = $$"""{ name = ci, scope = read, id = "{{key.GetProperty("id").GetString()}}", hash = "{{key.GetProperty("hash").GetString()}}" }""";

        Assert.Equal(0, (await RunAsync("config", "--check", "-c", Configure($"modem-actors.api.keys = [{line}]"))).Code);
        Assert.Equal("no keys: HTTP is open to this machine, and to nobody else\n", (await RunAsync("keys", "list", "-c", Configure())).Output);
    }

    [Theory]
    [InlineData("api.keys[0].hash", "keys = [ { name = a, id = abcdefgh, hash = \"ma_abcdefgh_secret\" } ]")]
    [InlineData("api.keys[0].id", "keys = [ { name = a, id = \"no id\", hash = \"\" } ]")]
    [InlineData("api.keys[0].name", "keys = [ { id = abcdefgh } ]")]
    [InlineData("api.keys[0].scope", "keys = [ { name = a, scope = root } ]")]
    [InlineData("api.keys[0].secret", "keys = [ { name = a, secret = b } ]")]
    [InlineData("api.keys", "keys = [\"ma_abcdefgh\"]")]
    [InlineData("api.cors", "cors = [\"*\"]")]
    [InlineData("api.cors", "cors = [\"https://example.com/page\"]")]
    [InlineData("api.rate-limit", "rate-limit = -1")]
    [InlineData("api.urls", "urls = \"https://127.0.0.1\"")]
    public async Task Wrong_setting_is_named(string path, string setting)
    {
        var outcome = await RunAsync("config", "--check", "-c", Configure($"modem-actors.api {{ {setting} }}"));

        Assert.Equal(1, outcome.Code);
        Assert.Contains($"modem-actors.{path}", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nobody_but_this_machine_can_be_let_in()
    {
        var outcome = await RunAsync("run", "-c", Configure("modem-actors.api.urls = \"http://0.0.0.0:0\""));

        Assert.Equal(1, outcome.Code);
        Assert.Contains("others can reach http://0.0.0.0:0, but there is no API key: make one with 'modemactors keys add NAME'", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_asks_for_keys_lets_the_programs_own_verbs_in()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var file = Configure($"modem-actors.api.urls = \"{url.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal)}\"");
        var key = (await RunAsync("keys", "add", "chief", "--scope", "admin", "-c", file)).Output.Trim();
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("first: ready");

        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var refused = await http.GetAsync(new Uri("/v1/messages", UriKind.Relative));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var allowed = await http.GetAsync(new Uri("/v1/messages", UriKind.Relative));
        var asked = await RunAsync("at", "first", "AT+CSQ", "-c", file);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, allowed.StatusCode));
        Assert.Contains("+CSQ:", asked.Output, StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(Folder, "store.db.*.key").Single());
        var stranger = await RunAsync("at", "first", "AT+CSQ", "-c", file);
        Assert.Equal(1, stranger.Code);
        Assert.Contains("Authorization: Bearer", stranger.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contacts_have_names()
    {
        var file = Configure();
        await RunAsync("send", "+15551234567", "Hi", "-c", file);

        var set = await RunAsync("contacts", "set", "+1 555 123 4567", "Ann", "-c", file);
        var listed = await RunAsync("contacts", "list", "--named", "-c", file);
        var thread = await RunAsync("conversation", "+15551234567", "-c", file);
        var messages = JsonDocument.Parse((await RunAsync("messages", "--json", "-c", file)).Output).RootElement;
        var removed = await RunAsync("contacts", "remove", "+15551234567", "-c", file);
        var again = await RunAsync("contacts", "remove", "+15551234567", "-c", file);

        Assert.Equal("+15551234567 is Ann\n", set.Output);
        Assert.Contains("Ann", listed.Output, StringComparison.Ordinal);
        Assert.StartsWith("with Ann, +15551234567\n", thread.Output, StringComparison.Ordinal);
        Assert.Equal("Ann", messages[0].GetProperty("contact_name").GetString());
        Assert.Equal((0, 1), (removed.Code, again.Code));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
