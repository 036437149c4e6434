namespace ModemActors.Storage.Tests;

/// <summary>Samples and retention.</summary>
public sealed class UpkeepSpecs : StoreSpecs
{
    [Fact]
    public async Task Samples_are_kept_by_minute_and_thinned_out_by_step()
    {
        for (var minute = 0; minute < 10; minute++)
            await Store.Upkeep.SaveSamplesAsync(
            [
                Sample("a", minute, -80 + minute, minute),
                Sample("b", minute, null, 0),
            ]);
        await Store.Upkeep.SaveSamplesAsync([Sample("a", 9, -50, 9) with { State = "degraded" }]);

        var each = await Store.Upkeep.ListSamplesAsync(new SampleQuery { Modem = "a", Since = Now.AddMinutes(8) });
        Assert.Equal(
            [Sample("a", 8, -72, 8) with { Node = "here" }, Sample("a", 9, -50, 9) with { Node = "here", State = "degraded" }], each);

        var thin = await Store.Upkeep.ListSamplesAsync(new SampleQuery { Since = Now, Step = TimeSpan.FromMinutes(5) });
        Assert.Equal(
            [("a", 0, -78, 4, "ready"), ("a", 5, -69, 9, "degraded"), ("b", 0, null, 0, "ready"), ("b", 5, null, 0, "ready")],
            thin.Select(sample => (sample.Modem, (int)(sample.At - Now).TotalMinutes, sample.SignalDbm, sample.StorageUsed!.Value,
                sample.State)));
        Assert.Equal(2, (await Store.Upkeep.ListSamplesAsync(new SampleQuery { Since = Now, Until = Now })).Count);
    }

    [Fact]
    public async Task Minute_of_256_modems_is_one_transaction_of_few_pages()
    {
        var minute = Enumerable.Range(0, 256).Select(modem => Sample($"modem{modem:000}", 0, -70, 3)).ToList();
        await Store.Upkeep.SaveSamplesAsync(minute);
        Sql("PRAGMA wal_checkpoint(TRUNCATE)");
        for (var i = 1; i <= 10; i++)
            await Store.Upkeep.SaveSamplesAsync([.. minute.Select(sample => sample with { At = sample.At.AddMinutes(i) })]);

        // 256 rows of 40 octets are three pages; with the way down to them it must stay far from one page a modem
        Assert.InRange(new FileInfo(DatabaseFile + "-wal").Length / 10, 1, 20 * 4096);
        Assert.Equal(11L * 256, Sql("SELECT count(*) FROM samples"));
    }

    [Fact]
    public async Task Old_messages_that_are_done_go_and_everything_else_stays()
    {
        Sql("INSERT INTO messages (phone_number, content, timestamp, status, direction, modem_index) VALUES "
            + "('+1', 'old sent', '2026-01-01 00:00:00', 'sent', 'outbound', NULL), ('+1', 'old read', '2026-01-01T00:00:00Z', 'read', "
            + "'inbound', NULL), "
            + "('+1', 'old failed', '2026-01-02 00:00:00', 'failed', 'outbound', NULL), ('+1', 'unread', '2026-01-01 00:00:00', "
            + "'unread', 'inbound', NULL), "
            + "('+1', 'on the SIM', '2026-01-01 00:00:00', 'read', 'inbound', 4), ('+1', 'indeterminate', '2026-01-01 00:00:00', "
            + "'indeterminate', 'outbound', NULL), "
            + "('+1', 'queued', '2026-01-01 00:00:00', 'queued', 'outbound', NULL), ('+1', 'new', '2026-02-28 00:00:00', 'sent', "
            + "'outbound', NULL), "
            + "('+1', 'odd time', 'last week', 'sent', 'outbound', NULL), ('+1', 'no time', NULL, 'sent', 'outbound', NULL), "
            + $"('+1', 'unix', {Now.ToUnixTimeSeconds()}, 'sent', 'outbound', NULL), ('+1', 'old unix', 1700000000, 'sent', 'outbound', "
            + "NULL)");
        Sql("INSERT INTO message_parts (message_id, number, total, state) VALUES (1, 1, 1, 'sent')");
        Sql("INSERT INTO quarantine (sim, modem, hex, reason, received_at) VALUES ('s', 'm', '00', 'x', '2026-01-01 00:00:00.000'), "
            + "('s', 'm', '01', 'x', '2026-02-28 00:00:00.000')");

        var report = await Store.Upkeep.RemoveOldAsync(new Retention { Messages = TimeSpan.FromDays(30) });

        Assert.Equal(new RetentionReport(4, 1, 0), report);
        Assert.Equal("indeterminate,new,no time,odd time,on the SIM,queued,unix,unread",
            Sql("SELECT group_concat(content) FROM (SELECT content FROM messages ORDER BY content)"));
        Assert.Equal(0L, Sql("SELECT count(*) FROM message_parts"));
        Assert.Equal(8L, Sql("SELECT message_count FROM contacts"));
    }

    [Fact]
    public async Task Message_that_still_lies_in_a_slot_stays_and_is_known_again_after_it_went()
    {
        var pdu = new ReceivedPdu
        {
            Modem = "m1",
            Sim = "sim",
            Storage = "SM",
            Index = 3,
            Hex = "0123",
            Content = new InboundText("+1", "Hi", Now, null, "text", "gsm7"),
        };
        var id = (await Store.AcceptAsync([pdu]))[0].MessageId!.Value;
        await Store.MarkReadAsync([id]);
        Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(0, (await Store.Upkeep.RemoveOldAsync(new Retention { Messages = TimeSpan.FromDays(30) })).Messages);
        await Store.ReconcileSlotsAsync("sim", "SM", []);
        Assert.Equal(1, (await Store.Upkeep.RemoveOldAsync(new Retention { Messages = TimeSpan.FromDays(30) })).Messages);

        // the card comes back from a drawer
        var again = (await Store.AcceptAsync([pdu]))[0];
        Assert.Equal((InboundDisposition.AlreadyKnown, true), (again.Disposition, again.DeleteSlot));
        Assert.Empty((await Store.ListAsync(new MessageQuery())).Messages);
    }

    [Fact]
    public async Task Thousands_go_in_small_pieces_and_for_ever_means_for_ever()
    {
        Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1700) INSERT INTO messages (phone_number, "
            + "content, timestamp, status, "
            + "direction) SELECT '+1', 'x', '2020-01-01 00:00:00', 'sent', 'outbound' FROM n");
        await Store.Upkeep.SaveSamplesAsync([.. Enumerable.Range(-1200, 1300).Select(minute => Sample("m", minute, -70, 0))]);

        Assert.Equal(new RetentionReport(0, 0, 0), await Store.Upkeep.RemoveOldAsync(new Retention()));
        Assert.Equal(
            new RetentionReport(1700, 0, 1200),
            await Store.Upkeep.RemoveOldAsync(new Retention { Messages = TimeSpan.FromDays(1), Samples = TimeSpan.FromTicks(1) }));
        Assert.Equal(100L, Sql("SELECT count(*) FROM samples"));
    }

    private ModemSample Sample(string modem, int minute, int? signal, int used) =>
        new(modem, Now.AddMinutes(minute), "ready", signal, "home", used, 30);
}
