using Microsoft.Playwright;
using ModemActors.Scenarios.Harness;

namespace ModemActors.Dashboard.Tests.Harness;

/// <summary>One service with simulated modems and one browser, for all specs that look at pages.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>Where Debian's chromium is; <c>MODEMACTORS_CHROMIUM</c> names another.</summary>
    private static readonly string[] s_browsers =
        [Environment.GetEnvironmentVariable("MODEMACTORS_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Bench Bench { get; private set; } = null!;

    public string Url => Bench.Service.Http.BaseAddress!.ToString();

    public async Task InitializeAsync()
    {
        var program = s_browsers.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            "The dashboard's specs need Chromium: apt-get install chromium, or name one in MODEMACTORS_CHROMIUM.");
        var bench = Bench.StartAsync(4, hocon: "outbox { duplicate-window = 0s }");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        Bench = await bench;
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Bench.DisposeAsync();
    }

    /// <summary>A browser of its own kind, with nothing left of others.</summary>
    public async Task<Visit> VisitAsync(string path = "/", Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = Url,
            TimezoneId = "Asia/Colombo",
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        };
        change?.Invoke(options);
        var visit = new Visit(await _browser.NewContextAsync(options));
        await visit.OpenAsync(path);
        return visit;
    }
}

/// <summary>The specs that share a stage run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OnStage : ICollectionFixture<Stage>
{
    public const string Name = "stage";
}
