using Microsoft.Playwright;
using ModemActors.Dashboard.Tests.Harness;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;
using static Microsoft.Playwright.Assertions;

namespace ModemActors.Dashboard.Tests;

/// <summary>What one sees and does with scripts.</summary>
[Collection(OnStage.Name)]
public sealed class LiveSpecs(Stage stage)
{
    private const string Friend = "+94771234567";

    [Fact]
    public async Task Message_is_sent_and_its_state_follows_without_a_reload()
    {
        await using var visit = await stage.VisitAsync();
        await visit.Page.EvaluateAsync("window.untouched = true");
        await visit.SendAsync("+94 77 000 0001", "Sent from the overview: ½ €");

        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("Queued");
        await Expect(visit.Line("Sent from the overview").Locator(".chip")).ToHaveTextAsync("sent");
        await Expect(visit.Compose.Locator("textarea")).ToHaveValueAsync("");
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.untouched === true"));
        Assert.Equal("+94770000001", Assert.Single(stage.Bench.OnAir, on => on.Text == "Sent from the overview: ½ €").To);
    }

    [Fact]
    public async Task Same_form_sent_twice_sends_one_message()
    {
        await using var visit = await stage.VisitAsync();
        var once = await visit.Compose.Locator("[name=once]").InputValueAsync();
        await visit.SendAsync("+94770000002", "Only once");
        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("Queued");

        await visit.Page.EvaluateAsync("once => document.querySelector('[name=once]').value = once", once);
        await visit.SendAsync("+94770000002", "Only once");

        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("was sent before");
        await Expect(visit.Line("Only once")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_cannot_be_sent_comes_back_with_the_reason_beside_its_field()
    {
        await using var visit = await stage.VisitAsync();
        await visit.SendAsync("no number", "What I typed stays");

        await Expect(visit.Page.Locator("#number-error")).Not.ToBeEmptyAsync();
        await Expect(visit.Page.Locator("#number")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator("#number")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Compose.Locator("textarea")).ToHaveValueAsync("What I typed stays");
    }

    [Fact]
    public async Task Refused_form_says_why_and_keeps_what_was_typed()
    {
        await using var visit = await stage.VisitAsync();
        await visit.Page.Context.ClearCookiesAsync();
        await visit.SendAsync("+94770000011", "Not from here");

        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("nothing was done");
        await Expect(visit.Compose.Locator("textarea")).ToHaveValueAsync("Not from here");
    }

    [Fact]
    public async Task Arriving_message_appears_by_itself_and_is_announced()
    {
        await using var visit = await stage.VisitAsync();
        await visit.IsLiveAsync();
        stage.Bench.Modem(1).Receive(Friend, "Here I am");

        await Expect(visit.Line("Here I am").Locator(".chip")).ToHaveTextAsync("unread");
        await Expect(visit.Page.Locator("#announce")).ToHaveTextAsync($"New message from {Friend}");
        await visit.Line("Here I am").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visit.Line("Here I am").Locator(".chip")).ToHaveTextAsync("read");
    }

    [Fact]
    public async Task Conversation_is_answered_by_the_modem_that_was_written_to()
    {
        stage.Bench.Modem(2).Receive("+94771112222", "A question");
        await using var visit = await stage.VisitAsync("/conversation?number=%2B94771112222");
        await Expect(visit.Page.Locator(".bubble.in")).ToContainTextAsync("A question");
        await visit.Page.ReloadAsync();

        await visit.Page.GetByLabel("Answer", new PageGetByLabelOptions { Exact = true }).FillAsync("An answer");
        await visit.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(visit.Page.Locator(".bubble.out", new PageLocatorOptions { HasText = "An answer" }).Locator(".chip")).ToHaveTextAsync("sent");
        Assert.Equal("modem2", Assert.Single(stage.Bench.OnAir, on => on.Text == "An answer").Modem);
        stage.Bench.Modem(2).Receive("+94771112222", "Thank you");
        await Expect(visit.Page.Locator(".bubble").Last).ToContainTextAsync("Thank you");
    }

    [Fact]
    public async Task Failed_message_is_sent_again()
    {
        foreach (var modem in stage.Bench.Modems.Modems)
            modem.Faults.Arm(Fault.Error("+CMS ERROR: 1"));
        await using var visit = await stage.VisitAsync();
        await visit.SendAsync("+94770000003", "Once more, please");
        var line = visit.Line("Once more, please");
        await Expect(line.Locator(".chip")).ToHaveTextAsync("failed");
        await Expect(line.Locator(".why")).ToContainTextAsync("+CMS ERROR");
        await Expect(visit.Page.Locator("#call-failed")).ToBeVisibleAsync();
        foreach (var modem in stage.Bench.Modems.Modems)
            modem.Faults.Clear();

        await line.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Send again" }).ClickAsync();

        await Expect(visit.Page.Locator("#note")).ToHaveTextAsync("Queued again.");
        await Expect(line.Locator(".chip")).ToHaveTextAsync("sent");
    }

    [Theory]
    [InlineData("It went out", "sent", 0)]
    [InlineData("Send again", "sent", 1)]
    public async Task Indeterminate_message_is_decided_on(string act, string status, int onAir)
    {
        var text = $"Nobody knows: {act}";
        stage.Bench.Store.Execute(
            "INSERT INTO messages (phone_number, content, status, direction, error) VALUES ('+94770000004', $text, 'indeterminate', 'outbound', 'no answer')",
            ("$text", text));
        await using var visit = await stage.VisitAsync("/messages?status=indeterminate");
        await visit.Page.Locator(".message", new PageLocatorOptions { HasText = text }).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = act }).ClickAsync();

