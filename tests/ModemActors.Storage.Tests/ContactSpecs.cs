namespace ModemActors.Storage.Tests;

public sealed class ContactSpecs : StoreSpecs
{
    private IContactBook Book => (IContactBook)Store;

    [Fact]
    public async Task Name_stays_with_the_number_until_it_is_taken_away()
    {
        await Book.NameContactAsync("+15550000001", "Ann");
        await Book.NameContactAsync("+15550000001", "Anna");
        await Book.NameContactAsync("+15550000002", "Bob");

        Assert.Equal("Anna", (await Book.GetContactAsync("+15550000001"))!.Name);
        Assert.Equal(
            new Dictionary<string, string> { ["+15550000001"] = "Anna" },
            await Book.FindNamesAsync(["+15550000001", "+15550000009", "+15550000001"]));
        Assert.True(await Book.ForgetContactAsync("+15550000001"));
        Assert.False(await Book.ForgetContactAsync("+15550000001"));
        Assert.Null(await Book.GetContactAsync("+15550000001"));
    }

    [Fact]
    public async Task Contact_with_messages_loses_its_name_only()
    {
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('12345', 'a', 'unread', 'inbound')");
        await Book.NameContactAsync("12345", "Bank");

        await Book.ForgetContactAsync("12345");

        var contact = await Book.GetContactAsync("12345");
        Assert.Equal((null, 1L), (contact!.Name, contact.MessageCount));
    }

    [Fact]
    public async Task Contacts_are_found_by_name_and_number_and_come_in_pages()
    {
        foreach (var (number, name) in new[] { ("+1", "100%"), ("+2", "Ann"), ("+3", "Anton"), ("+4", "Bob") })
            await Book.NameContactAsync(number, name);
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+5', 'a', 'unread', 'inbound')");

        var first = await Book.ListContactsAsync(new ContactQuery { Limit = 2, OnlyNamed = true });
        var second = await Book.ListContactsAsync(new ContactQuery { Limit = 2, OnlyNamed = true, After = first.NextAfter });

        Assert.Equal(["+1", "+2", "+3", "+4"], first.Contacts.Concat(second.Contacts).Select(contact => contact.PhoneNumber));
        Assert.Null(second.NextAfter);
        Assert.Equal(["+2", "+3"], await Found("an"));
        Assert.Equal(["+1"], await Found("%"));
        Assert.Equal(["+5"], await Found("+5"));
    }

    [Fact]
    public async Task Conversations_come_newest_first_with_what_is_unread()
    {
        Sql("""
            INSERT INTO messages (phone_number, content, timestamp, status, direction) VALUES
            ('+1', 'old', '2026-01-01 10:00:00', 'read', 'inbound'),
            ('+2', 'one', '2026-01-01 11:00:00', 'unread', 'inbound'),
            ('+2', 'two', '2026-01-01 12:00:00', 'unread', 'inbound'),
            ('+3', 'out', '2026-01-01 11:30:00', 'queued', 'outbound'),
            ('+4', 'same time', '2026-01-01 11:30:00', 'read', 'inbound')
            """);
        await Book.NameContactAsync("+2", "Bob");
        await Book.NameContactAsync("+9", "Nobody wrote");

        var first = await Store.ListConversationsAsync(limit: 2);
        var second = await Store.ListConversationsAsync(limit: 3, after: first[^1].Mark);

        Assert.Equal(
            [("+2", "Bob", 2L, "two"), ("+4", null, 0L, "same time"), ("+3", null, 0L, "out"), ("+1", null, 0L, "old")],
            first.Concat(second).Select(each => (each.PhoneNumber, each.Name, each.Unread, each.Last.Content)));
        Assert.Equal(["+2"], (await Store.ListConversationsAsync("bo")).Select(each => each.PhoneNumber));
    }

    private async Task<IEnumerable<string>> Found(string search) =>
        (await Book.ListContactsAsync(new ContactQuery { Search = search })).Contacts.Select(contact => contact.PhoneNumber);
}
