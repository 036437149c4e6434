using Microsoft.Playwright;

namespace ModemActors.Dashboard.Tests.Harness;

/// <summary>Somebody looks at the dashboard. What the browser complains of meanwhile is kept: broken scripts and breaches of the page's policy.</summary>
public sealed class Visit(IBrowserContext context) : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public IPage Page { get; private set; } = null!;

    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The form for a message.</summary>
    public ILocator Compose => Page.Locator("#compose");

    public async Task OpenAsync(string path)
    {
        Page = await context.NewPageAsync();
        Page.SetDefaultTimeout(15_000);
        Page.PageError += (_, error) => _complaints.Add(error);
        Page.Console += (_, message) =>
        {
            // answers that refuse, and lines that break while the service restarts, are no fault of the page
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
        Page.Dialog += (_, dialog) => _complaints.Add($"a dialog: {dialog.Message}");
        await Page.GotoAsync(path);
    }

    public Task IsLiveAsync() => Assertions.Expect(Page.Locator("#connection")).ToHaveTextAsync("Live");

    /// <summary>The newest messages' line with this text.</summary>
    public ILocator Line(string text) => Page.Locator("#newest .message", new PageLocatorOptions { HasText = text });

    public async Task SendAsync(string number, string text)
    {
        await Page.GetByLabel("To", new PageGetByLabelOptions { Exact = true }).FillAsync(number);
        await Page.GetByLabel("Text", new PageGetByLabelOptions { Exact = true }).FillAsync(text);
        await Compose.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Send" }).ClickAsync();
    }

    /// <summary>How far the page can be moved sideways.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        if (_complaints.Count > 0)
            throw new InvalidOperationException($"The browser complains: {string.Join("; ", _complaints)}");
    }
}
