using System.Globalization;
using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Dashboard.Pages;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>What can be done with a modem.</summary>
internal static class ModemActs
{
    private const int LongestHolder = 100;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(75);

    private static readonly (ResetLevel Level, string Words)[] s_levels =
    [
        (ResetLevel.Resynchronise, "Resynchronise: ask whether it is there"), (ResetLevel.Reopen, "Reopen the port"), (ResetLevel.Radio, "Radio off and on"),
        (ResetLevel.Modem, "Restart its firmware"), (ResetLevel.Usb, "Reset the USB device"), (ResetLevel.Power, "Power off and on"),
    ];

    private static readonly (int Minutes, string Words)[] s_times = [(5, "5 minutes"), (15, "15 minutes"), (60, "an hour"), (480, "8 hours")];

    public static Html Forms(HttpContext context, ModemPanel modem) => !context.May(ApiScope.Admin)
        ? Html.Trusted("<p class=\"remark\">This key may not reset or lend modems.</p>")
        : Html.Of($"""
        {(modem.Status.Lease is { } lease ? ReturnForm(context, modem, lease) : Html.None)}
        <form class="act" method="post" action="{ModemMarkup.At(modem.Id)}/reset">{Hidden(context, modem)}
        <div class="field grow"><label for="level">Reset</label><select id="level" name="level">{Html.Each(
            s_levels, each => Html.Of($"""<option value="{each.Level.ToString()}"{Html.Trusted(each.Level == ResetLevel.Reopen ? " selected" : "")}>{each.Words}</option>"""))}</select></div><button>{Icon.Tool}Reset</button>
        <p class="remark">A message that the modem has in hand is finished before a soft reset; a hard one may leave it indeterminate.</p></form>
        {Html.If(modem.Status.Lease is null, () => Html.Of($"""
            <form class="act" method="post" action="{ModemMarkup.At(modem.Id)}/lease">{Hidden(context, modem)}
            <div class="field grow"><label for="holder">Lend the port to</label><input id="holder" name="holder" required maxlength="{LongestHolder}" placeholder="who or what needs it"></div>
            <div class="field"><label for="for">for</label><select id="for" name="minutes">{Html.Each(s_times, each => Html.Of($"""<option value="{each.Minutes}">{each.Words}</option>"""))}</select></div><button>Lend</button></form>
            """))}
        """);

    public static Task<IResult> TouchAsync(HttpContext context, string id, string act, IRequiredActor<Fleet> fleet, IMessageStore store) =>
        Acts.GuardedAsync(context, async form =>
        {
            if (Request(id, act, form) is not { } request)
                return Layout.Refusal(context, StatusCodes.Status400BadRequest, "Not done", "The form was not filled in as it should be.");
            var answer = await fleet.ActorRef.Ask<object>(request, s_patience, context.RequestAborted).ConfigureAwait(false);
            return answer switch
            {
                ModemRefused refused => await ModemPage.WithNoteAsync(
                    context, id, store, Said.Note(Tone.Warning, $"Not done: {refused.Text}"), StatusCodes.Status409Conflict).ConfigureAwait(false),
                ModemLeaseGranted granted => await ModemPage.WithNoteAsync(
                    context, id, store, Said.Note(
                        Tone.Good, $"Lent: {granted.PortPath} at {granted.BaudRate} bit/s is free for {TimeText.Age(granted.Until - TimeProvider.System.GetUtcNow())}, then it is taken back."),
                    StatusCodes.Status200OK).ConfigureAwait(false),
                ResetBegun => Said.Back(form, "reset"),
                _ => Said.Back(form, "returned"),
            };
        });

    private static object? Request(string id, string act, IFormCollection form) => act switch
    {
        "reset" when Enum.TryParse<ResetLevel>(form["level"], out var level) && Enum.IsDefined(level) =>
            new ResetModem(id, level, "asked for on the dashboard"),
        "lease" when form["holder"].ToString().Trim() is { Length: > 0 and <= LongestHolder } holder
            && int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 1440 =>
            new LeaseModem(id, holder, TimeSpan.FromMinutes(minutes)),
        "return" when form["lease"].ToString() is { Length: > 0 } lease => new ReturnModem(id, lease),
        _ => null,
    };

    private static Html ReturnForm(HttpContext context, ModemPanel modem, ModemLease lease) => Html.Of($"""
        <form class="act" method="post" action="{ModemMarkup.At(modem.Id)}/return">{Hidden(context, modem)}<input type="hidden" name="lease" value="{lease.Lease}">
        <p class="grow"><strong>{lease.Holder}</strong> has the port; it is taken back {Times.Relative(lease.Until, TimeProvider.System.GetUtcNow())}.</p><button class="primary">Take it back now</button></form>
        """);

    private static Html Hidden(HttpContext context, ModemPanel modem) =>
        Html.Of($"""{FormGuard.FieldFor(context)}<input type="hidden" name="back" value="{ModemMarkup.At(modem.Id)}">""");
}
