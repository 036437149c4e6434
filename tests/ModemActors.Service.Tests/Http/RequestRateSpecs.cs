using System.Globalization;
using System.Net;
using ModemActors.Service.Http.Access;
using ModemActors.Simulator;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Http;

public sealed class RequestRateSpecs(RequestRateSpecs.Slow api) : IClassFixture<RequestRateSpecs.Slow>
{
    private readonly VirtualTime _clock = new();

    [Fact]
    public void So_many_come_at_once_and_so_many_a_second()
    {
        var rate = new RequestRate(10, 3, _clock);

        Assert.Equal([null, null, null, TimeSpan.FromSeconds(0.1)], Enumerable.Range(0, 4).Select(_ => rate.Take("a")));
        Assert.Null(rate.Take("b"));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(rate.Take("a"));
        Assert.NotNull(rate.Take("a"));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([null, null, null], Enumerable.Range(0, 3).Select(_ => rate.Take("a")));
        Assert.NotNull(rate.Take("a"));
    }

    [Fact]
    public void Looking_costs_nothing()
    {
        var rate = new RequestRate(1, 1, _clock);

        Assert.Null(rate.Peek("a"));
        Assert.Null(rate.Peek("a"));
        rate.Take("a");
        Assert.Equal(TimeSpan.FromSeconds(1), rate.Peek("a"));
    }

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        var rate = new RequestRate(0, 0, _clock);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(rate.Take("a")));
    }

    [Fact]
    public void Strangers_do_not_become_memory()
    {
        var rate = new RequestRate(1000, 1, _clock);
        for (var round = 0; round < 3; round++)
        {
            for (var caller = 0; caller < 9_000; caller++)
                rate.Take($"{round}/{caller}");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(rate.Callers, 1, 10_001);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_again()
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 8; i++)
            answers.Add(await api.SendAsync("GET", "/v1/messages?limit=1", key: api.Key));

        var refused = answers.Find(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused);
        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 2);
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("GET", "/v1/messages?limit=1", key: api.Other)).StatusCode);
    }

    [Fact]
    public async Task Guessing_keys_ends_soon()
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
            answers.Add(await api.SendAsync("GET", "/v1/messages", key: $"ma_aaaaaaaa_{i:D43}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0].StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].StatusCode);
        Assert.Contains("Too many wrong keys", await answers[^1].Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Two requests a second, and two keys.</summary>
    public sealed class Slow : ApiService
    {
        internal string Key { get; private set; } = "";

        internal string Other { get; private set; } = "";

        protected override string More => "modem-actors.api.rate-limit = 2";

        protected override async Task PrepareAsync()
        {
            Key = await AddKeyAsync("one", ApiScope.Read);
            Other = await AddKeyAsync("two", ApiScope.Read);
        }
    }
}
