using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Contacts;

/// <summary>The table <c>contacts</c>.</summary>
internal static class ContactRows
{
    private const string Columns = "phone_number, name, last_message_time, message_count";
    private const int MaxContacts = 10_000;

    public static ContactPage List(SqlSession session, ContactQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, MaxContacts);
        var contacts = session.All(
            $"SELECT {Columns} FROM contacts WHERE phone_number > $1 AND ($2 = 0 OR name IS NOT NULL) "
            + "AND ($3 IS NULL OR name LIKE $3 ESCAPE '\\' OR phone_number LIKE $3 ESCAPE '\\') ORDER BY phone_number LIMIT $4",
            Read, query.After ?? "", query.OnlyNamed, query.Search is { Length: > 0 } search ? $"%{Queries.Escape(search)}%" : null, limit + 1);
        return contacts.Count > limit ? new ContactPage(contacts[..limit], contacts[limit - 1].PhoneNumber) : new ContactPage(contacts, null);
    }

    public static Contact? Get(SqlSession session, string number) =>
        session.First($"SELECT {Columns} FROM contacts WHERE phone_number = $1", Read, number);

    public static Contact Name(SqlSession session, string number, string name)
    {
        session.Execute(
            "INSERT INTO contacts (phone_number, name) VALUES ($1, $2) ON CONFLICT (phone_number) DO UPDATE SET name = excluded.name",
            number, name);
        return Get(session, number)!;
    }

    public static bool Forget(SqlSession session, string number)
    {
        var changed = session.Execute("UPDATE contacts SET name = NULL WHERE phone_number = $1 AND name IS NOT NULL", number);
        session.Execute("DELETE FROM contacts WHERE phone_number = $1 AND message_count <= 0 AND name IS NULL", number);
        return changed == 1;
    }

    public static IReadOnlyDictionary<string, string> FindNames(SqlSession session, IEnumerable<string> numbers)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var number in numbers.Distinct(StringComparer.Ordinal))
        {
            if (session.Scalar("SELECT name FROM contacts WHERE phone_number = $1", number) is string name)
                names[number] = name;
        }

        return names;
    }

    private static Contact Read(SqliteDataReader reader) => new(
        reader.GetString(0), MessageRow.Text(reader, 1), MessageRow.Time(reader, 2), reader.GetInt64(3));
}
