using System.Globalization;

namespace ModemActors.Storage.Tests;

public sealed class RestoreSpecs : StoreSpecs
{
    private string Folder => Path.GetDirectoryName(DatabaseFile)!;

    private string Copy => Path.Combine(Folder, "copy.db");

    [Fact]
    public async Task What_was_waiting_or_on_its_way_goes_out_only_when_a_person_says_so()
    {
        var sent = await BeginAsync(content: "sent");
        await Store.RecordAsync(new PartSent(sent.Id, 1, 1));
        var half = await BeginAsync(2, content: "half");
        await Store.RecordAsync(new PartSent(half.Id, 1, 2));
        var waiting = await QueueAsync("waiting");
        var later = (await Store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "later", NotBefore = Now.AddHours(2) }))
            .Message;
        await Store.Upkeep.BackupAsync(Copy);
        // since then it was sent, and others came
        await Store.CancelAsync([waiting.Id]);
        await QueueAsync("newer");
        await Store.DisposeAsync();

        var report = await RestoreAsync();

        Assert.Equal((4L, 2L), (report.Messages, report.Undecided));
        await using var store = await SqliteMessageStore.OpenAsync(Options, Clock);
        Assert.Empty(await store.RecoverAsync(resendIndeterminate: true));
        Assert.Empty((await store.ClaimAsync(new ClaimRequest(["m1", "m2"]))).Claims);
        Assert.Equal([MessageStatus.Queued, MessageStatus.Indeterminate, MessageStatus.Indeterminate, MessageStatus.Sent],
            (await store.ListAsync(new MessageQuery())).Messages.Select(message => message.Status));
        Assert.Contains("restored from a backup", (await store.GetTimelineAsync(waiting.Id))[^1].Detail, StringComparison.Ordinal);

        Assert.True((await store.ResolveAsync(waiting.Id, sent: true)).Done);
        Assert.True((await store.ResolveAsync(half.Id, sent: false)).Done);
        Assert.Equal(MessageStatus.Sent, (await store.GetAsync(waiting.Id))!.Status);
        var again = Assert.Single((await store.ClaimAsync(new ClaimRequest(["m1", "m2"]))).Claims);
        Assert.Equal((half.Id, "m1", "sent pending"),
            (again.Message.Id, again.Modem, string.Join(' ', again.Parts.Select(part => part.State.ToString().ToLowerInvariant()))));
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(later.Id, Assert.Single((await store.ClaimAsync(new ClaimRequest(["m2"]))).Claims).Message.Id);
    }

    [Theory]
    [InlineData(RestoredOutbound.Send, MessageStatus.Queued, MessageStatus.Sending)]
    [InlineData(RestoredOutbound.Cancel, MessageStatus.Cancelled, MessageStatus.Indeterminate)]
    public async Task Who_restores_may_decide_for_all_at_once(RestoredOutbound outbound, MessageStatus waiting, MessageStatus begun)
    {
        var first = await BeginAsync();
        var second = await QueueAsync("second");
        await Store.Upkeep.BackupAsync(Copy);
        await Store.DisposeAsync();

        await RestoreAsync(outbound);

        await using var store = await SqliteMessageStore.OpenAsync(Options, Clock);
        Assert.Equal((begun, waiting), ((await store.GetAsync(first.Id))!.Status, (await store.GetAsync(second.Id))!.Status));
    }

    [Fact]
    public async Task What_happens_after_a_restore_bears_no_name_of_what_happened_after_the_backup()
    {
        var message = await QueueAsync();
        await Store.Upkeep.BackupAsync(Copy);
        await Store.CancelAsync([message.Id]);
        var before = (await Store.Journal.ReadAsync(0, 10)).Events;
        await Store.DisposeAsync();

        await RestoreAsync();
        await using var store = await SqliteMessageStore.OpenAsync(Options, Clock);
        await store.ResolveAsync(message.Id, sent: false);
        await store.CancelAsync([message.Id]);

        var after = (await store.Journal.ReadAsync(0, 10)).Events;
        Assert.Equal(before[0].EventId, after[0].EventId);
        Assert.Contains(after, happened => happened.Type == before[1].Type);
        Assert.DoesNotContain(before[1].EventId, after.Select(happened => happened.EventId));
    }

    [Fact]
    public async Task Store_that_was_there_is_kept_aside_whole_and_ids_are_never_given_twice()
    {
        await QueueAsync("in the copy");
        await Store.Upkeep.BackupAsync(Copy);
        var lost = await QueueAsync("only in the old store");
        await Store.DisposeAsync();

        var report = await RestoreAsync();

        Assert.Equal($"{DatabaseFile}.before-restore-20260301T120000Z", report.KeptAside);
        Assert.False(File.Exists(report.KeptAside + "-wal"));
        await using (var old = await SqliteMessageStore.OpenAsync(Options with { ConnectionString = report.KeptAside! }, Clock))
            Assert.Equal("only in the old store", (await old.GetAsync(lost.Id))!.Content);
        await using var store = await SqliteMessageStore.OpenAsync(Options, Clock);
        Assert.True((await store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "new" })).Message.Id > lost.Id);
        Assert.Equal(["copy.db", "store.db"], Directory.GetFiles(Folder, "*.db").Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Damaged_or_missing_store_is_replaced_and_its_ids_are_left_free()
    {
        var message = await QueueAsync();
        await Store.Upkeep.BackupAsync(Copy);
        await Store.DisposeAsync();
        await File.WriteAllTextAsync(DatabaseFile, new string('x', 9000));
        await File.WriteAllTextAsync(DatabaseFile + "-wal", "a log of something else");

        var report = await RestoreAsync();
        Assert.Equal(9000, new FileInfo(report.KeptAside!).Length);
        Assert.Equal("a log of something else", await File.ReadAllTextAsync(report.KeptAside + "-wal"));
        await using (var store = await SqliteMessageStore.OpenAsync(Options, Clock))
            Assert.True((await store.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "new" })).Message.Id > message.Id
                + 100_000);

        File.Delete(DatabaseFile);
        Assert.Null((await RestoreAsync()).KeptAside);
        await using (var store = await SqliteMessageStore.OpenAsync(Options, Clock))
            Assert.Single((await store.ListAsync(new MessageQuery())).Messages);
    }

    [Fact]
    public async Task Store_that_somebody_has_open_is_left_alone()
    {
        await Store.Upkeep.BackupAsync(Copy);
        await QueueAsync("not in the copy");

        var error = await Assert.ThrowsAsync<StoreException>(() => RestoreAsync());

        Assert.Contains("is open in another program", error.Message, StringComparison.Ordinal);
        Assert.Single((await Store.ListAsync(new MessageQuery())).Messages);
        Assert.Empty(Directory.GetFiles(Folder, "*restor*"));
    }

    [Theory]
    [InlineData("missing", "there is no such file")]
    [InlineData("letter", "is not a SQLite database")]
    [InlineData("foreign", "is no store of ModemActors")]
    [InlineData("newer", "written by a newer ModemActors")]
    [InlineData("damaged", "cannot be read as a database|damaged|malformed")]
    [InlineData("cut", "cannot be read as a database|damaged|malformed")]
    [InlineData("itself", "is the store itself")]
    public async Task What_cannot_be_restored_changes_nothing(string kind, string reason)
    {
        await QueueAsync("precious");
        for (var i = 0; i < 100; i++)
            Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('+{i}', '{new string('x', 900)}', 'read', "
                + "'inbound')");
        await Store.Upkeep.BackupAsync(Copy);
        await Store.DisposeAsync();
        await SpoilAsync(kind);

        var error = await Assert.ThrowsAsync<StoreException>(() => RestoreAsync(from: kind == "itself" ? DatabaseFile : Copy));

        Assert.Matches(reason, error.Message);
        await using var store = await SqliteMessageStore.OpenAsync(Options, Clock);
        Assert.Equal("precious", (await store.GetAsync(1))!.Content);
        Assert.Empty(Directory.GetFiles(Folder, "*restor*"));
    }

    [Fact]
    public async Task Copy_of_an_older_program_and_one_with_its_log_beside_it_are_restored()
    {
        await QueueAsync("in the log");
        File.Copy(DatabaseFile, Copy);
        File.Copy(DatabaseFile + "-wal", Copy + "-wal");
        await Store.DisposeAsync();
        Run(Copy, "DROP TABLE samples; DROP TABLE backups; DELETE FROM schema_version WHERE version = 8");

        var report = await RestoreAsync();

        Assert.Equal(1, report.Messages);
        await using var store = await SqliteMessageStore.OpenAsync(Options, Clock);
        Assert.Empty(await store.Upkeep.ListBackupsAsync());
    }

    private async Task SpoilAsync(string kind)
    {
        switch (kind)
        {
            case "missing":
                File.Delete(Copy);
                break;
            case "letter":
                await File.WriteAllTextAsync(Copy, "Dear Ann, this is longer than sixteen characters");
                break;
            case "foreign":
                Run(Copy, "DROP TABLE schema_version");
                break;
            case "newer":
                Run(Copy, "INSERT INTO schema_version (version, name, applied_at) VALUES (999, 'future', 'now')");
                break;
            case "damaged":
                await using (var file = new FileStream(Copy, FileMode.Open))
                {
                    file.Position = file.Length / 2;
                    file.Write(new byte[30_000]);
                }

                break;
            case "cut":
                await using (var file = new FileStream(Copy, FileMode.Open))
                    file.SetLength(file.Length / 3);
                break;
            default:
                break;
        }
    }

    private Task<RestoreReport> RestoreAsync(RestoredOutbound outbound = RestoredOutbound.Hold, string? from = null) =>
        StoreRestore.RunAsync(Options, from ?? Copy, outbound, Clock);

    private static void Run(string file, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            string.Create(CultureInfo.InvariantCulture, $"Data Source={file};Pooling=False"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
