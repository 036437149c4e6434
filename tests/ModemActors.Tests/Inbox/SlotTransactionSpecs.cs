using ModemActors.Inbox;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Inbox;

/// <summary>Listing, reading and deleting slots as conversations, without port and actor.</summary>
public sealed class SlotTransactionSpecs
{
    // a DELIVER "hellohello" and one that is cut short
    private const string Hello = "07911326040000F0040B911346610089F60000208062917314080AE8329BFD4697D9EC37";
    private const string Cut = "07911326040000F0040B91";

    [Fact]
    public void All_slots_are_listed_read_ones_too()
    {
        var list = new ListSlots(textMode: false, slotBySlot: false);

        var run = TransactionRun.Of(list, Modems.But(("AT+CMGL=4", $"+CMGL: 1,1,,{Length(Hello)}|{Hello}|+CMGL: 4,0,,{Length(Cut)}|{Cut}|OK")));

        Assert.Equal(["AT+CMGL=4"], run.Said);
        Assert.Equal([1, 4], list.Found.Select(slot => slot.Index!.Value));
        Assert.True(list.IsComplete);
        Assert.False(list.NeedsSlotBySlot);
    }

    [Fact]
    public void Where_listing_falls_silent_each_slot_is_read_and_that_is_remembered()
    {
        var list = new ListSlots(textMode: false, slotBySlot: false);

        var run = TransactionRun.Of(list, Modems.But(
            ("AT+CMGL=4", null),
            ("AT+CPMS?", "+CPMS: \"SM\",1,3,\"SM\",1,3,\"SM\",1,3|OK"),
            ("AT+CMGR=2", $"+CMGR: 0,,{Length(Hello)}|{Hello}|OK")));

        Assert.True(run.IsDone);
        Assert.Equal([2], list.Found.Select(slot => slot.Index!.Value));
        Assert.True(list.IsComplete);
        Assert.True(list.NeedsSlotBySlot);
    }

    [Theory]
    [InlineData("ERROR", false)]
    [InlineData("+CMS ERROR: 500", false)]
    [InlineData("+CMS ERROR: 303", true)]
    [InlineData("COMMAND NOT SUPPORT", true)]
    [InlineData("+CMGL: what?|OK", true)]
    public void Where_listing_is_refused_each_slot_is_read_and_only_ignorance_is_remembered(string answer, bool remembered)
    {
        var list = new ListSlots(textMode: false, slotBySlot: false);

        TransactionRun.Of(list, Modems.But(("AT+CMGL=4", answer), ("AT+CPMS?", "+CPMS: \"SM\",0,3|OK")));

        Assert.True(list.IsComplete);
        Assert.Equal(remembered, list.NeedsSlotBySlot);
    }

    [Fact]
    public void A_SIM_that_is_busy_tells_nothing()
    {
        var list = new ListSlots(textMode: false, slotBySlot: false);

        var run = TransactionRun.Of(list, Modems.But(("AT+CMGL=4", "+CMS ERROR: 314")));

        Assert.Equal(["AT+CMGL=4"], run.Said);
        Assert.False(list.IsComplete);
        Assert.False(list.NeedsSlotBySlot);
    }

    [Fact]
    public void A_slot_that_cannot_be_read_makes_the_listing_incomplete()
    {
        var list = new ListSlots(textMode: false, slotBySlot: true);

        TransactionRun.Of(list, Modems.But(("AT+CPMS?", "+CPMS: \"SM\",1,2|OK"), ("AT+CMGR=1", "+CMS ERROR: 320")));

        Assert.False(list.IsComplete);
    }

    [Fact]
    public void Reading_stops_when_as_many_were_found_as_there_are()
    {
        var run = TransactionRun.Of(new ListSlots(textMode: false, slotBySlot: true), Modems.But(
            ("AT+CPMS?", "+CPMS: \"SM\",1,200|OK"), ("AT+CMGR=1", $"+CMGR: 0,,{Length(Hello)}|{Hello}|OK")));

        Assert.Equal(["AT+CPMS?", "AT+CMGR=0", "AT+CMGR=1"], run.Said);
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("+CMS ERROR: 321")]
    public void An_empty_slot_is_empty_however_the_modem_says_it(string answer)
    {
        var read = new ReadSlots([5], textMode: false);

        TransactionRun.Of(read, Modems.But(("AT+CMGR=5", answer)));

        Assert.Empty(read.Found);
        Assert.False(read.HasRefused);
    }

