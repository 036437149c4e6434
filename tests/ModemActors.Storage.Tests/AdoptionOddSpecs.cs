using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Tests;

/// <summary>Databases of other programs as they are in the field, not as they should be.</summary>
public sealed class AdoptionOddSpecs : IDisposable
{
    private const string Plain =
        "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, phone_number TEXT NOT NULL, content TEXT NOT NULL, timestamp "
            + "DATETIME DEFAULT "
        + "CURRENT_TIMESTAMP, status TEXT NOT NULL, direction TEXT NOT NULL, modem_index INTEGER)";

    private readonly string _folder = Directory.CreateTempSubdirectory("modem-actors-odd-").FullName;

    private string File => Path.Combine(_folder, "old.db");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("delete", "UTF-8")]
    [InlineData("wal", "UTF-8")]
    [InlineData("truncate", "UTF-16le")]
    public async Task Journal_and_encoding_do_not_matter(string journal, string encoding)
    {
        Sql($"PRAGMA encoding = '{encoding}'; {Plain}");
        Sql($"PRAGMA journal_mode = {journal}");
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1', 'Grüße 👍', 'unread', 'inbound')");

        await using var store = await OpenAsync();

        Assert.Equal("Grüße 👍", (await store.GetAsync(1))!.Content);
    }

    [Fact]
    public async Task Odd_types_and_nulls_are_taken_as_they_are_and_disturb_nobody()
    {
        Sql("CREATE TABLE Messages (ID INTEGER PRIMARY KEY, Phone_Number, Content, Timestamp, Status, Direction, Modem_Index, priority TEXT)");
        Sql("INSERT INTO messages VALUES (1, 15551234567, 42, 1700000000, 'unread', 'inbound', 'x', 'high'), (2, NULL, NULL, NULL, "
            + "NULL, NULL, NULL, NULL), "
            + "(3, '+1', x'48690021', 1700000000123, 'UNREAD', 'INBOUND', 2.0, 1), (4, '+15551234567', 3.5, 'yesterday', 'queued', "
            + "'outbound', '', ''), "
            + "(5, 'Bank', 'code 7', '2024-05-06T07:08:09+02:00', 'archived', 'inbound', -1, 0)");

        await using (var store = await OpenAsync())
        {
            var messages = (await store.ListAsync(new MessageQuery())).Messages;
            Assert.Equal([5, 4, 3, 2, 1], messages.Select(message => (int)message.Id));
            Assert.Equal(("15551234567", "42", DateTimeOffset.FromUnixTimeSeconds(1700000000)),
                (messages[4].PhoneNumber, messages[4].Content, messages[4].Timestamp));
            Assert.Equal(("archived", new DateTimeOffset(2024, 5, 6, 5, 8, 9, TimeSpan.Zero)),
                (messages[0].StatusText, messages[0].Timestamp));
            Assert.Equal(4, Assert.Single((await store.ClaimAsync(new ClaimRequest(["m"]))).Claims).Message.Id);
        }

        Assert.Equal("text text blob", Sql("SELECT (SELECT typeof(content) || ' ' || typeof(timestamp) FROM messages WHERE id = 1) || ' "
            + "' || (SELECT "
            + "typeof(content) FROM messages WHERE id = 3)"));
    }

    [Fact]
    public async Task Ids_that_are_missing_or_doubled_are_replaced_and_kept_on_record()
    {
        Sql("CREATE TABLE messages (id INT, phone_number TEXT, content TEXT, timestamp TEXT, status TEXT, direction TEXT, modem_index INT)");
        Sql("INSERT INTO messages (id, phone_number, content, status, direction) VALUES (7, '+1', 'seven', 'read', 'inbound'), (7, "
            + "'+1', 'seven again', 'read', "
            + "'inbound'), (NULL, '+1', 'none', 'read', 'inbound'), ('abc', '+1', 'text', 'read', 'inbound'), (3, '+1', 'three', "
            + "'read', 'inbound')");

        await using (var store = await OpenAsync())
            Assert.Equal(["text", "none", "seven again", "seven", "three"],
                (await store.ListAsync(new MessageQuery())).Messages.Select(message => message.Content));

        Assert.Equal("3:-,7:-,8:7,9:-,10:abc", Sql(
            "SELECT group_concat(id || ':' || coalesce(id_before_modem_actors, '-')) FROM messages"));
    }

    [Fact]
    public async Task Own_columns_keep_their_defaults_and_do_not_keep_messages_out()
    {
        Sql(Plain.Replace("modem_index INTEGER", "modem_index INTEGER, folder TEXT NOT NULL DEFAULT 'in''box', seen_at DATETIME DEFAULT "
            + "CURRENT_TIMESTAMP, "
            + "owner INTEGER NOT NULL, tag TEXT CHECK (tag <> '')", StringComparison.Ordinal));
        Sql("INSERT INTO messages (phone_number, content, status, direction, owner) VALUES ('+1', 'old', 'read', 'inbound', 5)");

        await using (var store = await OpenAsync())
            await store.EnqueueAsync(new NewMessage { PhoneNumber = "+15551234567", Content = "new" });
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1', 'script', 'queued', 'outbound')");

        Assert.Equal("in'box 5", Sql("SELECT folder || ' ' || owner FROM messages WHERE content = 'old'"));
        Assert.Equal(2L, Sql("SELECT count(*) FROM messages WHERE folder = 'in''box' AND seen_at LIKE '20__-__-__ __:__:__' AND content "
            + "<> 'old'"));
    }

    [Fact]
    public async Task Names_that_we_need_ourselves_are_given_way()
    {
        Sql(Plain);
        Sql("CREATE TABLE log (id); CREATE INDEX messages_by_status ON messages (content); CREATE TRIGGER messages_inserted AFTER "
            + "INSERT ON messages BEGIN "
            + "INSERT INTO log VALUES (NEW.id); END; CREATE VIEW contacts AS SELECT DISTINCT phone_number FROM messages");
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1', 'old', 'read', 'inbound')");

        await using (var store = await OpenAsync())
            await store.EnqueueAsync(new NewMessage { PhoneNumber = "+15551234567", Content = "new" });

        Assert.Equal(2L, Sql("SELECT count(*) FROM log"));
        Assert.Equal(2L, Sql("SELECT count(*) FROM contacts_before_modem_actors"));
        Assert.Equal(2L, Sql("SELECT count(*) FROM contacts"));
        Assert.Equal("messages_by_status,messages_by_status_before_modem_actors",
            Sql("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE name LIKE 'messages_by_status%' ORDER BY name)"));
    }

    [Fact]
    public async Task Contacts_keep_every_column_and_those_that_do_not_fit_stay_beside()
    {
        Sql(Plain);
        Sql("CREATE TABLE contacts (id INTEGER PRIMARY KEY, phone_number TEXT, name TEXT, last_message_time TEXT, message_count "
            + "INTEGER, notes TEXT)");
        Sql("INSERT INTO contacts VALUES (1, '+1', 'Ann', '2020-01-01 00:00:00', 99, 'likes tea'), (2, '+1', 'Ann again', NULL, 0, "
            + "NULL), (3, '+2', 'Bob', "
            + "'2021-01-01 00:00:00', 7, '')");
        Sql("INSERT INTO messages (phone_number, content, timestamp, status, direction) VALUES ('+1', 'x', '2024-01-01 00:00:00', "
            + "'read', 'inbound')");

        await using (await OpenAsync())
        {
        }

        Assert.Equal("Ann|2024-01-01 00:00:00|1|likes tea", Sql("SELECT name || '|' || last_message_time || '|' || message_count || '|' "
            + "|| notes FROM contacts WHERE phone_number = '+1'"));
        Assert.Equal("Bob|2021-01-01 00:00:00|0", Sql("SELECT name || '|' || last_message_time || '|' || message_count FROM contacts "
            + "WHERE phone_number = '+2'"));
        Assert.Equal(3L, Sql("SELECT count(*) FROM contacts_before_modem_actors"));
    }

    [Fact]
    public async Task Tables_that_refer_to_messages_and_full_text_searches_go_on_working()
    {
        Sql(Plain);
        Sql("CREATE TABLE attachments (message_id INTEGER REFERENCES messages (id) ON DELETE CASCADE, name TEXT)");
        Sql("CREATE VIRTUAL TABLE search USING fts4(content=\"messages\", content); CREATE TRIGGER search_in AFTER INSERT ON messages "
            + "BEGIN INSERT INTO search "
            + "(docid, content) VALUES (NEW.id, NEW.content); END");
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1', 'needle', 'read', 'inbound'); INSERT INTO "
            + "attachments VALUES (1, 'a.jpg')");

        await using (var store = await OpenAsync())
            await store.EnqueueAsync(new NewMessage { PhoneNumber = "+15551234567", Content = "another needle" });

        Assert.Equal(2L, Sql("SELECT count(*) FROM search WHERE search MATCH 'needle'"));
        Assert.Contains("REFERENCES messages (id)", (string)Sql("SELECT sql FROM sqlite_master WHERE name = 'attachments'")!,
            StringComparison.Ordinal);
        Sql("PRAGMA foreign_keys = ON; DELETE FROM messages WHERE id = 1");
        Assert.Equal(0L, Sql("SELECT count(*) FROM attachments"));
    }

    [Fact]
    public async Task Hundred_thousand_rows_are_taken_over_in_seconds_and_a_crash_half_way_changes_nothing()
    {
        Sql(Plain);
        Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) INSERT INTO messages (phone_number, "
            + "content, timestamp, status, "
            + "direction, modem_index) SELECT '+1555' || (1000000 + i % 500), 'text ' || i, datetime(1600000000 + i * 60, 'unixepoch'), "
            + "CASE i % 3 WHEN 0 THEN "
            + "'read' WHEN 1 THEN 'sent' ELSE 'failed' END, CASE i % 3 WHEN 0 THEN 'inbound' ELSE 'outbound' END, NULL FROM n");
        var sum = Sql("SELECT sum(id) || ' ' || sum(length(content)) FROM messages");
        Sql("CREATE TABLE quarantine (x)");
        await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal(sum, Sql("SELECT sum(id) || ' ' || sum(length(content)) FROM messages"));
        Assert.Equal(Plain, Sql("SELECT sql FROM sqlite_master WHERE name = 'messages'"));
        Sql("DROP TABLE quarantine");

        var begun = Stopwatch.GetTimestamp();
        await using (await OpenAsync())
            Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 30);

        Assert.Equal(sum, Sql("SELECT sum(id) || ' ' || sum(length(content)) FROM messages"));
        Assert.Equal(100_000L, Sql("SELECT sum(message_count) FROM contacts"));
    }

    [Fact]
    public async Task Database_that_its_program_has_in_a_transaction_is_waited_for_and_then_named()
    {
        Sql(Plain);
        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Contains("locked by another process", error.Message, StringComparison.Ordinal);
        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();
        await using (await OpenAsync())
        {
        }
    }

    [Theory]
    [InlineData("CREATE VIEW messages AS SELECT 1 AS id, '' AS phone_number, '' AS content, '' AS status, '' AS direction",
        "has a view messages")]
    public async Task What_is_no_table_of_messages_is_refused(string create, string reason)
    {
        Sql(create);
        Assert.Contains(reason, (await Assert.ThrowsAsync<StoreException>(OpenAsync)).Message, StringComparison.Ordinal);
        Assert.Equal(create, Sql("SELECT sql FROM sqlite_master"));
    }

    private Task<IMessageStore> OpenAsync() => SqliteMessageStore.OpenAsync(
        new StoreOptions { ConnectionString = $"Data Source={File}", BusyTimeout = TimeSpan.FromSeconds(1) }, new ManualTimeProvider());

    private object? Sql(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
