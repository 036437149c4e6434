using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Tests;

public sealed class BackupSpecs : StoreSpecs
{
    private string Folder => Path.GetDirectoryName(DatabaseFile)!;

    private string Copy => Path.Combine(Folder, "copy.db");

    [Fact]
    public async Task Copy_taken_while_everybody_writes_holds_what_was_acknowledged_before_and_is_whole()
    {
        using var enough = new CancellationTokenSource();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await QueueAsync($"text {writer} {i} {new string('x', 300)}");
                Interlocked.Increment(ref acknowledged);
            }
        })).ToList();
        await EventuallyAsync(() => Volatile.Read(ref acknowledged) > 200);

        for (var round = 0; round < 3; round++)
        {
            var before = Volatile.Read(ref acknowledged);
            var report = await Store.Upkeep.BackupAsync(Copy);
            Assert.True(report.Messages >= before, $"{report.Messages} of {before} messages");
            Assert.Equal("ok", Read(Copy, "PRAGMA integrity_check"));
            Assert.Equal("delete", Read(Copy, "PRAGMA journal_mode"));
            // a consistent moment: what triggers wrote fits what was inserted
            Assert.Equal(report.Messages, Read(Copy, "SELECT sum(message_count) FROM contacts"));
            Assert.Equal(report.Messages, Read(Copy, "SELECT count(*) FROM messages"));
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal(["copy.db"], Directory.GetFiles(Folder).Select(Path.GetFileName)
            .Where(name => name!.StartsWith("copy", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Progress_goes_up_to_the_end_and_cancelling_leaves_nothing_behind()
    {
        Sql($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) INSERT INTO messages (phone_number, "
            + "content, status, direction) "
            + "SELECT '+1', hex(randomblob(300)), 'read', 'inbound' FROM n");
        var seen = new Seen();
        await Store.Upkeep.BackupAsync(Copy, seen);
        var copying = seen.All.Where(step => step.Step == "copying").ToList();
        Assert.True(copying.Count > 1 && copying.Zip(copying.Skip(1)).All(pair => pair.First.Done < pair.Second.Done));
        Assert.Equal(copying[^1].Total, copying[^1].Done);
        File.Delete(Copy);

        using var cancel = new CancellationTokenSource();
        seen.OnReport = _ => cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Upkeep.BackupAsync(Copy, seen, cancel.Token));
        Assert.Empty(Directory.GetFiles(Folder, "copy*"));
    }

    [Fact]
    public async Task Older_copy_is_replaced_and_a_directory_gets_a_name_with_the_time()
    {
        await QueueAsync();
        await Store.Upkeep.BackupAsync(Copy);
        await QueueAsync("second");
        Assert.Equal(2, (await Store.Upkeep.BackupAsync(Copy)).Messages);

        var named = await Store.Upkeep.BackupAsync(Directory.CreateDirectory(Path.Combine(Folder, "b")).FullName);
        Assert.Equal(Path.Combine(Folder, "b", "modem-actors-20260301T120000Z.db"), named.File);
        Assert.Equal(new FileInfo(named.File).Length, named.Bytes);
    }

    [Fact]
    public async Task Nothing_but_a_copy_is_ever_replaced()
    {
        var letter = Path.Combine(Folder, "letter.txt");
        await File.WriteAllTextAsync(letter, "Dear Ann");
        Assert.Contains("no backup", (await FailAsync(letter)).Message, StringComparison.Ordinal);
        Assert.Equal("Dear Ann", await File.ReadAllTextAsync(letter));

        var other = Path.Combine(Folder, "other.db");
        Read(other, "CREATE TABLE t (x)");
        Assert.Contains("no backup", (await FailAsync(other)).Message, StringComparison.Ordinal);

        Assert.Contains("the store itself", (await FailAsync(DatabaseFile)).Message, StringComparison.Ordinal);
        var link = Path.Combine(Folder, "link.db");
        File.CreateSymbolicLink(link, DatabaseFile);
        Assert.Contains("the store itself", (await FailAsync(link)).Message, StringComparison.Ordinal);

        var living = await OpenAsync(Options with { ConnectionString = Path.Combine(Folder, "living.db") });
        await living.CheckAsync();
        Assert.Contains("in use", (await FailAsync(Path.Combine(Folder, "living.db"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/nowhere/x.db")]
    [InlineData("/dev/full/x.db")]
    public async Task Place_that_takes_nothing_is_named(string place) =>
        Assert.Contains(place, (await FailAsync(place)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Damaged_store_makes_no_copy()
    {
        for (var i = 0; i < 200; i++)
            Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('+{i}', '{new string('x', 900)}', 'read', "
                + "'inbound')");
        await Store.DisposeAsync();
        await using (var file = new FileStream(DatabaseFile, FileMode.Open))
        {
            file.Position = file.Length * 3 / 4;
            file.Write(new byte[20_000]);
        }

        var store = await OpenAsync(Options);
        Assert.Contains("damaged", (await Assert.ThrowsAsync<StoreException>(() => store.Upkeep.BackupAsync(Copy))).Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "copy*"));
    }

    [Fact]
    public async Task Copies_on_record_are_listed_newest_first_and_the_last_hundred_stay()
    {
        for (var i = 0; i < 103; i++)
            await Store.Upkeep.RecordBackupAsync(new BackupRecord(Now.AddHours(i), $"/b/{i}.db", 4096, TimeSpan.FromMilliseconds(5),
                i == 102 ? "disk full" : null));

        var records = await Store.Upkeep.ListBackupsAsync(2);
        Assert.Equal(new BackupRecord(Now.AddHours(102), "/b/102.db", 4096, TimeSpan.FromMilliseconds(5), "disk full") { Node = "here" },
            records[0]);
        Assert.Equal("/b/101.db", records[1].File);
        Assert.Equal(100L, Sql("SELECT count(*) FROM backups"));
    }

    private Task<StoreException> FailAsync(string file) => Assert.ThrowsAsync<StoreException>(() => Store.Upkeep.BackupAsync(file));

    private static object? Read(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private sealed class Seen : IProgress<StoreProgress>
    {
        public List<StoreProgress> All { get; } = [];

        public Action<StoreProgress> OnReport { get; set; } = _ => { };

        public void Report(StoreProgress value)
        {
            All.Add(value);
            OnReport(value);
        }
    }
}
