using ModemActors.Protocol.Sms;

namespace ModemActors.Storage.Tests;

public sealed class InboundSpecs : StoreSpecs
{
    private const string Sim = "8988";

    [Fact]
    public async Task Whole_message_is_an_unread_row_and_its_slot_may_go_when_it_is_read()
    {
        var receipt = await AcceptAsync(Whole(3, "AA", "Hallo"));
        Assert.Equal((InboundDisposition.Stored, false), (receipt.Disposition, receipt.DeleteSlot));
        var message = (await Store.GetAsync(receipt.MessageId!.Value))!;
        Assert.Equal(("+4915", "Hallo", MessageStatus.Unread, MessageDirection.Inbound, 3, "m1"),
            (message.PhoneNumber, message.Content, message.Status, message.Direction, message.ModemIndex, message.Modem));
        Assert.Empty(await Store.ListSlotsAsync(Sim, SlotFilter.Deletable));
        Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.All));

        Sql("UPDATE messages SET status = 'read'");
        Assert.Equal(new SlotOnRecord(message.Id, "SM", 3, "AA", MessageStatus.Read),
            Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.Deletable)));

        await Store.SlotDeletedAsync(Sim, "SM", 3, "AA");
        Assert.Empty(await Store.ListSlotsAsync(Sim, SlotFilter.All));
        Assert.Null((await Store.GetAsync(message.Id))!.ModemIndex);
    }

    [Fact]
    public async Task Same_pdu_listed_again_notified_twice_or_after_a_restart_is_one_row()
    {
        var first = await AcceptAsync(Whole(1, "AA", "x"));
        var receipts = await Store.AcceptAsync([Whole(1, "AA", "x"), Whole(1, "aa", "x") with { Modem = "m2" }]);
        await RestartAsync();
        var later = await AcceptAsync(Whole(1, "AA", "x"));

        Assert.All([.. receipts, later], receipt =>
            Assert.Equal((InboundDisposition.AlreadyKnown, first.MessageId, false),
            (receipt.Disposition, receipt.MessageId, receipt.DeleteSlot)));
        Assert.Equal(1L, Sql("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Forwarded_pdu_that_the_network_repeats_is_one_row()
    {
        var forwarded = Whole(1, "AA", "x") with { Index = null, Storage = "" };
        var first = await AcceptAsync(forwarded);
        var second = await AcceptAsync(forwarded);
        Assert.Equal((InboundDisposition.AlreadyKnown, first.MessageId), (second.Disposition, second.MessageId));
        Assert.Null((await Store.GetAsync(first.MessageId!.Value))!.ModemIndex);
    }

    [Fact]
    public async Task Slot_used_again_by_another_pdu_is_a_new_message()
    {
        var first = await AcceptAsync(Whole(1, "AA", "first"));
        var second = await AcceptAsync(Whole(1, "BB", "second"));

        Assert.Equal(InboundDisposition.Stored, second.Disposition);
        Assert.Null((await Store.GetAsync(first.MessageId!.Value))!.ModemIndex);
        Assert.Equal(second.MessageId, Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.All)).MessageId);
    }

    [Fact]
    public async Task Listing_that_shows_an_empty_sim_for_a_while_makes_no_message_new()
    {
        var receipt = await AcceptAsync(Whole(1, "AA", "x"));
        await Store.ReconcileSlotsAsync(Sim, "SM", []);
        Assert.Empty(await Store.ListSlotsAsync(Sim, SlotFilter.All));
        Assert.Null((await Store.GetAsync(receipt.MessageId!.Value))!.ModemIndex);

        Assert.Equal(InboundDisposition.AlreadyKnown, (await AcceptAsync(Whole(1, "AA", "x"))).Disposition);
        Assert.Equal(1, (await Store.GetAsync(receipt.MessageId!.Value))!.ModemIndex);
    }

    [Fact]
    public async Task Slot_that_says_deleted_and_is_not_is_known_and_to_be_deleted_again()
    {
        await AcceptAsync(Whole(1, "AA", "x"));
        await Store.SlotDeletedAsync(Sim, "SM", 1, "AA");
        var again = await AcceptAsync(Whole(1, "AA", "x"));
        Assert.Equal((InboundDisposition.AlreadyKnown, true), (again.Disposition, again.DeleteSlot));
        Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.Deletable));

        await Store.SlotDeletedAsync(Sim, "SM", 1, "AA");
        await Store.ReconcileSlotsAsync(Sim, "SM", [(1, "AA")]);
        Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.Deletable));
    }

    [Fact]
    public async Task Deletion_report_for_other_octets_changes_nothing()
    {
        await AcceptAsync(Whole(1, "AA", "x"));
        await Store.SlotDeletedAsync(Sim, "SM", 1, "BB");
        Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.All));
    }

    [Fact]
    public async Task Message_that_was_deleted_by_hand_frees_its_slot_and_does_not_come_back()
    {
        await AcceptAsync(Whole(1, "AA", "x"));
        Sql("DELETE FROM messages");

        Assert.Single(await Store.ListSlotsAsync(Sim, SlotFilter.Deletable));
        var again = await AcceptAsync(Whole(1, "AA", "x"));
        Assert.Equal((InboundDisposition.AlreadyKnown, true, null), (again.Disposition, again.DeleteSlot, again.MessageId));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData(new[] { 3, 1, 2 })]
    [InlineData(new[] { 2, 2, 3, 3, 1 })]
    public async Task Parts_in_any_order_and_doubled_make_one_row(int[] order)
    {
        var receipts = new List<InboundReceipt>();
        for (var i = 0; i < order.Length; i++)
        {
            receipts.Add(await AcceptAsync(Part(10 + i, order[i], 3)));
            if (i == 1)
                await RestartAsync();
        }

        var completed = Assert.Single(receipts, receipt => receipt.Disposition == InboundDisposition.Completed);
        var message = (await Store.GetAsync(completed.MessageId!.Value))!;
        Assert.Equal(("one two three ", 3, false), (message.Content, message.Parts, message.Incomplete));
        Assert.Equal(1L, Sql("SELECT count(*) FROM messages"));
        Assert.Equal(order.Length - 3, receipts.Count(receipt => receipt.DeleteSlot));
        Assert.Equal(10, message.ModemIndex);

        await Store.MarkReadAsync([message.Id]);
        Assert.Equal(order.Length, (await Store.ListSlotsAsync(Sim, SlotFilter.Deletable)).Count);
        await Store.SlotDeletedAsync(Sim, "SM", 10, receipts[0].Pdu.Hex);
        Assert.NotEqual(10, (await Store.GetAsync(message.Id))!.ModemIndex);
    }

    [Fact]
    public async Task Part_of_a_complete_message_in_another_slot_is_needless()
    {
        await AcceptAsync(Part(1, 1, 2));
        var completed = await AcceptAsync(Part(2, 2, 2));
        var doubled = await AcceptAsync(Part(3, 1, 2));
        Assert.Equal((InboundDisposition.AlreadyKnown, true, completed.MessageId),
            (doubled.Disposition, doubled.DeleteSlot, doubled.MessageId));
    }

    [Fact]
    public async Task Reference_used_again_makes_another_message_even_while_the_first_is_incomplete()
    {
        await AcceptAsync(Part(1, 1, 2));
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(InboundDisposition.PartKept, (await AcceptAsync(Part(2, 2, 2, "new "))).Disposition);
        var completed = await AcceptAsync(Part(3, 1, 2, "new "));

        Assert.Equal("new one new two ", (await Store.GetAsync(completed.MessageId!.Value))!.Content);
        Assert.Equal(1, (await Store.GetStatisticsAsync()).IncompleteParts);
    }

    [Fact]
    public async Task Part_that_was_sent_again_with_another_time_tears_no_message_apart()
    {
        // found by chance, seed 4711: the third part joined the second copy of the second one, and neither group was ever whole
        await AcceptAsync(Part(1, 1, 3));
        await AcceptAsync(Part(2, 2, 3));
        Clock.Advance(TimeSpan.FromSeconds(2));
        var again = await AcceptAsync(Part(3, 2, 3) with { Hex = "C2 later" });
        var completed = await AcceptAsync(Part(4, 3, 3));

        Assert.Equal((InboundDisposition.AlreadyKnown, true), (again.Disposition, again.DeleteSlot));
        Assert.Equal(InboundDisposition.Completed, completed.Disposition);
        Assert.Equal("one two three ", (await Store.GetAsync(completed.MessageId!.Value))!.Content);
        Assert.Equal(0, (await Store.GetStatisticsAsync()).IncompleteParts);
    }

    [Fact]
    public async Task Same_text_in_parts_once_more_after_it_was_whole_is_another_message()
    {
        await AcceptAsync(Part(1, 1, 2));
        var first = await AcceptAsync(Part(2, 2, 2));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptAsync(Part(3, 1, 2) with { Hex = "C1 later" });
        var second = await AcceptAsync(Part(4, 2, 2) with { Hex = "C2 later" });

        Assert.Equal((InboundDisposition.Completed, InboundDisposition.Completed), (first.Disposition, second.Disposition));
        Assert.NotEqual(first.MessageId, second.MessageId);
    }

    [Fact]
    public async Task Part_that_comes_twice_by_two_ports_or_after_a_restart_is_one_part()
    {
        await AcceptAsync(Part(1, 1, 2));
        await AcceptAsync(Part(1, 1, 2) with { Modem = "m2", Storage = "MT" });
        await RestartAsync();
        await AcceptAsync(Part(1, 1, 2));
        Assert.Equal(InboundDisposition.Completed, (await AcceptAsync(Part(2, 2, 2))).Disposition);
        await AcceptAsync(Part(9, 2, 2) with { Modem = "m2" });

        Assert.Equal("one two ", Sql("SELECT group_concat(content) FROM messages"));
    }

    [Fact]
    public async Task Character_that_the_sender_cut_in_two_comes_out_whole()
    {
        await AcceptAsync(Part(1, 2, 2) with { Hex = "B", Content = Content(2, 2, "\ude00 b") });
        var completed = await AcceptAsync(Part(2, 1, 2) with { Hex = "A", Content = Content(1, 2, "a \ud83d") });
        Assert.Equal("a 😀 b", (await Store.GetAsync(completed.MessageId!.Value))!.Content);
    }

    [Fact]
    public async Task Incomplete_message_is_shown_after_its_time_and_completed_when_the_rest_comes()
    {
        await AcceptAsync(Part(1, 1, 3));
        await AcceptAsync(Part(2, 3, 3));
        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Empty(await Store.ShowIncompleteAsync(TimeSpan.FromHours(24)));
        Clock.Advance(TimeSpan.FromHours(1));

        var shown = Assert.Single(await Store.ShowIncompleteAsync(TimeSpan.FromHours(24)));
        Assert.Equal(("one […]three ", true, MessageStatus.Unread, 1), (shown.Content, shown.Incomplete, shown.Status, shown.ModemIndex));
        Assert.Empty(await Store.ShowIncompleteAsync(TimeSpan.FromHours(24)));

        var completed = await AcceptAsync(Part(3, 2, 3));
        Assert.Equal((InboundDisposition.Completed, shown.Id), (completed.Disposition, completed.MessageId));
        var message = (await Store.GetAsync(shown.Id))!;
        Assert.Equal(("one two three ", false), (message.Content, message.Incomplete));
    }

    [Fact]
    public async Task Undecodable_pdu_is_kept_raw_and_frees_its_slot()
    {
        var pdu = Whole(1, "FFFF", "") with { Content = new InboundUndecodable("cut short") };
        var receipt = await AcceptAsync(pdu);
        Assert.Equal((InboundDisposition.Quarantined, true), (receipt.Disposition, receipt.DeleteSlot));
        Assert.Equal((InboundDisposition.AlreadyKnown, true), ((await AcceptAsync(pdu)).Disposition, (await AcceptAsync(pdu)).DeleteSlot));
        Assert.Equal("cut short", Assert.Single(await Store.ListQuarantineAsync()).Reason);
        Assert.Equal(0L, Sql("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Kind_is_kept()
    {
        var receipt = await AcceptAsync(Whole(1, "AA", "") with { Content = new InboundText("+49", "http://mms", null, null, "mms") });
        Assert.Equal("mms", (await Store.GetAsync(receipt.MessageId!.Value))!.Kind);
    }

    [Fact]
    public async Task Mark_read_says_what_it_did()
    {
        var receipt = await AcceptAsync(Whole(1, "AA", "x"));
        var queued = await QueueAsync();
        var outcomes = await Store.MarkReadAsync([receipt.MessageId!.Value, queued.Id]);
        var again = await Store.MarkReadAsync([receipt.MessageId.Value]);

        Assert.Equal([true, false], outcomes.Select(outcome => outcome.Done));
        Assert.Equal((true, "it was read before"), (again[0].Done, again[0].Reason));
        Assert.Equal(["unread", "read"], (await Store.GetTimelineAsync(receipt.MessageId.Value)).Select(entry => entry.Status));
    }

    private static ReceivedPdu Whole(int index, string hex, string text) => new()
    {
        Modem = "m1",
        Sim = Sim,
        Storage = "SM",
        Index = index,
        Hex = hex,
        Content = new InboundText("+4915", text, new DateTimeOffset(2026, 3, 1, 11, 59, 0, TimeSpan.Zero)),
    };

    private InboundText Content(int number, int total, string text) => new("+4915", text, Now, new Concatenation(77, false, total, number));

    private ReceivedPdu Part(int index, int number, int total, string prefix = "")
    {
        var text = prefix + new[] { "one ", "two ", "three " }[number - 1];
        return Whole(index, "C" + prefix + number, "") with { Content = Content(number, total, text) };
    }

    private async Task<InboundReceipt> AcceptAsync(ReceivedPdu pdu) => Assert.Single(await Store.AcceptAsync([pdu]));
}
