using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Http;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary><c>/messages</c>: all of them, newest first, with filters.</summary>
internal static class MessagesPage
{
    private static readonly string[] s_states =
        [.. Enum.GetValues<MessageStatus>().Where(status => status != MessageStatus.Unknown).Select(status => status.ToText())];

    public static async Task<IResult> ShowAsync(HttpContext context, IMessageStore store)
    {
        string Asked(string key) => context.Request.Query[key].ToString();
        var direction = Asked("direction") is "inbound" or "outbound" ? Asked("direction") : "";
        var query = new MessageQuery
        {
            Direction = direction.Length > 0 ? MessageStates.ParseDirection(direction) : null,
            Status = s_states.Contains(Asked("status")) ? Asked("status") : null,
            Modem = Asked("modem") is { Length: > 0 } modem ? modem : null,
            Search = Asked("search") is { Length: > 0 } search ? search : null,
            BeforeId = MessageCursor.TryRead(Asked("cursor"), out var before) && before > 0 ? before : null,
        };
        var page = await store.ListAsync(query).ConfigureAwait(false);
        var names = await NodePicture.NamesAsync(store).ConfigureAwait(false);
        var filters = $"/messages?search={Uri.EscapeDataString(query.Search ?? "")}&direction={direction}&status={query.Status}"
            + $"&modem={Uri.EscapeDataString(query.Modem ?? "")}";
        var here = query.BeforeId is { } from ? $"{filters}&cursor={MessageCursor.Of(from)}" : filters;
        return Layout.Page(context, "/messages", "Messages", Html.Of($"""
            <h1>Messages</h1>
            <form class="filters" method="get" action="/messages" role="search">
            <div class="field grow"><label for="search">Text or number</label><input id="search" name="search" type="search" value="{query.Search}"></div>
            <div class="field"><label for="direction">Direction</label><select id="direction" name="direction">{Options(direction, ("", "both"), ("inbound", "received"), ("outbound", "to send"))}</select></div>
            <div class="field"><label for="status">Status</label><select id="status" name="status">{Options(query.Status ?? "", [("", "any"), .. s_states.Select(state => (state, state))])}</select></div>
            <div class="field"><label for="of-modem">Modem</label><input id="of-modem" name="modem" value="{query.Modem}" size="10"></div>
            <button>Show</button>
            </form>
            <ol id="list" class="messages roomy panel"{Html.Trusted(query.BeforeId is null ? " data-live" : "")}>{Html.Each(
                page.Messages, message => MessageMarkup.Item(context, message, names, TimeProvider.System.GetUtcNow(), here))}{Html.If(
                page.Messages.Count == 0, () => Html.Trusted("<li class=\"empty\">No message is like that.</li>"))}</ol>
            <nav class="pager" aria-label="Older and newer">{Html.If(
                query.BeforeId is not null, () => Html.Of($"""<a class="button" href="{filters}">Newest</a>"""))}{Html.If(
                page.NextBefore is not null, () => Html.Of($"""<a class="button" href="{filters}&amp;cursor={MessageCursor.Of(page.NextBefore!.Value)}" rel="next">Older</a>"""))}</nav>
            """));
    }

    private static Html Options(string chosen, params (string Value, string Word)[] options) => Html.Each(
        options, option => Html.Of($"""<option value="{option.Value}"{Html.Trusted(option.Value == chosen ? " selected" : "")}>{option.Word}</option>"""));
}
