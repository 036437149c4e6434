using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Tests;

public sealed class StoreFileSpecs : StoreSpecs
{
    private string Directory => Path.GetDirectoryName(DatabaseFile)!;

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("Data Source=", "names no file")]
    [InlineData("Data Source=:memory:", "must survive a restart")]
    [InlineData("Data Source=x.db;Mode=Memory", "Mode=Memory")]
    [InlineData("Data Source=x.db;Mode=ReadOnly", "Mode=ReadOnly")]
    [InlineData("Data Source=x.db;Colour=red", "Data Source=FILE")]
    [InlineData("Data Source=x.db;Password=secret", "Password")]
    public async Task Connection_string_that_cannot_hold_messages_is_refused(string connection, string reason)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(Options with { ConnectionString = connection }));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_is_created_and_a_path_alone_is_enough()
    {
        var file = Path.Combine(Directory, "a", "b", "c.db");
        var store = await OpenAsync(Options with { ConnectionString = file });
        var health = await store.CheckAsync();
        Assert.Equal((true, null, file), (health.Healthy, health.Problem, health.File));
        Assert.True(health.SizeBytes > 0);
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused_and_left_alone()
    {
        var file = Path.Combine(Directory, "letter.txt");
        await File.WriteAllTextAsync(file, new string('x', 5000));
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(Options with { ConnectionString = $"Data Source={file}" }));
        Assert.Contains($"{file} is not a SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(file).Length);
    }

    [Fact]
    public async Task Place_that_cannot_be_is_refused_with_its_name()
    {
        var directory =
            await Assert.ThrowsAsync<StoreException>(() => OpenAsync(Options with { ConnectionString = $"Data Source={Directory}" }));
        Assert.Contains("is a directory", directory.Message, StringComparison.Ordinal);
        var below =
            await Assert.ThrowsAsync<StoreException>(() =>
            OpenAsync(Options with { ConnectionString = $"Data Source={DatabaseFile}/x/y.db" }));
        Assert.Contains("can't be created", below.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_schema_is_refused()
    {
        Sql("INSERT INTO schema_version (version, name, applied_at) VALUES (999, 'future', 'now')");
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(Options));
        Assert.Contains("schema 999, written by a newer ModemActors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_that_was_numbered_before_the_newest_is_made_up_for()
    {
        Sql("DROP INDEX message_parts_sent; DROP INDEX message_parts_stored; DELETE FROM schema_version WHERE version = 2");

        await OpenAsync(Options);

        Assert.Equal(1L, Sql("SELECT count(*) FROM schema_version WHERE version = 2"));
        Assert.Equal(2L, Sql("SELECT count(*) FROM sqlite_master WHERE name IN ('message_parts_sent', 'message_parts_stored')"));
    }

    [Fact]
    public async Task Write_that_the_disk_refuses_fails_and_the_next_one_goes_through_when_it_is_well_again()
    {
        // A trigger that fails stands for the disk: the caller is told, nothing is on record.
        Sql("CREATE TRIGGER broken BEFORE INSERT ON messages BEGIN SELECT raise(ABORT, 'disk trouble'); END");
        var error = await Assert.ThrowsAsync<StoreException>(() => QueueAsync());
        Assert.Contains("disk trouble", error.Message, StringComparison.Ordinal);
        Assert.Contains(DatabaseFile, error.Message, StringComparison.Ordinal);

        Sql("DROP TRIGGER broken");
        await QueueAsync();
        Assert.Equal(1L, Sql("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Transaction_that_another_program_keeps_open_is_waited_for_and_then_named()
    {
        var impatient = await OpenAsync(Options with { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        using var foreign = OpenForeign();
        Execute(foreign, "BEGIN IMMEDIATE");

        var error =
            await Assert.ThrowsAsync<StoreException>(() => impatient.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "x" }));
        Assert.Contains("locked by another process", error.Message, StringComparison.Ordinal);
        Assert.False((await impatient.CheckAsync()).Healthy);
        Assert.Empty((await impatient.ListAsync(new MessageQuery())).Messages);

        Execute(foreign, "ROLLBACK");
        await impatient.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "x" });
    }

    [Fact]
    public async Task Script_and_service_write_the_same_file_at_full_speed()
    {
        using var stop = new CancellationTokenSource();
        var foreign = Task.Run(() =>
        {
            using var connection = OpenForeign();
            var rows = 0;
            for (; rows < 300; rows++)
            {
                Execute(connection,
                    $"INSERT INTO messages (phone_number, content, status, direction) VALUES ('+1555{1000000 + rows}', 'foreign', "
                    + "'queued', 'outbound')");
                Execute(connection, "SELECT count(*) FROM messages");
            }

            return rows;
        });
        var own = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
                await QueueAsync($"own {writer} {i}");
        }));
        var sent = 0;
        var sender = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested || sent < 700)
            {
                foreach (var claim in (await Store.ClaimAsync(new ClaimRequest(["a", "b", "c", "d"]))).Claims)
                {
                    await Store.RecordAsync(new PartsPlanned(claim.Message.Id, 1, null, "gsm7"));
                    await Store.RecordAsync(new PartSent(claim.Message.Id, 1, 0));
                    sent++;
                }
            }
        });

        await Task.WhenAll([foreign, .. own]);
        await stop.CancelAsync();
        await sender.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(700, sent);
        Assert.Equal(700L, Sql("SELECT count(*) FROM messages WHERE status = 'sent' AND attempts = 1"));
    }

    [Fact]
    public async Task Many_that_open_a_new_file_at_once_all_get_it()
    {
        var file = Path.Combine(Directory, "race.db");
        var stores =
            await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => SqliteMessageStore.OpenAsync(Options with { ConnectionString = file }, Clock)));
        foreach (var store in stores)
        {
            await store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "x" });
            await store.DisposeAsync();
        }

        var last = await OpenAsync(Options with { ConnectionString = file });
        Assert.Equal(6, (await last.ListAsync(new MessageQuery())).Messages.Count);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
