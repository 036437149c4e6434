namespace ModemActors.Storage.Tests;

/// <summary>The file is damaged, made read-only, removed or replaced while it is in use: it is said clearly, nothing is taken meanwhile, and it goes on by itself.</summary>
public sealed class FileTroubleSpecs : StoreSpecs
{
    private string Aside => DatabaseFile + ".aside";

    [Fact]
    public async Task A_file_that_is_removed_takes_nothing_and_goes_on_when_it_is_back()
    {
        await QueueAsync("before");
        File.Move(DatabaseFile, Aside);

        await FailsAsync("was removed or moved away");
        await FailsToReadAsync("was removed or moved away");
        Assert.False(File.Exists(DatabaseFile));

        File.Move(Aside, DatabaseFile);
        await EventuallyWellAsync();
        await QueueAsync("after");
        Assert.Equal(["after", "before"], await ContentsAsync());
    }

    [Fact]
    public async Task A_backup_in_its_place_is_taken_as_it_is()
    {
        await QueueAsync("in the backup");
        await Store.ListAsync(new MessageQuery());
        Sql($"VACUUM INTO '{Aside}'");
        await QueueAsync("lost with the file");

        File.Delete(DatabaseFile);
        await FailsAsync("was removed or moved away");
        File.Move(Aside, DatabaseFile);

        await EventuallyWellAsync();
        await QueueAsync("after");
        Assert.Equal(["after", "in the backup"], await ContentsAsync());
        Assert.Equal("ok", Sql("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_file_that_is_replaced_under_our_hands_is_not_mixed_with_the_old_one()
    {
        for (var number = 0; number < 300; number++)
            await QueueAsync($"old {number} {new string('x', 300)}");
        var fresh = await OpenAsync(Options with { ConnectionString = $"Data Source={Aside}" });
        await fresh.EnqueueAsync(new NewMessage { PhoneNumber = Number, Content = "new" });
        await fresh.DisposeAsync();

        File.Move(Aside, DatabaseFile, overwrite: true);

        await EventuallyAsync(async () => (await Store.CheckAsync()).Healthy && (await ContentsAsync()) is ["new"]);
        await QueueAsync("after");
        Assert.Equal("ok", Sql("PRAGMA integrity_check"));
        Assert.Equal(["after", "new"], await ContentsAsync());
    }

    [Fact]
    public async Task A_stranger_in_its_place_is_not_made_ours()
    {
        await QueueAsync("before");
        File.Move(DatabaseFile, Aside);
        await File.WriteAllTextAsync(DatabaseFile, "");

        await EventuallyAsync(async () => (await Store.CheckAsync()).Problem?.Contains("holds no messages", StringComparison.Ordinal) == true);
        await FailsAsync("holds no messages");
        Assert.Equal(0, new FileInfo(DatabaseFile).Length);

        File.Move(Aside, DatabaseFile, overwrite: true);
        await EventuallyWellAsync();
        Assert.Equal(["before"], await ContentsAsync());
    }

    [Fact]
    public async Task Damage_is_noticed_and_nothing_is_taken_until_the_file_is_well()
    {
        for (var number = 0; number < 300; number++)
            await QueueAsync($"{number} {new string('x', 500)}");
        Sql("PRAGMA wal_checkpoint(TRUNCATE)");
        File.Copy(DatabaseFile, Aside);
        Damage();

        await EventuallyAsync(async () => (await Store.CheckAsync()).Problem?.Contains("damaged", StringComparison.Ordinal) == true
            || await IsDamagedAtReadingAsync());
        Assert.Contains("is damaged", (await Store.CheckAsync()).Problem, StringComparison.Ordinal);
        await FailsAsync("is damaged");

        File.Move(Aside, DatabaseFile, overwrite: true);
        await EventuallyWellAsync();
        await QueueAsync("after");
        Assert.Equal(301, (await ContentsAsync()).Count);
    }

    [Fact]
    public async Task A_file_that_was_made_read_only_says_so_and_goes_on_when_it_may_be_written_again()
    {
        await QueueAsync("before");
        File.SetAttributes(DatabaseFile, FileAttributes.ReadOnly);

        Assert.Contains("is read-only", (await Store.CheckAsync()).Problem, StringComparison.Ordinal);
        await FailsAsync("is read-only");

        File.SetAttributes(DatabaseFile, FileAttributes.Normal);
        await EventuallyWellAsync();
        await QueueAsync("after");
        Assert.Equal(["after", "before"], await ContentsAsync());
    }

    [Fact]
    public async Task Trouble_is_noticed_without_anybody_asking()
    {
        File.Move(DatabaseFile, Aside);
        var told = false;
        using var subscription = Store.OnForeignChange(() => told = true);

        await EventuallyAsync(async () =>
        {
            try
            {
                await Store.GetStatisticsAsync();
                return false;
            }
            catch (StoreException)
            {
                return true;
            }
        });
        File.Move(Aside, DatabaseFile);
        await EventuallyAsync(() => told);
    }

    private async Task FailsAsync(string reason)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => QueueAsync("in vain"));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(DatabaseFile, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, (await Store.CheckAsync()).Problem, StringComparison.Ordinal);
    }

    private async Task FailsToReadAsync(string reason)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => Store.ListAsync(new MessageQuery()));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private async Task<bool> IsDamagedAtReadingAsync()
    {
        try
        {
            await Store.ListAsync(new MessageQuery { Search = "nothing like this", Limit = 1000 });
            return false;
        }
        catch (StoreException error)
        {
            return error.Message.Contains("damaged", StringComparison.Ordinal);
        }
    }

    private Task EventuallyWellAsync() => EventuallyAsync(async () => (await Store.CheckAsync()).Healthy);

    private async Task<IReadOnlyList<string>> ContentsAsync() =>
        [.. (await Store.ListAsync(new MessageQuery { Limit = 1000 })).Messages.Select(message => message.Content)];

    /// <summary>As a broken disk does it: everything behind the first pages is something else.</summary>
    private void Damage()
    {
        using var file = new FileStream(DatabaseFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = 3 * 4096;
        file.Write([.. Enumerable.Repeat((byte)0xA5, (int)(file.Length - 3 * 4096))]);
    }
}
