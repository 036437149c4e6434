using System.Net;
using ModemActors.Dashboard.Tests.Harness;

namespace ModemActors.Dashboard.Tests;

/// <summary>Forms that another site sends, and the headers that keep a page to itself.</summary>
[Collection(OnStage.Name)]
public sealed class FormSpecs(Stage stage)
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("same-origin", null, Token, Token, HttpStatusCode.SeeOther)]
    [InlineData(null, "here", Token, Token, HttpStatusCode.SeeOther)]
    [InlineData("cross-site", null, Token, Token, HttpStatusCode.Forbidden)]
    [InlineData("same-site", "here", Token, Token, HttpStatusCode.Forbidden)]
    [InlineData("none", null, Token, Token, HttpStatusCode.Forbidden)]
    [InlineData(null, "http://evil.example", Token, Token, HttpStatusCode.Forbidden)]
    [InlineData(null, "null", Token, Token, HttpStatusCode.Forbidden)]
    [InlineData(null, null, Token, Token, HttpStatusCode.Forbidden)]
    [InlineData("same-origin", null, Token, "", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", null, "", Token, HttpStatusCode.Forbidden)]
    [InlineData("same-origin", null, "", "", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", null, Token, "ffffffffffffffffffffffffffffffff", HttpStatusCode.Forbidden)]
    public async Task Form_counts_only_if_it_is_ours(string? site, string? origin, string cookie, string field, HttpStatusCode expected)
    {
        var text = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/messages")
        {
            Content = new FormUrlEncodedContent([new("number", "+94770000010"), new("text", text), new("form_token", field), new("later", "2031-01-01T00:00")]),
        };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin == "here" ? stage.Url.TrimEnd('/') : origin);
        if (cookie.Length > 0)
            request.Headers.Add("Cookie", $"modemactors-form={cookie}");

        using var answer = await SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.SeeOther ? 1 : 0, stage.Bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE content = $text", ("$text", text)));
    }

    [Theory]
    [InlineData("https://evil.example/", "/?said=read")]
    [InlineData("//evil.example/", "/?said=read")]
    [InlineData("/\\evil.example/", "/?said=read")]
    [InlineData("/messages?status=unread", "/messages?status=unread&said=read")]
    [InlineData("/a\r\nSet-Cookie: b=c", "/?said=read")]
    public async Task Form_leads_back_to_pages_of_ours_only(string back, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/messages/read")
        {
            Content = new FormUrlEncodedContent([new("back", back), new("form_token", Token)]),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Cookie", $"modemactors-form={Token}");

        using var answer = await SendAsync(request);

        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Page_allows_nothing_but_what_the_service_serves()
    {
        using var answer = await stage.Bench.Service.Http.GetAsync("/");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("style=\"", page);
        Assert.DoesNotContain("http://", page.Replace(stage.Url, "", StringComparison.Ordinal).Replace("http://www.w3.org", "", StringComparison.Ordinal));
        Assert.DoesNotContain("https://", page);
    }

    [Fact]
    public async Task Asset_is_kept_by_the_browser_and_asked_for_by_its_mark()
    {
        using var first = await stage.Bench.Service.Http.GetAsync("/assets/live.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/live.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await stage.Bench.Service.Http.SendAsync(request);
        using var none = await stage.Bench.Service.Http.GetAsync("/assets/..%2fappsettings.json");

        Assert.Equal("text/javascript", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(stage.Url) };
        return await http.SendAsync(request);
    }
}
