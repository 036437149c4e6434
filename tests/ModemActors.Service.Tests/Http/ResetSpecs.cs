using System.Net;
using System.Text.Json;

namespace ModemActors.Service.Tests.Http;

public sealed class ResetSpecs : ApiService
{
    [Theory]
    [InlineData("{}", "reopen")]
    [InlineData("""{"level": "radio"}""", "radio")]
    [InlineData("""{"level": "resynchronise"}""", "resynchronise")]
    public async Task A_reset_is_begun_and_what_became_of_it_is_shown_with_the_modem(string body, string level)
    {
        await ReadyAsync();

        var answer = await SendAsync("POST", "/v1/modems/first/reset", body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($$"""{"modem":"first","level":"{{level}}"}""", await answer.Content.ReadAsStringAsync());
        await Eventually(async () => (await ModemAsync()).GetProperty("recoveries").EnumerateArray().Any(recovery =>
            recovery.GetProperty("level").GetString() == level && recovery.GetProperty("outcome").GetString() == "recovered"
            && recovery.GetProperty("reason").GetString() == "asked for over HTTP"));
        Assert.Equal("ok", (await ModemAsync()).GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_level_that_there_is_not_names_those_that_there_are()
    {
        var answer = await SendAsync("POST", "/v1/modems/first/reset", """{"level": "hammer"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var level = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").GetProperty("level")[0].GetString();
        Assert.Equal("must be one of: resynchronise, reopen, radio, modem, usb, power", level);
    }

    [Fact]
    public async Task A_reset_that_cannot_be_made_tells_why()
    {
        await ReadyAsync();

        var answer = await SendAsync("POST", "/v1/modems/first/reset", """{"level": "power"}""");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("health.power-command", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_short_form_wants_to_know_which_of_several_modems()
    {
        var answer = await SendAsync("POST", "/monitor/modem_reset");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("2 modems", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ModemAsync() =>
        JsonDocument.Parse(await Client.GetStringAsync(new Uri("/v1/modems/first", UriKind.Relative))).RootElement.Clone();

    private Task ReadyAsync() => Eventually(async () => (await ModemAsync()).GetProperty("state").GetString() == "ready");

    private static async Task Eventually(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, "it never happened");
            await Task.Delay(50);
        }
    }
}

public sealed class OnlyModemResetSpecs : ApiService
{
    protected override string More => "modem-actors.modems = [ { id = only, port = simulator } ]";

    [Theory]
    [InlineData(null, "modem")]
    [InlineData("""{"level": "reopen"}""", "reopen")]
    public async Task The_short_form_resets_the_only_modem(string? body, string level)
    {
        for (var tries = 0; tries < 600 && !(await Client.GetStringAsync(new Uri("/v1/modems", UriKind.Relative))).Contains("\"ready\"", StringComparison.Ordinal); tries++)
            await Task.Delay(50);

        var answer = await SendAsync("POST", "/monitor/modem_reset", body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($$"""{"modem":"only","level":"{{level}}"}""", await answer.Content.ReadAsStringAsync());
    }
}