        await Expect(visit.Page.Locator(".message", new PageLocatorOptions { HasText = text })).ToHaveCountAsync(0);
        var id = stage.Bench.Store.Scalar<long>("SELECT id FROM messages WHERE content = $text", ("$text", text));
        await stage.Bench.StatusBecomes(id, status);
        Assert.Equal(onAir, stage.Bench.OnAir.Count(on => on.Text == text));
    }

    [Fact]
    public async Task Queued_message_is_cancelled_and_the_focus_is_not_lost()
    {
        await using var visit = await stage.VisitAsync();
        await visit.Page.GetByText("By which modem, when, how").ClickAsync();
        await visit.Page.Locator("#later").FillAsync(DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm"));
        await visit.SendAsync("+94770000005", "In two days");
        var line = visit.Line("In two days");
        await Expect(line.Locator(".chip")).ToHaveTextAsync("queued");

        await line.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel" }).ClickAsync();

        await Expect(line.Locator(".chip")).ToHaveTextAsync("cancelled");
        Assert.NotEqual("BODY", await visit.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        Assert.DoesNotContain(stage.Bench.OnAir, on => on.Text == "In two days");
    }

    [Fact]
    public async Task Viewers_clock_decides_when_a_message_may_go()
    {
        await using var visit = await stage.VisitAsync();
        await visit.Page.GetByText("By which modem, when, how").ClickAsync();
        await Expect(visit.Page.Locator("[data-zone-name]")).ToHaveTextAsync("(Asia/Colombo)");
        await visit.Page.Locator("#later").FillAsync("2031-06-01T05:30");
        await visit.SendAsync("+94770000006", "In Colombo's time");
        await Expect(visit.Line("In Colombo's time")).ToBeVisibleAsync();

        Assert.Equal("2031-06-01 00:00:00", stage.Bench.Store.Scalar<string>("SELECT not_before FROM messages WHERE content = 'In Colombo''s time'"));
    }

    [Theory]
    [InlineData("Hello", "1 part, 155 septets left")]
    [InlineData("Grüße [€]", "1 part, 148 septets left")]
    [InlineData("👍", "UCS-2 because of 👍")]
    public async Task Parts_are_counted_while_one_writes(string text, string expected)
    {
        await using var visit = await stage.VisitAsync();
        await visit.Compose.Locator("textarea").PressSequentiallyAsync(text);

        await Expect(visit.Page.Locator("#estimate")).ToContainTextAsync(expected);
    }

    [Fact]
    public async Task Lost_modem_comes_first_with_its_reason_until_it_is_back()
    {
        await using var visit = await stage.VisitAsync();
        stage.Bench.Modem(3).Unplug();

        await Expect(visit.Page.Locator("#modems .card").First).ToContainTextAsync("modem3");
        await Expect(visit.Page.Locator("#modem-modem3")).ToHaveClassAsync("card bad");
        await Expect(visit.Page.Locator("#call-sick-modem3")).ToContainTextAsync("modem3 has no port");
        await Expect(visit.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1!\)"));
        stage.Bench.Modem(3).Plug();
        await Expect(visit.Page.Locator("#modem-modem3 .chip")).ToHaveTextAsync("Ready");
        await Expect(visit.Page.Locator("#call-sick-modem3")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Modem_is_reset_and_the_record_shows_it()
    {
        await using var visit = await stage.VisitAsync("/modems/modem4");
        await visit.Page.GetByLabel("Reset").SelectOptionAsync("Reopen");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reset" }).ClickAsync();

        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("reset has begun");
        await Expect(visit.Page.Locator("#standing")).ToContainTextAsync("Ready");
    }

    [Fact]
    public async Task Port_is_lent_and_taken_back()
    {
        await using var visit = await stage.VisitAsync("/modems/modem4");
        await visit.Page.GetByLabel("Lend the port to").FillAsync("minicom");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lend" }).ClickAsync();
        await Expect(visit.Page.Locator("#note")).ToContainTextAsync("Lent: ");
        await Expect(visit.Page.Locator("#standing")).ToContainTextAsync("Lent out");

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take it back now" }).ClickAsync();

        await Expect(visit.Page.Locator("#note")).ToHaveTextAsync("The modem is back.");
        await Expect(visit.Page.Locator("#standing")).ToContainTextAsync("Ready");
    }

    [Fact]
    public async Task Restart_of_the_service_shows_as_lost_and_what_came_meanwhile_appears()
    {
        await using var visit = await stage.VisitAsync();
        await visit.IsLiveAsync();
        await visit.Compose.Locator("textarea").FillAsync("A draft survives");
        await stage.Bench.Service.StopAsync();
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("Connection lost");
        await Expect(visit.Page.Locator("#lost")).ToBeVisibleAsync();
        stage.Bench.Modem(1).Receive(Friend, "While you were away");

        await stage.Bench.Service.StartAgainAsync();

        await visit.IsLiveAsync();
        await Expect(visit.Page.Locator("#lost")).ToBeHiddenAsync();
        await Expect(visit.Line("While you were away")).ToBeVisibleAsync();
        await Expect(visit.Compose.Locator("textarea")).ToHaveValueAsync("A draft survives");
        await visit.SendAsync("+94770000007", "The old page's form still works");
        await Expect(visit.Line("The old page's form still works").Locator(".chip")).ToHaveTextAsync("sent");
    }
}
