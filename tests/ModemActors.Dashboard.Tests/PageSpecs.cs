using Microsoft.Playwright;
using ModemActors.Dashboard.Tests.Harness;
using ModemActors.Scenarios.Harness;
using static Microsoft.Playwright.Assertions;

namespace ModemActors.Dashboard.Tests;

/// <summary>How the pages are made: for every screen, for keyboards, without scripts, and safe from what strangers write.</summary>
[Collection(OnStage.Name)]
public sealed class PageSpecs(Stage stage)
{
    private const string Hostile = "</textarea></title><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>\"'`{{7*7}}";

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(800, ColorScheme.Light)]
    [InlineData(1920, ColorScheme.Dark)]
    public async Task Nothing_hangs_over_the_side(int width, ColorScheme scheme)
    {
        var tail = new string('W', 150);
        stage.Bench.Store.Execute(
            "INSERT INTO messages (phone_number, content, status, direction, error) VALUES ($tail, $tail, 'failed', 'outbound', $tail)", ("$tail", tail));
        await using var visit = await stage.VisitAsync(change: options =>
            (options.ViewportSize, options.ColorScheme) = (new ViewportSize { Width = width, Height = 800 }, scheme));
        foreach (var path in new[] { "/", "/messages", "/messages/1", "/conversations", $"/conversation?number={tail}", "/modems/modem1", "/modems/none" })
        {
            await visit.Page.GotoAsync(path);
            Assert.True(await visit.OverflowAsync() <= 0, $"{path} at {width}");
        }

        stage.Bench.Store.Execute("DELETE FROM messages WHERE content = $tail", ("$tail", tail));
    }

    [Fact]
    public async Task Dark_screen_gets_a_dark_page()
    {
        await using var light = await stage.VisitAsync(change: options => options.ColorScheme = ColorScheme.Light);
        await using var dark = await stage.VisitAsync(change: options => options.ColorScheme = ColorScheme.Dark);

        Assert.True(await BrightnessAsync(light) > 200);
        Assert.True(await BrightnessAsync(dark) < 60);
    }

    [Fact]
    public async Task Keyboard_alone_is_enough_to_send()
    {
        await using var visit = await stage.VisitAsync();
        await visit.IsLiveAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".skip")).ToBeInViewportAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.True(await TabToAsync(visit, "#number"));
        await visit.Page.Keyboard.TypeAsync("+94770000008");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("By keyboard");
        Assert.True(await TabToAsync(visit, "#compose button"));
        Assert.NotEqual("none", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Line("By keyboard").Locator(".chip")).ToHaveTextAsync("sent");
        Assert.Equal("FORM", await visit.Page.EvaluateAsync<string>("document.activeElement.closest('form')?.tagName"));
    }

    [Fact]
    public async Task Without_scripts_one_can_read_send_and_decide()
    {
        stage.Bench.Store.Execute(
            "INSERT INTO messages (phone_number, content, status, direction) VALUES ('+94771', 'Unread without scripts', 'unread', 'inbound')");
        await using var visit = await stage.VisitAsync(change: options => options.JavaScriptEnabled = false);
        await visit.Line("Unread without scripts").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visit.Page.Locator("#note")).ToHaveTextAsync("Marked as read.");

        await visit.SendAsync("+94770000009", "Sent without scripts");
        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("Queued");
        await Eventually.True("it is on air", () => stage.Bench.OnAir.Any(on => on.Text == "Sent without scripts"));
        await visit.SendAsync("nobody", "Not sent");
        await Expect(visit.Page.Locator("#number-error")).Not.ToBeEmptyAsync();
        await Expect(visit.Compose.Locator("textarea")).ToHaveValueAsync("Not sent");
    }

    [Fact]
    public async Task Hostile_text_stays_text_everywhere()
    {
        stage.Bench.Store.Execute(
            "INSERT INTO messages (phone_number, content, status, direction, error, kind) VALUES ($hostile, $hostile, $status, 'inbound', $hostile, $hostile)",
            ("$hostile", Hostile), ("$status", "<b>odd"));
        var id = stage.Bench.Store.Scalar<long>("SELECT max(id) FROM messages");
        stage.Bench.Store.Execute("UPDATE contacts SET name = $hostile WHERE phone_number = $hostile", ("$hostile", Hostile));
        var address = Uri.EscapeDataString(Hostile);
        await using var visit = await stage.VisitAsync();
        foreach (var path in new[]
        {
            "/", "/messages", $"/messages/{id}", "/conversations", $"/conversation?number={address}", $"/messages?search={address}&modem={address}",
            $"/?to={address}&text={address}", $"/modems/{address}", $"/?said={address}",
        })
        {
            await visit.Page.GotoAsync(path);
            await Expect(visit.Page.Locator("img")).ToHaveCountAsync(0);
            await Expect(visit.Page.Locator("script")).ToHaveCountAsync(1);
        }

        await visit.Page.GotoAsync($"/messages/{id}");
        await Expect(visit.Page.Locator(".whole")).ToContainTextAsync(Hostile);
        stage.Bench.Modem(1).Receive("+94771234568", Hostile);
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Locator(".message", new PageLocatorOptions { HasText = "+94771234568" }).Locator(".text")).ToContainTextAsync(Hostile);
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.pwned === undefined"));
        stage.Bench.Store.Execute("DELETE FROM messages WHERE id = $id", ("$id", id));
    }

    [Fact]
    public async Task Times_are_the_viewers()
    {
        stage.Bench.Store.Execute(
            "INSERT INTO messages (phone_number, content, status, direction, timestamp) VALUES ('+9', 'At noon', 'read', 'inbound', '2026-01-31 12:00:00')");
        var id = stage.Bench.Store.Scalar<long>("SELECT max(id) FROM messages");
        await using var visit = await stage.VisitAsync($"/messages/{id}");

        await Expect(visit.Page.Locator("dd time").First).ToHaveTextAsync("31 Jan 2026, 17:30:00");
        await Expect(visit.Page.Locator("footer")).ToContainTextAsync("Asia/Colombo");
        stage.Bench.Store.Execute("DELETE FROM messages WHERE id = $id", ("$id", id));
    }

    private static Task<int> BrightnessAsync(Visit visit) => visit.Page.EvaluateAsync<int>(
        "Math.round(getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3)");

    private static async Task<bool> TabToAsync(Visit visit, string selector)
    {
        for (var step = 0; step < 60; step++)
        {
            if (await visit.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return true;
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        return false;
    }
}
