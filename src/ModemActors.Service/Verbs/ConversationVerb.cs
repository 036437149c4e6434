using System.CommandLine;
using ModemActors.Service.Http;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>conversation</c>: what went to and came from one number, as a thread.</summary>
internal static class ConversationVerb
{
    private static readonly Argument<string> s_number = new("NUMBER") { Description = "The other side's number or name" };
    private static readonly Option<int> s_limit = VerbOptions.Whole("--limit", "How many of the newest (50 unless given)", 50, 1, 10_000);

    public static Command Create()
    {
        var conversation = new Verb(
            "conversation", "Show what went to and came from a number, oldest first, texts in full.",
            "modemactors conversation +15551234567")
        {
            s_number, s_limit, VerbOptions.Json,
        };
        conversation.SetAction(RunAsync);
        return conversation;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var (number, limit) = (parsed.GetValue(s_number)!, parsed.GetValue(s_limit));
        var messages = await store.ListConversationAsync(number, limit).ConfigureAwait(false);
        if (messages.Count == 0)
            messages = await store.ListConversationAsync(PhoneNumbers.Normal(number)!, limit).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(await ((IContactBook)store).ViewAsync(messages).ConfigureAwait(false));
            return ModemActorsCommand.Done;
        }

        if (messages.Count == 0)
            Screen.Line($"no messages from or to {Screen.Clean(number)}");
        else if (await ((IContactBook)store).GetContactAsync(messages[0].PhoneNumber).ConfigureAwait(false) is { Name: { } name })
            Screen.Line($"with {Screen.Clean(name)}, {Screen.Clean(messages[0].PhoneNumber)}");
        foreach (var message in messages)
            Print(message);
        return ModemActorsCommand.Done;
    }

    private static void Print(Message message)
    {
        var inbound = message.Direction == MessageDirection.Inbound;
        var modem = message.SentBy ?? message.Modem;
        var view = MessageView.Of(message);
        var by = modem is null ? "" : $", {modem}";
        Screen.Line($"{(inbound ? '<' : '>')} {TimeText.Local(message.Timestamp)}  {view.Status}{by}  [{message.Id}]");
        var indent = inbound ? "  " : "      ";
        var text = Screen.Clean(message.Content, oneLine: false);
        foreach (var line in Console.IsOutputRedirected ? text.Split('\n') : Screen.Wrap(text, Screen.Width - indent.Length))
            Screen.Line($"{indent}{line}");
    }
}
