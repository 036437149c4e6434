namespace ModemActors.Simulator.Tests;

public sealed class StorageSpecs
{
    private static readonly SimulatedModemOptions FromOne = new() { Profile = SimulatedProfile.Sim7600 with { FirstSlot = 1, NoName = "" } };

    [Fact]
    public void Listing_gives_all_asked_for_and_makes_them_read()
    {
        var (host, _) = Host.At(FromOne);
        host.Modem.Receive("+15551234567", "one");
        host.Modem.Receive("+15551234567", "two");
        var pdus = host.Modem.Slots.Select(slot => slot.Hex).ToArray();

        Assert.Equal($"\r\n+CMGL: 1,0,,22\r\n{pdus[0]}\r\n+CMGL: 2,0,,22\r\n{pdus[1]}\r\n\r\nOK\r\n", host.Say("AT+CMGL"));
        Assert.Equal(Host.Ok, host.Say("AT+CMGL=0"));
        Assert.Equal($"\r\n+CMGL: 1,1,,22\r\n{pdus[0]}\r\n+CMGL: 2,1,,22\r\n{pdus[1]}\r\n\r\nOK\r\n", host.Say("AT+CMGL=4"));
        Assert.All(host.Modem.Slots, slot => Assert.Equal(SlotState.ReceivedRead, slot.State));
    }

    [Fact]
    public void Listing_with_mode_1_leaves_the_state_alone()
    {
        var (host, _) = Host.At();
        host.Modem.Receive("+15551234567", "one");
        host.Say("AT+CMGL=4,1");
        Assert.Equal(SlotState.ReceivedUnread, Assert.Single(host.Modem.Slots).State);
    }

    [Fact]
    public void Reading_one_makes_it_read_and_no_other()
    {
        var (host, _) = Host.At(FromOne);
        host.Modem.Receive("+15551234567", "one");
        host.Modem.Receive("+15551234567", "two");
        Assert.StartsWith("\r\n+CMGR: 0,,22\r\n", host.Say("AT+CMGR=2"), StringComparison.Ordinal);
        Assert.StartsWith("\r\n+CMGR: 1,,22\r\n", host.Say("AT+CMGR=2"), StringComparison.Ordinal);
        Assert.Equal([SlotState.ReceivedUnread, SlotState.ReceivedRead], host.Modem.Slots.Select(slot => slot.State));
    }

    [Theory]
    [InlineData(true, "AT+CMGR=3", "\r\nOK\r\n")]
    [InlineData(false, "AT+CMGR=3", "\r\n+CMS ERROR: 321\r\n")]
    [InlineData(true, "AT+CMGR=31", "\r\n+CMS ERROR: 321\r\n")]
    [InlineData(true, "AT+CMGD=3", "\r\nOK\r\n")]
    [InlineData(true, "AT+CMGD=31", "\r\n+CMS ERROR: 321\r\n")]
    [InlineData(true, "AT+CMSS=3", "\r\n+CMS ERROR: 321\r\n")]
    public void Empty_and_missing_slots_differ(bool emptyIsOk, string command, string answer)
    {
        var (host, _) = Host.At(new SimulatedModemOptions { Profile = SimulatedProfile.Sim7600 with { EmptySlotIsOk = emptyIsOk } });
        host.Say("AT+CMEE=1");
        Assert.Equal(answer, host.Say(command));
    }

    [Theory]
    [InlineData(1, "0 2 3")]
    [InlineData(2, "0 2")]
    [InlineData(3, "0")]
    [InlineData(4, "")]
    public void Delete_flag_says_how_much_goes(int flag, string left)
    {
        var (host, time) = Host.At();
        host.Modem.Receive("+15551234567", "unread");
        host.Modem.Receive("+15551234567", "read");
        host.Say("AT+CMGR=1");
        for (var i = 0; i < 2; i++)
        {
            host.Say("AT+CMGW=22");
            host.Write(Samples.SubmitHello + "\u001a");
        }
        host.Say("AT+CMSS=3");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([SlotState.ReceivedUnread, SlotState.ReceivedRead, SlotState.StoredUnsent, SlotState.StoredSent],
            host.Modem.Slots.Select(slot => slot.State));

        Assert.EndsWith(Host.Ok, host.Say($"AT+CMGD=0,{flag}"), StringComparison.Ordinal);

        Assert.Equal(left, string.Join(' ', host.Modem.Slots.Select(slot => slot.Index)));
    }

