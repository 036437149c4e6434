using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary><c>/</c>: everything that matters at a glance, what needs a person first.</summary>
internal static class OverviewPage
{
    private const int Newest = 25;

    public static Task<IResult> ShowAsync(HttpContext context) => PageAsync(
        context,
        new Draft { Number = context.Request.Query["to"].ToString(), Text = context.Request.Query["text"].ToString() }, StatusCodes.Status200OK);

    /// <summary>The page again, with what was typed and what is wrong with it.</summary>
    public static Task<IResult> AgainAsync(HttpContext context, Draft draft) =>
        PageAsync(context, draft, StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> PageAsync(HttpContext context, Draft draft, int status)
    {
        var node = await NodePicture.TakeAsync(context, Newest).ConfigureAwait(false);
        var modems = node.Modems ?? [];
        return Layout.Page(context, "/", Title(node), Html.Of($"""
            <h1 class="unseen">Overview</h1>
            <section id="attention" class="attention" aria-label="What needs attention" data-live>{Attention.Of(node)}</section>
            <section id="figures" class="figures" aria-label="Figures" data-live>{Figures.Of(node)}</section>
            <div class="columns">
            <section class="modems" aria-labelledby="modems-title">
            <div class="head"><h2 id="modems-title">Modems</h2>{Filter(modems.Count)}</div>
            <div id="modems" data-live>{ModemMarkup.All(modems, node.Now)}</div>
            </section>
            <div class="side">
            <section class="panel" aria-labelledby="compose-title"><h2 id="compose-title">Send a message</h2>{ComposeForm.Of(context, draft, "/")}</section>
            <section class="newest" aria-labelledby="newest-title">
            <div class="head"><h2 id="newest-title">Newest messages</h2><a href="/messages">All messages</a></div>
            <ol id="newest" class="messages panel" data-live>{Html.Each(
                node.Newest, message => MessageMarkup.Item(context, message, node.Names, node.Now, "/"))}{Html.If(
                node.Newest.Count == 0, () => Html.Trusted("<li class=\"empty\">No message yet. Send one with the form above.</li>"))}</ol>
            </section>
            </div>
            </div>
            """), status);
    }

    private static string Title(NodePicture node)
    {
        var sick = node.Modems?.Count(modem => modem.IsSick) ?? 0;
        return sick > 0 ? $"({sick}!) Overview" : node.Unread > 0 ? $"({node.Unread}) Overview" : "Overview";
    }

    private static Html Filter(int count) => Html.If(count > 4, () => Html.Trusted("""
        <div class="filter" data-filter="modems" hidden><label class="unseen" for="find">Find a modem</label><input id="find" type="search" placeholder="Find a modem" autocomplete="off"></div>
        """));
}
