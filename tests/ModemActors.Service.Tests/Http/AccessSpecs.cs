using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Http;

/// <summary>Who gets in, once there are keys.</summary>
public sealed class AccessSpecs(AccessSpecs.Locked api) : IClassFixture<AccessSpecs.Locked>
{
    private const string Message = """{"phone_number": "12345", "content": "key", "not_before": "2199-01-01", "allow_duplicate": true}""";

    [Theory]
    [InlineData("GET", "/v1/messages")]
    [InlineData("POST", "/v1/messages")]
    [InlineData("POST", "/send-sms")]
    [InlineData("POST", "/v1/modems/first/at")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/nowhere")]
    public async Task Without_a_key_nobody_gets_in(string method, string path)
    {
        var answer = await api.SendAsync(method, path, method == "POST" ? Message : null);

        await ProblemAsync(answer, HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("ma_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("secret")]
    [InlineData("")]
    public async Task Wrong_key_is_told_from_none(string key)
    {
        var answer = await api.SendAsync("GET", "/v1/messages", key: key);

        await ProblemAsync(answer, HttpStatusCode.Unauthorized);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_of_a_good_key_with_another_secret_is_refused()
    {
        var forged = api.Send[..^1] + (api.Send[^1] == 'A' ? 'B' : 'A');

        await ProblemAsync(await api.SendAsync("GET", "/v1/messages", key: forged), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("GET", "/v1/messages", null, 200, 200, 200)]
    [InlineData("GET", "/v1/modems", null, 200, 200, 200)]
    [InlineData("POST", "/v1/messages/estimate", """{"content": "a"}""", 200, 200, 200)]
    [InlineData("POST", "/v1/messages", Message, 403, 202, 202)]
    [InlineData("POST", "/v1/messages/999999/read", "{}", 403, 404, 404)]
    [InlineData("DELETE", "/v1/messages/999999", null, 403, 404, 404)]
    [InlineData("POST", "/v1/modems/none/at", """{"command": "AT"}""", 403, 403, 404)]
    [InlineData("POST", "/v1/modems/none/ussd", """{"code": "*100#"}""", 403, 403, 404)]
    [InlineData("PUT", "/v1/contacts/12345", """{"name": "Bank"}""", 403, 200, 200)]
    [InlineData("PATCH", "/v1/messages", "{}", 405, 405, 405)]
    public async Task Scope_says_what_a_key_may_do(string method, string path, string? body, int read, int send, int admin)
    {
        Assert.Equal(read, (int)(await api.SendAsync(method, path, body, api.Read)).StatusCode);
        Assert.Equal(send, (int)(await api.SendAsync(method, path, body, api.Send)).StatusCode);
        Assert.Equal(admin, (int)(await api.SendAsync(method, path, body, api.Admin)).StatusCode);
    }

    [Fact]
    public async Task Readiness_is_told_to_anybody_but_its_details_are_not()
    {
        var stranger = await api.SendAsync("GET", "/health/ready");
        var friend = await api.SendAsync("GET", "/health/ready", key: api.Read);

        Assert.Equal(["status"], (await stranger.Content.ReadFromJsonAsync<JsonElement>()).EnumerateObject().Select(field => field.Name));
        Assert.Contains("modems_not_ready", await friend.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Idempotency_keys_of_two_callers_are_two()
    {
        var first = await api.SendAsync("POST", "/v1/messages", Message, api.Send, ("Idempotency-Key", "same"));
        var second = await api.SendAsync("POST", "/v1/messages", Message.Replace("\"key\"", "\"other\"", StringComparison.Ordinal), api.Admin, ("Idempotency-Key", "same"));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Key_of_the_configuration_is_as_good() =>
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("GET", "/v1/messages", key: Locked.Configured)).StatusCode);

    [Fact]
    public async Task Program_itself_gets_in_with_the_file_that_only_its_user_may_read()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(api.LocalKeyFile));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await api.SendAsync("POST", "/v1/modems/none/at", """{"command": "AT"}""", api.LocalKeyText())).StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/login")]
    public async Task What_tells_nothing_stays_open(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("GET", path)).StatusCode);

    [Fact]
    public async Task Key_that_another_process_adds_is_good_and_is_not_once_revoked()
    {
        await using var beside = await api.OpenBesideAsync();
        var key = await api.AddKeyAsync("late", ApiScope.Read, beside);
        await Deadline.UntilAsync(
            async () => (await api.SendAsync("GET", "/v1/messages", key: key)).StatusCode == HttpStatusCode.OK, "the new key is good");

        await ((IApiKeyStore)beside).RevokeKeyAsync("late");

        await Deadline.UntilAsync(
            async () => (await api.SendAsync("GET", "/v1/messages", key: key)).StatusCode == HttpStatusCode.Unauthorized, "it is good no more");
    }

    [Fact]
    public async Task Page_leads_to_the_login_and_back_and_the_cookie_is_as_good_as_the_key()
    {
        var lost = await api.SendAsync("GET", "/some/page?x=1", headers: ("Accept", "text/html,*/*"));
        Assert.Equal(
            (HttpStatusCode.SeeOther, "/login?next=%2Fsome%2Fpage%3Fx%3D1"), (lost.StatusCode, lost.Headers.Location!.ToString()));

        var form = await api.SendAsync("GET", lost.Headers.Location!.ToString());
        Assert.Contains("value=\"/some/page?x=1\"", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("style-src 'sha256-", form.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var entered = await LogInAsync(api.Read, "/some/page?x=1");
        Assert.Equal((HttpStatusCode.SeeOther, "/some/page?x=1"), (entered.StatusCode, entered.Headers.Location!.ToString()));
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(api.Read, cookie, StringComparison.Ordinal);

        var value = cookie.Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("GET", "/v1/messages", headers: ("Cookie", value))).StatusCode);
        await ProblemAsync(await api.SendAsync("POST", "/v1/messages", Message, headers: ("Cookie", value)), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Login_leads_nowhere_else(string next) =>
        Assert.Equal("/", (await LogInAsync(api.Read, next)).Headers.Location!.ToString());

    [Fact]
    public async Task Wrong_key_does_not_log_in()
    {
        var answer = await LogInAsync("ma_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("unknown or was revoked", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_that_was_changed_is_worth_nothing()
    {
        var cookie = (await LogInAsync(api.Read, "/")).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var parts = cookie.Split('.');
        foreach (var forged in new[] { $"{parts[0]}.{parts[1]}0.{parts[2]}", $"{parts[0]}.{parts[1]}.AAAA", "modemactors=x", "modemactors=..", "modemactors=aaaaaaaa.1.AAAA" })
            await ProblemAsync(await api.SendAsync("GET", "/v1/messages", headers: ("Cookie", forged)), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logging_out_takes_the_cookie_away()
    {
        var answer = await api.SendAsync("POST", "/logout");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("modemactors=;", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_another_origin_makes_nothing_happen_even_with_a_cookie()
    {
        var cookie = (await LogInAsync(api.Admin, "/")).Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        await ProblemAsync(
            await api.SendAsync("POST", "/v1/messages/1/read", headers: [("Cookie", cookie), ("Origin", "https://evil.example")]),
            HttpStatusCode.Forbidden);
        await ProblemAsync(
            await api.SendAsync("POST", "/v1/messages/1/read", headers: [("Cookie", cookie), ("Sec-Fetch-Site", "cross-site")]),
            HttpStatusCode.Forbidden);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await api.SendAsync("POST", "/v1/messages/999999/read", headers: [("Cookie", cookie), ("Origin", api.Origin)])).StatusCode);
    }

    [Fact]
    public async Task Allowed_origin_is_told_so_and_no_other()
    {
        var allowed = await api.SendAsync("OPTIONS", "/v1/messages", headers:
            [("Origin", "https://desk.example.com"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type")]);
        var other = await api.SendAsync("GET", "/v1/messages", key: api.Read, headers: ("Origin", "https://evil.example"));

        Assert.Equal("https://desk.example.com", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await api.SendAsync("POST", "/v1/messages", Message, api.Send, ("Origin", "https://desk.example.com"))).StatusCode);
    }

    [Theory]
    [InlineData("/v1/messages")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_what_browsers_need_to_be_told(string path)
    {
        var headers = (await api.SendAsync("GET", path)).Headers;

        Assert.Contains("default-src 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.False(headers.Contains("Server"));
    }

    private Task<HttpResponseMessage> LogInAsync(string key, string next)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/login", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key, ["next"] = next }),
        };
        request.Headers.Add("Origin", api.Origin);
        return api.Client.SendAsync(request);
    }

    private static async Task ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal((int)status, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
    }

    /// <summary>With a key of each scope, one in the configuration, and one allowed origin.</summary>
    public sealed class Locked : ApiService
    {
        internal const string Configured = "ma_conf2345_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        internal string Read { get; private set; } = "";

        internal string Send { get; private set; } = "";

        internal string Admin { get; private set; } = "";

        internal string Origin => Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        protected override string More =>
            $$"""
            modem-actors.api.keys = [ { name = ci, scope = read, id = conf2345, hash = "{{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Configured)))}}" } ]
            modem-actors.api.cors = ["https://desk.example.com"]
            """;

        protected override async Task PrepareAsync()
        {
            Read = await AddKeyAsync("reader", ApiScope.Read);
            Send = await AddKeyAsync("sender", ApiScope.Send);
            Admin = await AddKeyAsync("chief", ApiScope.Admin);
        }
    }
}