    [Fact]
    public void Delete_test_lists_the_occupied_slots()
    {
        var (host, _) = Host.At();
        host.Modem.Receive("+15551234567", "one");
        host.Modem.Receive("+15551234567", "two");
        Assert.Equal("\r\n+CMGD: (0,1),(0-4)\r\n\r\nOK\r\n", host.Say("AT+CMGD=?"));
    }

    [Fact]
    public void Memories_are_apart_and_MT_has_both()
    {
        var (host, _) = Host.At();
        host.Modem.Receive("+15551234567", "on the SIM");
        host.Say("AT+CPMS=\"SM\",\"SM\",\"ME\"");
        host.Modem.Receive("+15551234567", "on the modem");
        Assert.Equal("\r\n+CPMS: \"SM\",1,30,\"SM\",1,30,\"ME\",1,23\r\n\r\nOK\r\n", host.Say("AT+CPMS?"));
        Assert.Equal(["SM 0", "ME 0"], host.Modem.Slots.Select(slot => $"{slot.Memory} {slot.Index}"));
        host.Say("AT+CPMS=\"MT\"");
        Assert.Contains("+CMGL: 30,0", host.Say("AT+CMGL=4"), StringComparison.Ordinal);
        Assert.Equal(Host.Ok, host.Say("AT+CMGD=30"));
        Assert.Equal("SM", Assert.Single(host.Modem.Slots).Memory);
    }

    [Theory]
    [InlineData("AT+CPMS=\"XX\"")]
    [InlineData("AT+CPMS=\"SM\",\"SR\"")]
    [InlineData("AT+CPMS=")]
    public void Memory_that_cannot_be_selected_changes_nothing(string command)
    {
        var (host, _) = Host.At();
        host.Say("AT+CMEE=1");
        Assert.Equal("\r\n+CMS ERROR: 302\r\n", host.Say(command));
        Assert.StartsWith("\r\n+CPMS: \"SM\",0,30,\"SM\"", host.Say("AT+CPMS?"), StringComparison.Ordinal);
    }

    [Fact]
    public void Written_message_is_sent_from_its_slot_and_tells_so_afterwards()
    {
        var (first, second, time) = Host.Pair();
        Assert.Equal("\r\n> ", first.Say("AT+CMGW=22"));
        Assert.Equal("\r\n+CMGW: 0\r\n\r\nOK\r\n", first.Write(Samples.SubmitHello + "\u001a"));
        Assert.Equal($"\r\n+CMGR: 2,\"\",22\r\n{Samples.SubmitHello}\r\n\r\nOK\r\n", first.Say("AT+CMGR=0"));

        Assert.Equal("", first.Say("AT+CMSS=0"));
        time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("\r\n+CMSS: 0\r\n\r\nOK\r\n", first.Read());
        Assert.StartsWith("\r\n+CMGR: 3,", first.Say("AT+CMGR=0"), StringComparison.Ordinal);
        Assert.Single(second.Modem.Slots);
    }

    [Fact]
    public void Write_to_a_full_memory_is_refused()
    {
        var (host, _) = Host.At(new SimulatedModemOptions { StorageSize = 1 });
        host.Say("AT+CMEE=1");
        host.Modem.Receive("+15551234567", "one");
        host.Say("AT+CMGW=22");
        Assert.Equal("\r\n+CMS ERROR: 322\r\n", host.Write(Samples.SubmitHello + "\u001a"));
    }

    [Theory]
    [InlineData("AT+CMGS=21", Samples.SubmitHello)]
    [InlineData("AT+CMGS=22", "no hex")]
    [InlineData("AT+CMGS=22", "0001000B915155000000F200000AE8329BFD4697D9ECZZ")]
    [InlineData("AT+CMGS=2", "000100")]
    [InlineData("AT+CMGS=1", "0001")]
    [InlineData("AT+CMGS=22", "0004000B915155000000F200000AE8329BFD4697D9EC37")]
    public void Body_that_is_no_message_is_refused(string command, string body)
    {
        var (host, _) = Host.At();
        host.Say("AT+CMEE=1");
        Assert.Equal("\r\n> ", host.Say(command));
        Assert.Equal("\r\n+CMS ERROR: 304\r\n", host.Write(body + "\u001a"));
        Assert.Empty(host.Modem.Air.Record);
    }

    [Fact]
    public void Escape_at_the_prompt_sends_nothing()
    {
        var (host, time) = Host.At();
        host.Say("AT+CMGS=22");
        Assert.Equal(Host.Ok, host.Write(Samples.SubmitHello + "\u001b"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(host.Modem.Air.Record);
        Assert.Equal(Host.Ok, host.Say("AT"));
    }
}
