using System.CommandLine;
using ModemActors.Service.Http;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>messages</c>: lists messages, newest first.</summary>
internal static class MessagesVerb
{
    private static readonly Option<string?> s_direction =
        VerbOptions.Word("--direction", "Only what came in, or what goes out", "inbound", "outbound");
    private static readonly Option<string?> s_status = VerbOptions.Word(
        "--status", "Only in this state",
        [.. Enum.GetValues<MessageStatus>().Where(status => status != MessageStatus.Unknown).Select(status => status.ToText())]);
    private static readonly Option<string?> s_number = VerbOptions.Text("--number", "NUMBER", "Only from or to this number");
    private static readonly Option<string?> s_modem = VerbOptions.Text("--modem", "ID", "Only by this modem");
    private static readonly Option<DateTimeOffset?> s_since =
        VerbOptions.Time("--since", "Not older than: 2026-01-31T08:00, or 2h ago", past: true);
    private static readonly Option<DateTimeOffset?> s_until =
        VerbOptions.Time("--until", "Older than: 2026-01-31T08:00, or 2h ago", past: true);
    private static readonly Option<string?> s_search = VerbOptions.Text("--search", "TEXT", "Only with this in text or number");
    private static readonly Option<int> s_limit = VerbOptions.Whole("--limit", "How many at most (20 unless given)", 20, 1, 10_000);

    public static Command Create()
    {
        s_status.HelpName = "STATUS";
        s_limit.Aliases.Add("-n");
        var messages = new Verb(
            "messages", "List messages, newest first.",
            "modemactors messages --direction inbound --status unread --since 24h")
        {
            s_direction, s_status, s_number, s_modem, s_since, s_until, s_search, s_limit, VerbOptions.Json,
        };
        messages.SetAction(RunAsync);
        return messages;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var page = await store.ListAsync(new MessageQuery
        {
            Direction = parsed.GetValue(s_direction) is { } direction ? MessageStates.ParseDirection(direction) : null,
            Status = parsed.GetValue(s_status),
            PhoneNumber = PhoneNumbers.Normal(parsed.GetValue(s_number)),
            Modem = parsed.GetValue(s_modem),
            Since = parsed.GetValue(s_since),
            Until = parsed.GetValue(s_until),
            Search = parsed.GetValue(s_search),
            Limit = parsed.GetValue(s_limit),
        }).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(await ((IContactBook)store).ViewAsync(page.Messages).ConfigureAwait(false));
        else if (page.Messages.Count == 0)
            Screen.Line("no messages");
        else
            Print(page);
        return ModemActorsCommand.Done;
    }

    private static void Print(MessagePage page)
    {
        Screen.Table(
            [new("ID", IsNumber: true), new("TIME"), new("NUMBER"), new("STATUS"), new("MODEM"), new("TEXT", Gives: true)],
            [.. page.Messages.Select(message => (IReadOnlyList<string>)
            [
                $"{message.Id}", TimeText.Local(message.Timestamp)[5..^3],
                $"{Arrow(message)} {Screen.Clean(message.PhoneNumber)}", MessageView.Of(message).Status,
                message.SentBy ?? message.Modem ?? "",
                Screen.Clean(message.Content),
            ])]);
        if (page.NextBefore is not null)
            Screen.Remark("there are more; --limit shows them.");
    }

    private static char Arrow(Message message) => message.Direction == MessageDirection.Inbound ? '<' : '>';
}
