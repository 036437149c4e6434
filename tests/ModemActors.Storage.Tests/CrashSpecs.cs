namespace ModemActors.Storage.Tests;

public sealed class CrashSpecs : StoreSpecs
{
    [Fact]
    public async Task What_had_its_intent_on_record_is_indeterminate_and_what_had_not_is_queued_again()
    {
        var begun = await BeginAsync(content: "begun");
        var second = await BeginAsync(2, content: "second part");
        await Store.RecordAsync(new PartSent(second.Id, 1, 1));
        var claimed = await QueueAsync("claimed");
        await ClaimOneAsync();
        await RestartAsync();

        var recovered = await Store.RecoverAsync(resendIndeterminate: false);

        Assert.Equal(
            [(begun.Id, MessageStatus.Indeterminate, 1), (second.Id, MessageStatus.Indeterminate, 1),
                (claimed.Id, MessageStatus.Queued, 0)],
            recovered.Select(message => (message.Id, message.Status, message.Attempts)));
        Assert.Equal("sent indeterminate", await PartStatesAsync(second.Id));
        Assert.Empty(await Store.RecoverAsync(resendIndeterminate: false));
    }

    [Fact]
    public async Task With_resend_the_missing_part_goes_again_on_the_same_modem()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartSent(message.Id, 1, 1));
        await RestartAsync();

        Assert.Equal(MessageStatus.Queued, Assert.Single(await Store.RecoverAsync(resendIndeterminate: true)).Status);
        Assert.Null(await ClaimOneAsync("m2"));
        Assert.Equal("sent pending", await PartStatesAsync(message.Id));
        Assert.NotNull(await ClaimOneAsync());
    }

    [Fact]
    public async Task Own_claims_are_never_recovered_and_the_dead_ones_steps_are_refused()
    {
        var message = await BeginAsync();
        Assert.Empty(await Store.RecoverAsync(false));

        var successor = await OpenAsync(Options);
        Assert.Single(await successor.RecoverAsync(false));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.RecordAsync(new PartSent(message.Id, 1, 1)));
    }

    [Fact]
    public async Task Claim_of_another_node_is_left_alone_until_its_lease_is_over()
    {
        await BeginAsync();
        var other = await OpenAsync(Options with { Node = "there" });
        Assert.Empty(await other.RecoverAsync(false));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(await other.RecoverAsync(false));
    }

    [Fact]
    public async Task Row_that_another_program_left_in_sending_is_indeterminate()
    {
        Sql($"INSERT INTO messages (phone_number, content, status, direction) VALUES ('{Number}', 'x', 'sending', 'outbound')");
        var message = Assert.Single(await Store.RecoverAsync(false));
        Assert.Equal(MessageStatus.Indeterminate, message.Status);
        Assert.True((await Store.ResolveAsync(message.Id, sent: false)).Done);
        Assert.NotNull(await ClaimOneAsync());
    }

    [Fact]
    public async Task Everything_acknowledged_is_in_a_copy_taken_at_any_moment()
    {
        // A reader that stays keeps the log from being begun anew, so that a database copied before its log is whole.
        using var reader = OpenForeign();
        using var reading = reader.BeginTransaction(deferred: true);
        using var query = reader.CreateCommand();
        query.CommandText = "SELECT count(*) FROM messages";
        query.Transaction = reading;
        Assert.Equal(0L, query.ExecuteScalar());
        var acknowledged = new List<long>();
        var copies = new List<(string File, long[] Acknowledged)>();
        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 40; i++)
            {
                var message = await QueueAsync($"text {writer} {i}");
                lock (acknowledged)
                    acknowledged.Add(message.Id);
            }
        }).ToList();
        var all = Task.WhenAll(writers);
        for (var copy = 0; copy < 6 && !all.IsCompleted; copy++)
        {
            long[] before;
            lock (acknowledged)
                before = [.. acknowledged];
            copies.Add((CopyAsAfterPowerLoss(copy), before));
            await Task.Yield();
        }

        await all;
        copies.Add((CopyAsAfterPowerLoss(99), [.. acknowledged]));
        foreach (var (file, expected) in copies)
        {
            var survivor = await OpenAsync(Options with { ConnectionString = $"Data Source={file}" });
            var page = await survivor.ListAsync(new MessageQuery { Limit = 1000 });
            Assert.Empty(expected.Except(page.Messages.Select(message => message.Id)));
        }
    }

    private string CopyAsAfterPowerLoss(int number)
    {
        var copy = Path.Combine(Path.GetDirectoryName(DatabaseFile)!, $"copy{number}.db");
        foreach (var suffix in new[] { "", "-wal" })
        {
            using var source =
                new FileStream(DatabaseFile + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(copy + suffix);
            source.CopyTo(target);
        }

        return copy;
    }
}
