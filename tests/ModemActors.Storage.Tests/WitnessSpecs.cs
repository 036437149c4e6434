using ModemActors.Protocol.Sms;

namespace ModemActors.Storage.Tests;

/// <summary>What settles a part of which nobody knew whether it went out, and what must not.</summary>
public sealed class WitnessSpecs : StoreSpecs
{
    [Fact]
    public async Task Report_that_overtakes_an_answer_does_not_settle_a_lost_part_to_the_same_number()
    {
        var lost = await BeginAsync();
        await Store.RecordAsync(new PartIndeterminate(lost.Id, 1, "silence", false));
        var next = await BeginAsync(content: "next");

        Assert.Null((await ReportAsync(5)).Message);
        var sent = await Store.RecordAsync(new PartSent(next.Id, 1, 5));

        Assert.Equal(MessageStatus.Delivered, sent.Status);
        Assert.Equal(MessageStatus.Indeterminate, await StatusAsync(lost.Id));
    }

    [Fact]
    public async Task Report_that_came_before_its_part_was_known_to_be_lost_settles_it()
    {
        var message = await BeginAsync();
        Assert.Null((await ReportAsync(5)).Message);

        var settled = await Store.RecordAsync(new PartIndeterminate(message.Id, 1, "silence", false));

        Assert.Equal(MessageStatus.Delivered, settled.Status);
        Assert.Equal(5, (await Store.GetPartsAsync(message.Id))[0].TpMr);
    }

    [Fact]
    public async Task Report_finds_a_sent_part_whose_answer_had_no_reference()
    {
        var message = await BeginAsync();
        await Store.RecordAsync(new PartSent(message.Id, 1, null));

        Assert.Equal(MessageStatus.Delivered, (await ReportAsync(5)).Message!.Status);
    }

    [Fact]
    public async Task Part_that_was_only_to_be_stored_is_certain_not_to_have_gone_out()
    {
        var message = await QueueAsync();
        await ClaimOneAsync();
        await Store.RecordAsync(new PartsPlanned(message.Id, 1, null, "gsm7", "SM"));

        await RestartAsync();
        await Store.RecoverAsync(resendIndeterminate: false);

        Assert.Equal(MessageStatus.Queued, await StatusAsync(message.Id));
        Assert.Equal(0, (await Store.GetAsync(message.Id))!.Attempts);
    }

    [Theory]
    [InlineData(true, MessageStatus.Sent)]
    [InlineData(false, MessageStatus.Queued)]
    public async Task Part_in_a_slot_waits_for_the_word_of_the_sim_even_where_what_is_unknown_is_sent_again(bool sent, MessageStatus expected)
    {
        var message = await QueueAsync();
        await ClaimOneAsync();
        await Store.RecordAsync(new PartsPlanned(message.Id, 1, null, "gsm7", "SM"));
        await Store.RecordAsync(new PartStored(message.Id, 1, "SM", 3));
        await RestartAsync();
        await Store.RecoverAsync(resendIndeterminate: true);
        Assert.Equal(MessageStatus.Indeterminate, await StatusAsync(message.Id));

        var part = Assert.Single(await Store.ListStoredPartsAsync("m1"));
        await Store.SettleAsync(new LateAnswer("m1", null, part.MessageId, part.Number, sent));
        await Store.SlotFreedAsync(part);

        Assert.Equal(expected, await StatusAsync(message.Id));
        Assert.Empty(await Store.ListStoredPartsAsync("m1"));
    }

    [Fact]
    public async Task What_a_modem_sent_lately_is_told()
    {
        var message = await BeginAsync(2);
        await Store.RecordAsync(new PartSent(message.Id, 1, 1));
        Clock.Advance(TimeSpan.FromHours(1));
        await Store.RecordAsync(new PartSent(message.Id, 2, 2));

        Assert.Equal([Now], await Store.ListSentAsync("m1", Now.AddMinutes(-30)));
        Assert.Equal(2, (await Store.ListSentAsync("m1", Now.AddDays(-1))).Count);
        Assert.Empty(await Store.ListSentAsync("m2", Now.AddDays(-1)));
    }

    private Task<ReportOutcome> ReportAsync(int tpMr) =>
        Store.RecordReportAsync(new DeliveryReport("m1", tpMr, Number, new DeliveryStatus(0), null, null, Guid.NewGuid().ToString()));
}
