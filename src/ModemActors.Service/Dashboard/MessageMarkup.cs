using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>A message on a page, and what can be done with it.</summary>
internal static class MessageMarkup
{
    /// <summary>A line of a list: who, when, the text's beginning, how it stands.</summary>
    public static Html Item(HttpContext context, Message message, IReadOnlyDictionary<string, string> names, DateTimeOffset now, string back) => Html.Of($"""
        <li id="m{message.Id}" class="message {(IsIn(message) ? "in" : "out")}{(message.Status == MessageStatus.Unread ? " unread" : "")}">
        <span class="way">{(IsIn(message) ? Icon.In : Icon.Out)}<span class="unseen">{(IsIn(message) ? "from" : "to")}</span></span>
        <p class="who"><a href="{ConversationAt(message.PhoneNumber)}"><bdi>{NameOf(message.PhoneNumber, names)}</bdi></a></p>
        <p class="when"><a href="/messages/{message.Id}" aria-label="Message {message.Id}">{Times.Relative(message.Timestamp, now)}</a></p>
        <p class="text" dir="auto">{Shown(message)}</p>
        <div class="fate">{StatusOf(message)}{By(message)}{Why(message)}{Acts(context, message, back)}</div>
        </li>
        """);

    /// <summary>Its state as sign and word.</summary>
    public static Html StatusOf(Message message)
    {
        var word = MessageView.Of(message).Status;
        return Icon.Chip(ToneOf(message.Status), word.Length > 0 ? word : "no status");
    }

    public static Tone ToneOf(MessageStatus status) => status switch
    {
        MessageStatus.Queued or MessageStatus.Sending or MessageStatus.Unread => Tone.Busy,
        MessageStatus.Sent or MessageStatus.Delivered => Tone.Good,
        MessageStatus.Failed or MessageStatus.Undelivered => Tone.Bad,
        MessageStatus.Indeterminate or MessageStatus.Expired => Tone.Warning,
        _ => Tone.Idle,
    };

    /// <summary>What a person may do with it now.</summary>
    public static Html Acts(HttpContext context, Message message, string back)
    {
        (string Act, string Word)[] acts = message.Status switch
        {
            MessageStatus.Unread => [("read", "Mark read")],
            MessageStatus.Queued => [("cancel", "Cancel")],
            MessageStatus.Failed or MessageStatus.Undelivered or MessageStatus.Expired or MessageStatus.Cancelled => [("retry", "Send again")],
            MessageStatus.Indeterminate => [("sent", "It went out"), ("resend", "Send again")],
            _ => [],
        };
        return Html.If(acts.Length > 0 && context.May(ApiScope.Send), () => Html.Of($"""
            <form class="acts" method="post" action="/messages/{message.Id}/{acts[0].Act}">{FormGuard.FieldFor(context)}<input type="hidden" name="back" value="{back}">{Html.Each(
                acts, act => Html.Of($"""<button class="small" formaction="/messages/{message.Id}/{act.Act}" aria-label="{act.Word}: message {message.Id}">{act.Word}</button>"""))}</form>
            """));
    }

    /// <summary>Why it stands as it does.</summary>
    public static Html Why(Message message) => Html.If(message.Error is { Length: > 0 }, () => Html.Of($"""<span class="why">{message.Error}</span>"""));

    /// <summary>The text, or what there is instead.</summary>
    public static Html Shown(Message message) => Html.Of(
        $"""{message.Content}{Html.If(message.Content.Length == 0, () => Html.Trusted("<em>no text</em>"))}{Html.If(
            message.Kind != "text", () => Html.Of($""" <em class="kind">{message.Kind}</em>"""))}{Html.If(
            message.Incomplete, () => Html.Trusted(" <em class=\"kind\">parts are missing</em>"))}""");

    public static string NameOf(string number, IReadOnlyDictionary<string, string> names) =>
        number.Length == 0 ? "(no number)" : names.GetValueOrDefault(number) ?? number;

    public static string ConversationAt(string number) => $"/conversation?number={Uri.EscapeDataString(number)}";

    public static bool IsIn(Message message) => message.Direction == MessageDirection.Inbound;

    public static Html By(Message message) => Html.If(
        (message.SentBy ?? message.Modem) is not null, () => Html.Of($"""<span class="by">{message.SentBy ?? message.Modem}</span>"""));
}
