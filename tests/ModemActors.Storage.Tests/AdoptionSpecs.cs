using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Tests;

public sealed class AdoptionSpecs : IAsyncLifetime
{
    private const string Plain =
        "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, phone_number TEXT NOT NULL, content TEXT NOT NULL, timestamp "
        + "DATETIME DEFAULT CURRENT_TIMESTAMP, "
        + "status TEXT NOT NULL, direction TEXT NOT NULL, modem_index INTEGER)";

    private const string Checked =
        "CREATE TABLE messages (id INTEGER PRIMARY KEY, phone_number VARCHAR(20), content TEXT, timestamp TEXT DEFAULT CURRENT_TIMESTAMP, "
        + "status TEXT CHECK (status IN ('unread', 'read', 'queued', 'sending', 'sent', 'failed')), direction TEXT CHECK (direction IN "
        + "('inbound', 'outbound')), modem_index INTEGER)";

    private const string Extended =
        "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, phone_number TEXT, content TEXT, timestamp TEXT, status TEXT, "
        + "direction TEXT, "
        + "modem_index INTEGER, priority INTEGER, \"our note\" TEXT)";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"modem-actors-{Guid.NewGuid():N}.db");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(_file + suffix);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Checked)]
    [InlineData(Extended)]
    public async Task Existing_messages_table_is_taken_over_with_every_row(string create)
    {
        Sql(create);
        Sql("INSERT INTO messages (id, phone_number, content, timestamp, status, direction, modem_index) VALUES (3, '+1', 'in', "
            + "'2024-01-02 03:04:05', 'unread', 'inbound', 7), "
            + "(8, '+15551234567', 'out', '2024-01-02T03:04:06', 'queued', 'outbound', NULL), (9, '+1', 'old', '2024-01-01 00:00:00', "
            + "'sent', 'outbound', NULL)");

        await using (var store = await OpenAsync())
        {
            var messages = (await store.ListAsync(new MessageQuery())).Messages;
            Assert.Equal(
                [(9, "old", MessageStatus.Sent, null), (8, "out", MessageStatus.Queued, null), (3, "in", MessageStatus.Unread, 7)],
                messages.Select(message => ((int)message.Id, message.Content, message.Status, message.ModemIndex)));
            Assert.Equal(8, Assert.Single((await store.ClaimAsync(new ClaimRequest(["m1"]))).Claims).Message.Id);
        }

        Assert.Equal(2L, Sql("SELECT message_count FROM contacts WHERE phone_number = '+1'"));
        Assert.Equal("2024-01-02 03:04:05", Sql("SELECT last_message_time FROM contacts WHERE phone_number = '+1'"));
        Assert.Equal("id,phone_number,content,timestamp,status,direction,modem_index",
            Sql("SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('messages') LIMIT 7)"));
        Assert.Equal("wal", Sql("PRAGMA journal_mode"));
        await using (await OpenAsync())
            Assert.Equal(3L, Sql("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Own_columns_indexes_views_triggers_contacts_and_used_keys_stay()
    {
        Sql(Extended);
        Sql("INSERT INTO messages (phone_number, content, status, direction, priority, \"our note\") VALUES ('+1', 'x', 'read', "
            + "'inbound', 4, 'keep me'), ('+1', 'y', 'read', 'inbound', NULL, NULL)");
        Sql("DELETE FROM messages WHERE content = 'y'; CREATE INDEX own_index ON messages (content); CREATE VIEW own_view AS SELECT "
            + "content FROM messages; CREATE TABLE own_log (id)");
        Sql("CREATE TRIGGER own_trigger AFTER INSERT ON messages BEGIN INSERT INTO own_log VALUES (NEW.id); END");
        Sql("CREATE TABLE contacts (phone_number TEXT PRIMARY KEY, name TEXT); INSERT INTO contacts VALUES ('+1', 'Ann'), ('+2', 'Bob')");

        await using (await OpenAsync())
        {
            Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1', 'z', 'read', 'inbound')");
        }

        Assert.Equal("keep me", Sql("SELECT \"our note\" FROM messages WHERE id = 1 AND priority = 4"));
        Assert.Equal(3L, Sql("SELECT max(id) FROM messages"));
        Assert.Equal(1L, Sql("SELECT count(*) FROM own_log WHERE id = 3"));
        Assert.Equal(2L, Sql("SELECT count(*) FROM own_view"));
        Assert.Equal(1L, Sql("SELECT count(*) FROM sqlite_master WHERE name = 'own_index'"));
        Assert.Equal("Ann", Sql("SELECT name FROM contacts WHERE message_count = 2"));
        Assert.Equal("Bob", Sql("SELECT name FROM contacts WHERE message_count = 0"));
    }

    [Theory]
    [InlineData("CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT)", "without phone_number, content, status, direction")]
    [InlineData("CREATE TABLE modems (x)", "tables of another program")]
    public async Task Database_of_another_program_is_refused_unchanged(string create, string reason)
    {
        Sql(create);
        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
        Assert.Equal(create, Sql("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY name LIMIT 1"));
        Assert.Equal(1L, Sql("SELECT count(*) FROM sqlite_master WHERE type = 'table'"));
    }

    private Task<IMessageStore> OpenAsync() =>
        SqliteMessageStore.OpenAsync(new StoreOptions { ConnectionString = $"Data Source={_file}" }, new ManualTimeProvider());

    private object? Sql(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