    [Fact]
    public void A_slot_is_deleted_only_if_the_right_thing_lies_there()
    {
        var right = new SlotToDelete(1, Hello);
        var stranger = new SlotToDelete(2, Hello);
        var empty = new SlotToDelete(3, Hello);
        var delete = new DeleteSlots([right, stranger, empty], textMode: false);

        var run = TransactionRun.Of(delete, Modems.But(
            ("AT+CMGR=1", $"+CMGR: 1,,{Length(Hello)}|{Hello}|OK"), ("AT+CMGR=2", $"+CMGR: 0,,{Length(Cut)}|{Cut}|OK")));

        Assert.Equal(["AT+CMGR=1", "AT+CMGD=1", "AT+CMGR=2", "AT+CMGR=3"], run.Said);
        Assert.Equal([right, stranger, empty], delete.Gone);
        Assert.Empty(delete.Refused);
    }

    [Fact]
    public void A_slot_that_the_modem_does_not_delete_is_told_with_its_words()
    {
        var slot = new SlotToDelete(1, Hello);
        var delete = new DeleteSlots([slot], textMode: false);

        TransactionRun.Of(delete, Modems.But(("AT+CMGR=1", $"+CMGR: 1,,{Length(Hello)}|{Hello}|OK"), ("AT+CMGD=1", "+CMS ERROR: 320")));

        Assert.Empty(delete.Gone);
        var (refused, reason) = Assert.Single(delete.Refused);
        Assert.Equal(slot, refused);
        Assert.Contains("memory failure", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_is_not_ours_to_touch()
    {
        var list = new ListSlots(textMode: false, slotBySlot: false);

        TransactionRun.Of(list, Modems.But(("AT+CMGL=4", "+CMGL: 7,2,,9|0001000B911346610089F6|OK")));

        Assert.IsType<SlotContent.Outgoing>(Assert.Single(list.Found));
    }

    [Fact]
    public void Each_forwarded_message_is_acknowledged()
    {
        Assert.Equal(["AT+CNMA", "AT+CNMA"], TransactionRun.Of(new AcknowledgeForwarded(2), Modems.Usual).Said);
    }

    [Fact]
    public void What_is_no_pdu_is_neither_taken_nor_deleted()
    {
        // a modem that fell back to text mode without a word
        var shown = Modems.But(("AT+CMGR=1", "+CMGR: \"REC READ\",\"+49171\",,\"26/11/21,05:00:00+00\"|Hello in plain text|OK"));
        var read = new ReadSlots([1], textMode: false);
        var delete = new DeleteSlots([new SlotToDelete(1, Hello)], textMode: false);

        TransactionRun.Of(read, shown);
        var run = TransactionRun.Of(delete, shown);

        Assert.Empty(read.Found);
        Assert.True(read.HasRefused);
        Assert.Equal(["AT+CMGR=1"], run.Said);
        Assert.Empty(delete.Gone);
        Assert.Single(delete.Refused);
    }

    [Fact]
    public void A_listing_with_something_unreadable_takes_the_rest_and_is_not_complete()
    {
        var list = new ListSlots(textMode: false, slotBySlot: false);

        TransactionRun.Of(list, Modems.But(("AT+CMGL=4", $"+CMGL: 1,1,,20|no pdu at all|+CMGL: 4,0,,{Length(Hello)}|{Hello}|OK")));

        Assert.Equal([4], list.Found.Select(slot => slot.Index!.Value));
        Assert.True(list.HasUnreadable);
        Assert.False(list.IsComplete);
    }

    private static int Length(string hex) => hex.Length / 2 - 1 - Convert.ToInt32(hex[..2], 16);
}
