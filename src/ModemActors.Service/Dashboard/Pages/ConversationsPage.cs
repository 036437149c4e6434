using ModemActors.Service.Dashboard.Markup;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary><c>/conversations</c>: who wrote and was written to, newest first.</summary>
internal static class ConversationsPage
{
    public static async Task<IResult> ShowAsync(HttpContext context, IMessageStore store)
    {
        var search = context.Request.Query["search"].ToString();
        var conversations = await store.ListConversationsAsync(search.Length > 0 ? search : null, 100).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        return Layout.Page(context, "/conversations", "Conversations", Html.Of($"""
            <h1>Conversations</h1>
            <form class="filters" method="get" action="/conversations" role="search"><div class="field grow"><label for="search">Number or name</label><input id="search" name="search" type="search" value="{search}"></div><button>Show</button></form>
            <ul id="conversations" class="conversations panel" data-live>{Html.Each(conversations, each => Line(each, now))}{Html.If(
                conversations.Count == 0, () => Html.Trusted("<li class=\"empty\">Nobody has written or was written to.</li>"))}</ul>
            """));
    }

    private static Html Line(Conversation conversation, DateTimeOffset now) => Html.Of($"""
        <li id="c-{conversation.PhoneNumber}"><a href="{MessageMarkup.ConversationAt(conversation.PhoneNumber)}">
        <span class="who"><bdi>{conversation.Name ?? (conversation.PhoneNumber.Length > 0 ? conversation.PhoneNumber : "(no number)")}</bdi>{Html.If(
            conversation.Unread > 0, () => Html.Of($""" <span class="count">{conversation.Unread}<span class="unseen"> unread</span></span>"""))}</span>
        <span class="when">{Times.Relative(conversation.Last.Timestamp, now)}</span>
        <span class="text"><span class="you">{(MessageMarkup.IsIn(conversation.Last) ? "" : "You: ")}</span><bdi>{MessageMarkup.Shown(conversation.Last)}</bdi></span>
        <span class="fate">{MessageMarkup.StatusOf(conversation.Last)}</span></a></li>
        """);
}
