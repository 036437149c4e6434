using System.CommandLine;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>contacts</c>: names for numbers.</summary>
internal static class ContactsVerb
{
    private static readonly Argument<string> s_number = new("NUMBER") { Description = "The number, or the name that a sender gives itself" };
    private static readonly Argument<string> s_name = new("NAME") { Description = "What it is called here" };
    private static readonly Option<string?> s_search = VerbOptions.Text("--search", "TEXT", "Only with this in name or number");
    private static readonly Option<bool> s_named = new("--named") { Description = "Only those with a name" };

    public static Command Create()
    {
        s_name.Validators.Add(result => Check(result, ContactText.WrongName(result.Tokens.Count == 1 ? result.Tokens[0].Value.Trim() : null), "NAME"));
        s_number.Validators.Add(result => Check(result, ContactText.WrongNumber(result.Tokens.Count == 1 ? result.Tokens[0].Value : ""), "NUMBER"));
        var list = new Verb("list", "List whom messages went to or came from, and who has a name.", "modemactors contacts list --named")
        {
            s_search, s_named, VerbOptions.Json,
        };
        list.SetAction(ListAsync);
        var set = new Verb("set", "Give a number a name.", "modemactors contacts set +15551234567 Ann") { s_number, s_name, VerbOptions.Json };
        set.SetAction(SetAsync);
        var remove = new Verb("remove", "Take a name away; the messages stay.", "modemactors contacts remove +15551234567") { s_number };
        remove.SetAction(RemoveAsync);
        return new Verb("contacts", "List, set and remove names for numbers.", "modemactors contacts set +15551234567 Ann") { list, set, remove };
    }

    private static void Check(System.CommandLine.Parsing.ArgumentResult result, string? wrong, string name)
    {
        if (wrong is not null)
            result.AddError($"{name} {wrong}.");
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var page = await ((IContactBook)store).ListContactsAsync(new ContactQuery
        {
            Search = parsed.GetValue(s_search),
            OnlyNamed = parsed.GetValue(s_named),
            Limit = 10_000,
        }).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(page.Contacts.Select(ContactView.Of));
        else if (page.Contacts.Count == 0)
            Screen.Line("no contacts");
        else
            Screen.Table(
                [new("NUMBER"), new("NAME", Gives: true), new("MESSAGES", IsNumber: true), new("LAST MESSAGE")],
                [.. page.Contacts.Select(contact => (IReadOnlyList<string>)
                [
                    Screen.Clean(contact.PhoneNumber), Screen.Clean(contact.Name ?? ""), $"{contact.MessageCount}",
                    contact.LastMessageTime is { } last ? TimeText.Local(last)[..^3] : "",
                ])]);
        if (page.NextAfter is not null)
            Screen.Remark("there are more; --search finds them.");
        return ModemActorsCommand.Done;
    }

    private static async Task<int> SetAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var contact = await ((IContactBook)store).NameContactAsync(
            PhoneNumbers.Normal(parsed.GetValue(s_number))!, parsed.GetValue(s_name)!.Trim()).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(ContactView.Of(contact));
        else
            Screen.Line($"{Screen.Clean(contact.PhoneNumber)} is {Screen.Clean(contact.Name!)}");
        return ModemActorsCommand.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var (book, number) = ((IContactBook)store, parsed.GetValue(s_number)!);
        if (!await book.ForgetContactAsync(number).ConfigureAwait(false)
            && !await book.ForgetContactAsync(PhoneNumbers.Normal(number)!).ConfigureAwait(false))
            throw new VerbException($"{Screen.Clean(number)} has no name; 'modemactors contacts list --named' shows who has.");
        Screen.Line($"{Screen.Clean(number)} has no name any more");
        return ModemActorsCommand.Done;
    }
}
