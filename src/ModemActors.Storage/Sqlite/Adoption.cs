using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>
/// Takes over a database that another program made with the seven columns of <c>messages</c>. The table is built anew, because the old one
/// may carry CHECKs
/// that know none of our states; every row, key, column of its own with its default, index, trigger and contact comes along. What does not
/// fit stays in the
/// file under a name that says so.
/// </summary>
internal static class Adoption
{
    private const string Old = "_before_modem_actors";

    /// <summary>Column for keys that cannot stay what they were.</summary>
    private const string OldId = "id" + Old;

    private static readonly string[] s_interface = ["id", "phone_number", "content", "timestamp", "status", "direction", "modem_index"];

    /// <summary>Runs <paramref name="create"/>, which makes the tables, and moves what was there before into them.</summary>
    public static void Run(SqlSession session, StoreFile file, Action create)
    {
        var messages = Columns(session, "messages");
        var missing = s_interface.Except(messages.Select(column => column.Name), StringComparer.OrdinalIgnoreCase)
            .Except(["timestamp", "modem_index"]).ToList();
        if (messages.Count > 0 && missing.Count > 0)
            throw new StoreException(
                $"Store {file.Path} has a table messages without {string.Join(", ", missing)}: it is of another program. Name another file.");
        if (IsView(session, "messages"))
            throw new StoreException($"Store {file.Path} has a view messages, where a table must be: it is of another program. Name "
                + "another file.");
        RenameView(session, "contacts");

        var contacts = Columns(session, "contacts");
        var attached = session.All(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'messages' COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS "
                + "NOT NULL ORDER BY type",
            reader => (Name: reader.GetString(0), Sql: reader.GetString(1)));
        var sequence = messages.Count > 0 && session.Scalar("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'") is not null
            ? session.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'messages' COLLATE NOCASE") as long?
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

        if (contacts.Count > 0)
            MoveContacts(session, contacts);
        if (messages.Count > 0)
            MoveMessages(session, messages, sequence);
        // Their triggers that kept contacts would count a second time what ours count.
        foreach (var (name, sql) in attached.Where(item => !item.Sql.Contains("contacts", StringComparison.OrdinalIgnoreCase)))
            session.Script(Exists(session, name) ? UnderAnotherName(sql, name) : sql);
    }

    private static void MoveMessages(SqlSession session, List<OldColumn> columns, long? sequence)
    {
        AddOwnColumns(session, "messages", columns);
        var list = string.Join(", ", columns.Select(column => Quote(column.Name)));
        const string Usable = "typeof(id) = 'integer'";
        var keys = session.Scalar($"SELECT count(DISTINCT id) FROM messages{Old} WHERE {Usable}") as long?;
        var rows = session.Scalar($"SELECT count(*) FROM messages{Old}") as long?;
        if (keys == rows)
        {
            session.Script($"INSERT INTO messages ({list}) SELECT {list} FROM messages{Old} ORDER BY id");
        }
        else
        {
            // Without a primary key ids can be missing, texts, or there twice; the first of each stays, the others get new ones.
            session.Script($"ALTER TABLE messages ADD COLUMN {Quote(OldId)}");
            session.Script($"CREATE TEMP TABLE first_of_id AS SELECT min(rowid) AS row FROM messages{Old} WHERE {Usable} GROUP BY id");
            session.Script($"INSERT INTO messages ({list}) SELECT {list} FROM messages{Old} WHERE rowid IN (SELECT row FROM "
                + "first_of_id) ORDER BY id");
            var others = string.Join(", ", columns.Where(column => !IsNamed(column, "id")).Select(column => Quote(column.Name)));
            session.Script(
                $"INSERT INTO messages ({others}, {Quote(OldId)}) SELECT {others}, id FROM messages{Old} WHERE rowid NOT IN (SELECT row "
                    + "FROM first_of_id) "
                + "ORDER BY rowid; DROP TABLE first_of_id");
        }

        session.Script($"DROP TABLE messages{Old}");
        if (sequence is not { } seq)
            return;
        // Keys of rows that were deleted before stay unused.
        session.Execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'messages', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = "
                + "'messages')");
        session.Execute("UPDATE sqlite_sequence SET seq = max(seq, $1) WHERE name = 'messages'", seq);
    }

    /// <summary>Before the messages: those count into the contacts as they come.</summary>
    private static void MoveContacts(SqlSession session, List<OldColumn> columns)
    {
        if (!columns.Exists(column => IsNamed(column, "phone_number")))
            return;
        AddOwnColumns(session, "contacts", columns);
        var list = string.Join(", ", columns.Where(column => !IsNamed(column, "message_count")).Select(column => Quote(column.Name)));
        session.Script($"INSERT OR IGNORE INTO contacts ({list}) SELECT {list} FROM contacts{Old} WHERE phone_number IS NOT NULL");
        var isWhole = session.Scalar($"SELECT (SELECT count(*) FROM contacts) = (SELECT count(*) FROM contacts{Old})") is 1L;
        if (isWhole)
            session.Script($"DROP TABLE contacts{Old}");
    }

    /// <summary>While the table is empty, so that any default will do. NOT NULL stays behind: what comes in over the air does not fill
    /// them.</summary>
    private static void AddOwnColumns(SqlSession session, string table, List<OldColumn> columns)
    {
        var known = Columns(session, table).ConvertAll(column => column.Name);
        foreach (var own in columns.Where(column => !known.Contains(column.Name, StringComparer.OrdinalIgnoreCase)))
        {
            var type = string.IsNullOrWhiteSpace(own.Type) ? "" : Quote(own.Type);
            var standard = own.Default is null ? "" : $"DEFAULT ({own.Default})";
            session.Script($"ALTER TABLE {table} ADD COLUMN {Quote(own.Name)} {type} {standard}");
        }
    }

    private static List<OldColumn> Columns(SqlSession session, string table) => session.All(
        $"SELECT name, type, dflt_value FROM pragma_table_info('{table}')",
        reader => new OldColumn(reader.GetString(0), MessageRow.Text(reader, 1), MessageRow.Text(reader, 2)));

    private static void SetAside(SqlSession session, string table, List<OldColumn> columns)
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

    private static bool IsView(SqlSession session, string name) => ViewOf(session, name) is not null;

    private static void RenameView(SqlSession session, string name)
    {
        if (ViewOf(session, name) is not { } sql)
            return;
        session.Script($"DROP VIEW {name}");
        session.Script(UnderAnotherName(sql, name));
    }

    private static string? ViewOf(SqlSession session, string name) =>
        session.Scalar("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = $1 COLLATE NOCASE", name) as string;

    private static bool Exists(SqlSession session, string name) =>
        session.Scalar("SELECT 1 FROM sqlite_master WHERE name = $1 COLLATE NOCASE", name) is not null;

    /// <summary>A statement that makes something under a name that we need ourselves.</summary>
    private static string UnderAnotherName(string sql, string name) => new Regex(
        $"""^(\s*CREATE\s.*?)(["'`\[]?){Regex.Escape(name)}(["'`\]]?)""", RegexOptions.IgnoreCase | RegexOptions.Singleline)
        .Replace(sql, $"$1${{2}}{name}{Old}$3", 1);

    private static bool IsNamed(OldColumn column, string name) => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <param name="Type">As declared; null or empty = none.</param>
    /// <param name="Default">The expression; null = none.</param>
    private sealed record OldColumn(string Name, string? Type, string? Default);
}
