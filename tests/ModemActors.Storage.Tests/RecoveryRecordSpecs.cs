namespace ModemActors.Storage.Tests;

public sealed class RecoveryRecordSpecs : StoreSpecs
{
    [Fact]
    public async Task A_reset_is_on_record_when_it_begins_and_its_outcome_replaces_it()
    {
        var begun = Reset("1", "sales", 0);
        await Store.SaveRecoveryAsync(begun);
        Assert.Equal("begun", Assert.Single(await Store.ListRecoveriesAsync("sales")).Outcome);

        var ended = begun with { Outcome = "in_vain", Detail = "it never went away", Took = TimeSpan.FromSeconds(12.5) };
        await Store.SaveRecoveryAsync(ended);

        var record = Assert.Single(await Store.ListRecoveriesAsync("sales"));
        Assert.Equal(ended with { Node = record.Node }, record);
        Assert.NotEmpty(record.Node);
    }

    [Fact]
    public async Task Resets_are_listed_newest_first_of_one_modem_or_of_all()
    {
        await Store.SaveRecoveryAsync(Reset("1", "sales", 0));
        await Store.SaveRecoveryAsync(Reset("2", "alerts", 1));
        await Store.SaveRecoveryAsync(Reset("3", "sales", 2));

        Assert.Equal(["3", "1"], (await Store.ListRecoveriesAsync("sales")).Select(record => record.Id));
        Assert.Equal(["3", "2"], (await Store.ListRecoveriesAsync(limit: 2)).Select(record => record.Id));
    }

    [Fact]
    public async Task Of_each_modem_the_newest_thousand_are_kept()
    {
        for (var i = 0; i < 1_010; i++)
            await Store.SaveRecoveryAsync(Reset($"{i:0000}", "sales", i));

        var kept = await Store.ListRecoveriesAsync("sales", 5_000);
        Assert.InRange(kept.Count, 1_000, 1_001);
        Assert.Equal("1009", kept[0].Id);
    }

    [Fact]
    public async Task A_modem_s_verdict_and_evidence_are_kept_with_it()
    {
        await Store.SaveModemAsync(new ModemSnapshot { Id = "sales", State = "unresponsive", Verdict = "recovering", Evidence = "it does not answer" });

        var modem = Assert.Single(await Store.ListModemsAsync());
        Assert.Equal(("recovering", "it does not answer"), (modem.Verdict, modem.Evidence));
    }

    private static RecoveryRecord Reset(string id, string modem, int seconds) => new()
    {
        Id = id,
        Modem = modem,
        Level = "usb",
        Reason = "it takes no more bytes",
        At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds),
        Outcome = "begun",
    };
}
