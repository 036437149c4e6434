using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>
/// Takes over a database that another program made with the seven columns of <c>messages</c>. The table is built anew, because the old one
/// may carry CHECKs that know none of our
/// states; every row, key, column of its own, index, trigger and name of a contact comes along.
/// </summary>
internal static class Adoption
{
    private const string Old = "_before_modem_actors";

    private static readonly string[] Interface = ["id", "phone_number", "content", "timestamp", "status", "direction", "modem_index"];

    /// <summary>Runs <paramref name="create"/>, which makes the tables, and moves what was there before into them.</summary>
    public static void Run(SqlSession session, StoreFile file, Action create)
    {
        var messages = Columns(session, "messages");
        var contacts = Columns(session, "contacts");
        var missing = Interface.Except(messages, StringComparer.OrdinalIgnoreCase).Except(["timestamp", "modem_index"]).ToList();
        if (messages.Count > 0 && missing.Count > 0)
            throw new StoreException(
                $"Store {file.Path} has a table messages without {string.Join(", ", missing)}: it is of another program. Name another "
                + "file.");

        var attached = session.All(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'messages' COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS NOT "
            + "NULL ORDER BY type", reader => reader.GetString(0));
        var sequence = messages.Count > 0 && session.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'") is not null
            ? session.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'messages'") as long?
            : null;
        SetAside(session, "messages", messages);
        SetAside(session, "contacts", contacts);
        try
        {
            create();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
        {
            throw new StoreException($"Store {file.Path} holds tables of another program ({error.Message}). Name another file.", error);
        }

        if (contacts.Contains("phone_number", StringComparer.OrdinalIgnoreCase))
            session.Script(
                $"INSERT OR IGNORE INTO contacts (phone_number, name) SELECT "
                + $"phone_number, {(contacts.Contains("name", StringComparer.OrdinalIgnoreCase) ? "name" : "NULL")} FROM contacts{Old} "
                + "WHERE phone_number IS NOT NULL");
        if (messages.Count > 0)
            Move(session, messages, sequence);
        Discard(session, "contacts", contacts);
        Discard(session, "messages", messages);
        // Their triggers that kept contacts would count a second time what ours count.
        foreach (var sql in attached.Where(sql => !sql.Contains("contacts", StringComparison.OrdinalIgnoreCase)))
            session.Script(sql);
    }

    private static void Move(SqlSession session, List<string> columns, long? sequence)
    {
        var known = Columns(session, "messages");
        foreach (var own in columns.Except(known, StringComparer.OrdinalIgnoreCase))
        {
            var type = session.Scalar($"SELECT type FROM pragma_table_info('messages{Old}') WHERE name = $1", own) as string;
            session.Script($"ALTER TABLE messages ADD COLUMN {Quote(own)} {(string.IsNullOrWhiteSpace(type) ? "" : Quote(type))}");
        }

        var list = string.Join(", ", columns.Select(Quote));
        session.Script($"INSERT INTO messages ({list}) SELECT {list} FROM messages{Old} ORDER BY id");
        if (sequence is not { } seq)
            return;
        // Keys of rows that were deleted before stay unused.
        session.Execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'messages', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = "
            + "'messages')");
        session.Execute("UPDATE sqlite_sequence SET seq = max(seq, $1) WHERE name = 'messages'", seq);
    }

    private static List<string> Columns(SqlSession session, string table) =>
        session.All($"SELECT name FROM pragma_table_info('{table}')", reader => reader.GetString(0));

    private static void SetAside(SqlSession session, string table, List<string> columns)
    {
        if (columns.Count == 0)
            return;
        session.Script($"ALTER TABLE {table} RENAME TO {table}{Old}");
        // Triggers follow the renamed table and would run while rows are moved out of it.
        foreach (var trigger in Attached(session, "trigger", table))
            session.Script($"DROP TRIGGER {Quote(trigger)}");
        foreach (var index in Attached(session, "index", table))
            session.Script($"DROP INDEX {Quote(index)}");
    }

    private static List<string> Attached(SqlSession session, string type, string table) => session.All(
        "SELECT name FROM sqlite_master WHERE type = $1 AND sql IS NOT NULL AND tbl_name = $2 COLLATE NOCASE",
        reader => reader.GetString(0),
        type,
        table + Old);

    private static void Discard(SqlSession session, string table, List<string> columns)
    {
        if (columns.Count > 0)
            session.Script($"DROP TABLE {table}{Old}");
    }

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
