using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Tests;

/// <summary>Files of older programs.</summary>
public sealed class MigrationSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modem-actors-migration-").FullName;

    private string File => Path.Combine(_folder, "store.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 2 })]
    public async Task Store_of_an_older_program_is_brought_up_to_date_with_every_row(int[] versions)
    {
        Make(versions);
        Sql("INSERT INTO messages (phone_number, content, status, direction, sent_by) VALUES ('+15551234567', 'old', 'sent', "
            + "'outbound', 'm1'), "
            + "('+15551234567', 'waiting', 'queued', 'outbound', NULL), ('Bank', 'code', 'unread', 'inbound', NULL)");
        Sql("INSERT INTO message_parts (message_id, number, total, state, tp_mr, modem, sent_at) VALUES (1, 1, 1, 'sent', 7, 'm1', "
            + "'2026-01-01 00:00:00')");
        Sql("UPDATE contacts SET name = 'Ann' WHERE phone_number = '+15551234567'");

        await using (var store = await OpenAsync())
        {
            Assert.Equal(["code", "waiting", "old"],
                (await store.ListAsync(new MessageQuery())).Messages.Select(message => message.Content));
            Assert.Equal((7, PartState.Sent), Assert.Single(await store.GetPartsAsync(1)) is var part ? (part.TpMr!.Value, part.State)
                : default);
            Assert.Equal(2, Assert.Single((await store.ClaimAsync(new ClaimRequest(["m1"]))).Claims).Message.Id);
            await store.Upkeep.SaveSamplesAsync([new ModemSample("m1", DateTimeOffset.UnixEpoch, "ready", -70, "home", 1, 30)]);
        }

        Assert.Equal("Ann 2", Sql("SELECT name || ' ' || message_count FROM contacts WHERE phone_number = '+15551234567'"));
        Assert.Equal(Scripts().Count, Convert.ToInt32(Sql("SELECT count(*) FROM schema_version"), null));
    }

    [Fact]
    public async Task Script_that_arrived_out_of_turn_is_applied_too()
    {
        Make([.. Scripts().Keys.Where(version => version != 2)]);

        await using (await OpenAsync())
            Assert.Equal(1L, Sql("SELECT count(*) FROM schema_version WHERE version = 2"));
        Assert.Equal(1L, Sql("SELECT count(*) FROM sqlite_master WHERE name = 'message_parts_sent'"));
    }

    private static SortedDictionary<int, (string Name, string Script)> Scripts()
    {
        var assembly = typeof(SqliteMessageStore).Assembly;
        var scripts = new SortedDictionary<int, (string, string)>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            scripts.Add(int.Parse(name.AsSpan(0, 3), null), (name, reader.ReadToEnd()));
        }

        return scripts;
    }

    private void Make(int[] versions)
    {
        Sql("CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)");
        foreach (var version in versions)
        {
            var (name, script) = Scripts()[version];
            Sql(script);
            Sql($"INSERT INTO schema_version VALUES ({version}, '{name}', '2026-01-01 00:00:00')");
        }
    }

    private Task<IMessageStore> OpenAsync() =>
        SqliteMessageStore.OpenAsync(new StoreOptions { ConnectionString = $"Data Source={File}" }, new ManualTimeProvider());

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
