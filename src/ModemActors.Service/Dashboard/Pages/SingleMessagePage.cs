using System.Globalization;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary><c>/messages/{id}</c>: everything that is known of one message.</summary>
internal static class SingleMessagePage
{
    public static async Task<IResult> ShowAsync(HttpContext context, long id, IMessageStore store)
    {
        if (await store.GetAsync(id).ConfigureAwait(false) is not { } message)
            return Layout.Refusal(context, StatusCodes.Status404NotFound, "No such message", $"There is no message {id}.");
        var parts = await store.GetPartsAsync(id).ConfigureAwait(false);
        var timeline = await store.GetTimelineAsync(id).ConfigureAwait(false);
        var names = await NodePicture.NamesAsync(store).ConfigureAwait(false);
        return Layout.Page(context, "/messages", $"Message {id}", Html.Of($"""
            <h1>Message {id} <small>{(MessageMarkup.IsIn(message) ? "from" : "to")} <a href="{MessageMarkup.ConversationAt(message.PhoneNumber)}"><bdi>{MessageMarkup.NameOf(message.PhoneNumber, names)}</bdi></a></small></h1>
            <div id="message" class="detail" data-live>
            <section class="panel" aria-label="Text"><p class="whole" dir="auto">{MessageMarkup.Shown(message)}</p>
            <div class="fate">{MessageMarkup.StatusOf(message)}{MessageMarkup.Why(message)}{MessageMarkup.Acts(context, message, $"/messages/{id}")}</div></section>
            <div class="pair">
            <section class="panel"><h2>What happened</h2><ol class="timeline">{Html.Each(timeline, Happened)}</ol></section>
            <section class="panel"><h2>Facts</h2><dl class="facts">{Html.Each(Facts(message), fact => Html.Of($"""<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"""))}</dl></section>
            </div>
            {Html.If(parts.Count > 1, () => Html.Of($"""
                <section class="panel"><h2>Parts</h2><div class="scroll" tabindex="0" role="region" aria-label="Parts"><table><thead><tr><th scope="col">Part</th><th scope="col">State</th><th scope="col">TP-MR</th><th scope="col">Modem</th><th scope="col">Sent</th><th scope="col">Error</th></tr></thead><tbody>{Html.Each(parts, Part)}</tbody></table></div></section>
                """))}
            </div>
            """));
    }

    private static Html Happened(MessageEvent happened) => Html.Of($"""
        <li>{Icon.Chip(MessageMarkup.ToneOf(MessageStates.ParseStatus(happened.Status)), happened.Status)} {Times.Exact(happened.At)}{Html.If(
            happened.Detail is { Length: > 0 }, () => Html.Of($"""<span class="why">{happened.Detail}</span>"""))}</li>
        """);

    private static Html Part(MessagePart part) => Html.Of($"""
        <tr><td>{part.Number} of {part.Total}</td><td>{PartView.Of(part).State}</td><td>{part.TpMr?.ToString(CultureInfo.InvariantCulture)}</td><td>{part.Modem}</td><td>{(part.SentAt is { } at ? Times.Exact(at) : Html.None)}</td><td>{part.Error}</td></tr>
        """);

    private static IEnumerable<(string Name, Html Value)> Facts(Message message)
    {
        (string Name, DateTimeOffset? At)[] times =
        [
            (MessageMarkup.IsIn(message) ? "Received" : "Queued", message.Timestamp), ("Sent", message.SentAt),
            ("Service centre", message.ServiceCentreTimestamp), ("Not before", message.NotBefore), ("Expires", message.ExpiresAt),
            ("Next attempt", message.NextAttemptAt),
        ];
        foreach (var (name, at) in times)
        {
            if (at is { } time)
                yield return (name, Times.Exact(time));
        }

        yield return ("Number", Html.Of($"""<bdi>{message.PhoneNumber}</bdi>"""));
        if ((message.SentBy ?? message.Modem) is { } modem)
            yield return ("Modem", Html.Of($"""<a href="{ModemMarkup.At(modem)}">{modem}</a>"""));
        if (message.Parts is { } parts)
            yield return ("Parts", Html.Of($"""{parts}{(message.Encoding is { } encoding ? $", {encoding}" : "")}"""));
        (string Name, int Value)[] numbers =
            [("SIM slot", message.ModemIndex ?? -1), ("Attempts", message.Attempts == 0 ? -1 : message.Attempts), ("Priority", message.Priority == 0 ? -1 : message.Priority)];
        foreach (var (name, value) in numbers.Where(number => number.Value >= 0))
            yield return (name, Html.Of($"""{value}"""));
        if (message.Flash)
            yield return ("Flash", Html.Trusted("yes"));
    }
}
