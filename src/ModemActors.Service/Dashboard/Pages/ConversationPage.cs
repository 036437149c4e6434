using System.Globalization;
using ModemActors.Service.Configuration;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary><c>/conversation?number=…</c>: a thread, and a box to answer.</summary>
internal static class ConversationPage
{
    private const int Usual = 50;
    private const int Most = 2000;

    public static Task<IResult> ShowAsync(HttpContext context, IMessageStore store) => PageAsync(
        context, store, context.Request.Query["number"].ToString(), null, StatusCodes.Status200OK);

    /// <summary>The thread again, with what was typed and what is wrong with it.</summary>
    public static Task<IResult> AgainAsync(HttpContext context, IMessageStore store, Draft draft) =>
        PageAsync(context, store, draft.Number, draft, StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> PageAsync(HttpContext context, IMessageStore store, string number, Draft? draft, int status)
    {
        var count = int.TryParse(context.Request.Query["show"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, Usual, Most)
            : Usual;
        var messages = await store.ListConversationAsync(number, count + 1).ConfigureAwait(false);
        var names = await NodePicture.NamesAsync(store).ConfigureAwait(false);
        var here = MessageMarkup.ConversationAt(number);
        var name = MessageMarkup.NameOf(number, names);
        return Layout.Page(context, "/conversations", name, Html.Of($"""
            <div class="thread-page">
            <div class="head"><h1><bdi>{name}</bdi>{Html.If(names.ContainsKey(number), () => Html.Of($""" <small><bdi>{number}</bdi></small>"""))}</h1>
            <div id="marks" data-live>{MarkRead(context, messages, here)}</div></div>
            {Html.If(messages.Count > count, () => Html.Of($"""<p class="pager"><a class="button" href="{here}&amp;show={count * 4}">Show older messages</a></p>"""))}
            <ol id="thread" class="thread" data-live data-thread>{Html.Each(messages.TakeLast(count), message => Bubble(context, message, here))}{Html.If(
                messages.Count == 0, () => Html.Trusted("<li class=\"empty\">No message from or to this number yet.</li>"))}</ol>
            <div class="panel answer">{ComposeForm.Of(context, draft ?? Answer(context, number, messages), here, isAnswer: true)}</div>
            </div>
            """), status);
    }

    private static Html MarkRead(HttpContext context, IReadOnlyList<Message> messages, string here)
    {
        var unread = messages.Where(message => message.Status == MessageStatus.Unread).ToList();
        return Html.If(unread.Count > 0 && context.May(ApiScope.Send), () => Html.Of($"""
            <form method="post" action="/messages/read">{FormGuard.FieldFor(context)}<input type="hidden" name="back" value="{here}">{Html.Each(
                unread, message => Html.Of($"""<input type="hidden" name="id" value="{message.Id}">"""))}<button>Mark {unread.Count} read</button></form>
            """));
    }

    /// <summary>An answer goes by the modem that the other side wrote to, if it is still there.</summary>
    private static Draft Answer(HttpContext context, string number, IReadOnlyList<Message> messages)
    {
        var modem = messages.LastOrDefault(MessageMarkup.IsIn)?.Modem;
        var modems = context.RequestServices.GetRequiredService<ServiceConfiguration>().Settings.Modems;
        return new Draft { Number = number, Modem = modem is not null && modems.Any(each => each.Id == modem) ? modem : "" };
    }

    private static Html Bubble(HttpContext context, Message message, string back) => Html.Of($"""
        <li id="m{message.Id}" class="bubble {(MessageMarkup.IsIn(message) ? "in" : "out")}">
        <span class="unseen">{(MessageMarkup.IsIn(message) ? "Received" : "Sent by us")}</span>
        <p class="text" dir="auto">{MessageMarkup.Shown(message)}</p>
        <div class="fate"><a class="when" href="/messages/{message.Id}" aria-label="Message {message.Id}">{Times.Clock(message.Timestamp)}</a>{MessageMarkup.StatusOf(message)}{MessageMarkup.By(message)}{MessageMarkup.Why(message)}{MessageMarkup.Acts(context, message, back)}</div>
        </li>
        """);
}
