using ModemActors.Messages;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary><c>/modems/{id}</c>: one modem, what it did, and what can be done with it.</summary>
internal static class ModemPage
{
    public static Task<IResult> ShowAsync(HttpContext context, string id, IMessageStore store) =>
        WithNoteAsync(context, id, store, null, StatusCodes.Status200OK);

    /// <summary>The page with what became of a form.</summary>
    public static async Task<IResult> WithNoteAsync(HttpContext context, string id, IMessageStore store, Html? note, int code)
    {
        var activity = await store.GetActivityAsync().ConfigureAwait(false);
        var modems = await NodePicture.ModemsAsync(context, activity).ConfigureAwait(false);
        if (modems is null)
            return Layout.Refusal(context, StatusCodes.Status503ServiceUnavailable, "No answer", "The actors do not answer; try again in a moment.");
        if (modems.FirstOrDefault(modem => modem.Id == id) is not { } modem)
            return Layout.Refusal(context, StatusCodes.Status404NotFound, "No such modem", $"There is no modem '{id}'.");
        var messages = (await store.ListAsync(new MessageQuery { Modem = id, Limit = 20 }).ConfigureAwait(false)).Messages;
        var names = await NodePicture.NamesAsync(store).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        return Layout.Page(context, "/", id, Html.Of($"""
            <div class="head"><h1>{id}</h1><span id="standing" data-live>{Icon.Chip(modem.Tone, modem.Word)}</span></div>
            <div class="columns">
            <div id="modem" class="detail" data-live>
            {Html.If(modem.Explanation is not null, () => Html.Of($"""<p class="note {Icon.ClassOf(modem.Tone)}">{Icon.Of(modem.Tone)}<span>{modem.Explanation}</span></p>"""))}
            <section class="panel"><h2>Now</h2>{ModemMarkup.Signal(modem)}{ModemMarkup.Storage(modem)}
            <dl class="facts">{Html.Each(Facts(modem, now), fact => Html.Of($"""<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"""))}</dl></section>
            <section class="panel"><h2>Recoveries</h2>{(modem.Status.Recoveries.Count == 0 ? Html.Trusted("<p class=\"remark\">It was never reset.</p>")
                : Html.Of($"""<ol class="timeline">{Html.Each(modem.Status.Recoveries, Recovery)}</ol>"""))}</section>
            </div>
            <div class="side">
            <section class="panel"><h2>Act</h2><div id="acts" data-live>{ModemActs.Forms(context, modem)}</div></section>
            <section class="newest"><div class="head"><h2>Its newest messages</h2><a href="/messages?modem={Uri.EscapeDataString(id)}">All of them</a></div>
            <ol id="its-messages" class="messages panel" data-live>{Html.Each(
                messages, message => MessageMarkup.Item(context, message, names, now, ModemMarkup.At(id)))}{Html.If(
                messages.Count == 0, () => Html.Trusted("<li class=\"empty\">None yet.</li>"))}</ol></section>
            </div>
            </div>
            """), code, note);
    }

    private static Html Recovery(ModemRecovery recovery) => Html.Of($"""
        <li>{Icon.Chip(
            recovery.Outcome switch { RecoveryOutcome.Recovered => Tone.Good, RecoveryOutcome.Begun => Tone.Busy, RecoveryOutcome.InVain => Tone.Bad, _ => Tone.Idle },
            recovery.Outcome switch { RecoveryOutcome.Recovered => "helped", RecoveryOutcome.Begun => "begun", RecoveryOutcome.InVain => "in vain", _ => "not possible" })} <strong>{recovery.Level.ToString().ToLowerInvariant()}</strong> {Times.Exact(recovery.At)}{Html.If(
            recovery.Took is not null, () => Html.Of($""", took {TimeText.Age(recovery.Took!.Value)}"""))}<span class="why">{recovery.Reason}{(recovery.Detail is { } detail ? $" – {detail}" : "")}</span></li>
        """);

    private static IEnumerable<(string Name, Html Value)> Facts(ModemPanel modem, DateTimeOffset now)
    {
        var status = modem.Status;
        yield return ("Sign of life", ModemMarkup.Alive(modem, now));
        yield return ("Last hour", Html.Of($"""{modem.Activity.Sent} sent, {modem.Activity.Received} received"""));
        yield return ("Waiting for it alone", Html.Of($"""{modem.Activity.Waiting}"""));
        (string Name, string? Value)[] facts =
        [
            ("Port", status.OpenedPort is { } opened && opened != status.Port ? $"{status.Port}, now {opened}" : status.Port),
            ("Operator", status.Operator), ("Registration", status.Registration), ("Service centre", status.Smsc),
            ("Its number", status.Identity?.OwnNumber), ("Manufacturer", status.Identity?.Manufacturer), ("Model", status.Identity?.Model),
            ("Firmware", status.Identity?.Revision), ("Profile", status.Identity?.Profile), ("IMEI", status.Identity?.Imei),
            ("IMSI", status.Identity?.Imsi), ("ICCID", status.Identity?.Iccid), ("Last error", modem.Explanation == status.LastError ? null : status.LastError),
        ];
        foreach (var (name, value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value)))
            yield return (name, Html.Of($"""{value}"""));
    }
}
