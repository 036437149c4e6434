using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Simulator;
using ModemActors.Storage;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Inbox;

public sealed class InboxActorSpecs : NodeKit
{
    private const string Immediately = "inbox { delete = immediately }";
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(300);

    private IReadOnlyList<Message> Inbound => Messages(MessageDirection.Inbound);

    [Fact]
    public void What_is_announced_is_a_row_at_once_and_stays_on_the_SIM_until_it_is_read()
    {
        BeginReady();

        Modem().Receive("+15551112222", "Grüße €");
        Until(() => Inbound.Count == 1, s_soon);

        Assert.Equal(("+15551112222", "Grüße €", MessageStatus.Unread, "a"), (Inbound[0].PhoneNumber, Inbound[0].Content, Inbound[0].Status, Inbound[0].Modem));
        Assert.Equal(Modem().Slots[0].Index, Inbound[0].ModemIndex);
        Assert.Equal("Grüße €", Assert.Single(Events<MessageReceived>()).Content);

        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Assert.Single(Modem().Slots);
        Assert.Single(Inbound);

        Wait(Store.MarkReadAsync([Inbound[0].Id]));
        Node.Fleet.Tell(ReadMarksChanged.Instance);
        Until(() => Modem().Slots.Count == 0, s_soon);
        Until(() => Inbound[0].ModemIndex is null, s_soon);
    }

    [Fact]
    public void What_another_process_marks_as_read_is_deleted_too()
    {
        BeginReady();
        Modem().Receive("+15551112222", "Hi");
        Until(() => Inbound.Count == 1, s_soon);

        Wait(Store.MarkReadAsync([Inbound[0].Id]));
        Store.ForeignChange();

        Until(() => Modem().Slots.Count == 0, s_soon);
    }

    [Fact]
    public void What_is_not_announced_is_found_by_the_next_listing()
    {
        BeginReady();
        Modem().Faults.Arm(Fault.Notify(0));

        Modem().Receive("+15551112222", "Hi");

        Until(() => Inbound.Count == 1, TimeSpan.FromSeconds(10.5));
    }

    [Fact]
    public void What_was_there_before_us_comes_in_even_if_another_program_read_it()
    {
        Modem().Receive("+15551112222", "old");
        using (var other = new OtherProgram(Modem()))
            other.Say("AT+CMGF=0", "AT+CMGR=" + Modem().Slots[0].Index);
        Assert.Equal(SlotState.ReceivedRead, Modem().Slots[0].State);

        BeginReady();

        Until(() => Inbound.Count == 1, s_soon);
    }

    [Theory]
    [InlineData("index")]
    [InlineData("memory")]
    [InlineData("no memory")]
    [InlineData("twice")]
    public void A_wrong_notification_brings_the_message_once(string wrong)
    {
        BeginReady();
        Modem().Faults.Arm(wrong switch
        {
            "index" => Fault.WrongIndex(-1),
            "memory" => Fault.WrongMemory("ME"),
            "no memory" => Fault.WrongMemory(null),
            _ => Fault.Notify(2),
        });

        Modem().Receive("+15551112222", "Hi");
        Until(() => Inbound.Count == 1, s_soon);
        Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

        Assert.Single(Inbound);
        Assert.Single(Events<MessageReceived>());
    }

    [Fact]
    public void A_message_leaves_the_SIM_only_after_it_is_in_the_store()
    {
        BeginReady(Immediately);
        Store.Fails = call => call == nameof(IMessageStore.AcceptAsync) ? new StoreException("the disk is full") : null;

        Modem().Receive("+15551112222", "first");
        Modem().Receive("+15551112222", "second");
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.Equal(2, Modem().Slots.Count);
        Assert.Empty(Inbound);

        Store.Fails = _ => null;
        Until(() => Modem().Slots.Count == 0, TimeSpan.FromSeconds(11));
        Assert.Equal(["first", "second"], Inbound.Select(message => message.Content).Order());
    }

    [Fact]
    public void A_store_that_fails_to_forget_a_slot_brings_no_message_twice()
    {
        BeginReady(Immediately);
        Store.Fails = call => call == nameof(IMessageStore.SlotDeletedAsync) ? new StoreException("the disk is full") : null;
        Modem().Receive("+15551112222", "Hi");
        Until(() => Modem().Slots.Count == 0, TimeSpan.FromSeconds(1));

        Store.Fails = _ => null;
        Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

        Assert.Null(Assert.Single(Inbound).ModemIndex);
    }

    [Fact]
    public void Parts_come_in_any_order_and_make_one_message()
    {
        BeginReady(Immediately);
        var text = string.Concat(Enumerable.Repeat("All work and no play makes Jack a dull boy. ", 10));
        var parts = Incoming.Parts(text);
        Assert.True(parts.Count > 2);

        foreach (var part in parts.Reverse())
        {
            Assert.Empty(Inbound);
            Modem().Receive(part.Tpdu());
            Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(text, Assert.Single(Inbound).Content);
        Assert.Empty(Modem().Slots);
    }

    [Fact]
    public void A_PDU_that_nobody_can_read_goes_to_quarantine_and_frees_its_slot()
    {
        BeginReady();

        Modem().Receive(Convert.FromHexString("040B911346610089"));
        Until(() => Modem().Slots.Count == 0, s_soon);

        Assert.Contains("040B911346610089", Assert.Single(Wait(Store.ListQuarantineAsync())).Hex, StringComparison.Ordinal);
        Assert.Empty(Inbound);
    }

    [Fact]
    public void One_that_the_store_cannot_digest_keeps_nobody_out()
    {
        Store.Chokes = pdu => pdu.Content is InboundText { Text: "poison" };
        foreach (var text in (string[])["before", "poison", "after"])
            Modem().Receive("+15551112222", text);

        BeginReady();

        Until(() => Inbound.Count == 2, TimeSpan.FromSeconds(1));
        Assert.Equal(["before", "after"], Inbound.Select(message => message.Content));
        Assert.Contains("digested", Assert.Single(Wait(Store.ListQuarantineAsync())).Reason, StringComparison.Ordinal);
        Until(() => Modem().Slots.Count == 2, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_slot_that_cannot_be_deleted_is_neither_taken_in_nor_tried_for_ever()
    {
        Modem().Receive("+15551112222", "Hi");
        Modem().Faults.Arm(Fault.Undeletable());
        BeginReady(Immediately);

        Pass(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));

        Assert.Single(Inbound);
        Assert.Single(Modem().Slots);
        Assert.Equal(3, Line.Written.Count(line => line.StartsWith("AT+CMGD=", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_modem_whose_listing_hangs_is_read_slot_by_slot_and_is_not_asked_to_list_again()
    {
        Modem().Faults.Add(new FaultRule(new FaultTrigger.AtCommand("AT+CMGL", null), Fault.NoAnswer()));
        BeginReady();
        Modem().Receive("+15551112222", "Hi");

        Until(() => Inbound.Count == 1, TimeSpan.FromSeconds(30));
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Modem().Faults.Arm(Fault.Notify(0));
        Modem().Receive("+15551112222", "Ho");

        Until(() => Inbound.Count == 2, TimeSpan.FromSeconds(11));
        Assert.Equal(1, Line.Written.Count(line => line == "AT+CMGL=4\r"));
    }

    [Fact]
    public void A_port_that_breaks_while_slots_are_read_loses_nothing()
    {
        BeginReady();
        Modem().Faults.Add(new FaultRule(new FaultTrigger.AtCommand("AT+CMGR", 1), Fault.HangUp(TimeSpan.FromSeconds(1))));

        Modem().Receive("+15551112222", "Hi");

        Until(() => Inbound.Count == 1, TimeSpan.FromSeconds(5));
        Assert.Equal(2, Line.Opened);
    }

    [Fact]
    public void A_message_that_was_forwarded_is_acknowledged_once_it_is_in_the_store()
    {
        var opener = Forwarding();
        Store.Fails = call => call == nameof(IMessageStore.AcceptAsync) ? new StoreException("the disk is full") : null;
        Forward(opener.Port);
        Pass(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("AT+CNMA", opener.Port.Said);

        Store.Fails = _ => null;
        Until(() => opener.Port.Said.Contains("AT+CNMA"), TimeSpan.FromSeconds(6));

        Assert.Equal("forwarded", Assert.Single(Inbound).Content);
        Assert.Single(opener.Port.Said, line => line == "AT+CNMA");
    }

    [Fact]
    public void A_message_that_the_network_forwards_again_is_one_row_and_acknowledged_again()
    {
        var opener = Forwarding();

        Forward(opener.Port);
        Calm();
        Forward(opener.Port);
        Until(() => opener.Port.Said.Count(line => line == "AT+CNMA") == 2, TimeSpan.FromSeconds(1));

        Assert.Single(Inbound);
    }

    [Fact]
    public void A_message_that_is_forwarded_before_the_memory_is_known_is_not_lost()
    {
        var opener = new ScriptedOpener(Activity)
        {
            Answers = Modems.But(
                ("AT+CPIN?", "+CME ERROR: 14"),
                ("AT+CPMS=\"SM\",\"SM\",\"SM\"", "+CMS ERROR: 302"),
                ("AT+CPMS=\"SM\"", "+CMS ERROR: 302"),
                ("AT+CPMS?", "+CPMS: \"ME\",0,50,\"ME\",0,50,\"ME\",0,50|OK")),
        };
        Begin("", opener);
        Pass(TimeSpan.FromSeconds(2));
        Store.Fails = call => call == nameof(IMessageStore.AcceptAsync) ? new StoreException("the disk is full") : null;
        Forward(opener.Port);
        Calm();
        Store.Fails = _ => null;
        opener.Answers = Modems.But(
            ("AT+CPMS=\"SM\",\"SM\",\"SM\"", "+CMS ERROR: 302"), ("AT+CPMS=\"SM\"", "+CMS ERROR: 302"), ("AT+CPMS?", "+CPMS: \"ME\",0,50,\"ME\",0,50,\"ME\",0,50|OK"));

        Until(() => Inbound.Count == 1, TimeSpan.FromSeconds(15));

        Assert.Equal("forwarded", Inbound[0].Content);
    }

    [Fact]
    public void Two_ports_of_one_SIM_bring_each_message_once()
    {
        var pdu = Incoming.Parts("by two ports")[0];
        var opener = new ScriptedOpener(Activity) { Answers = Modems.But(("AT+CMGL=4", $"+CMGL: 1,1,,{pdu.TpduLength}|{pdu.ToHex()}|OK")) };

        Begin("modems = [ { id = a, port = simulator }, { id = b, port = simulator } ]", opener);
        Until(() => Inbound.Count > 0, TimeSpan.FromSeconds(2));
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

        Assert.Single(Inbound);
        Assert.Single(Events<MessageReceived>());
    }

    [Fact]
    public void What_is_incomplete_is_shown_after_its_time_and_completed_when_the_rest_comes()
    {
        BeginReady("inbox { delete = immediately, multipart-timeout = 1h }");
        var parts = Incoming.Parts(string.Concat(Enumerable.Repeat("All work and no play makes Jack a dull boy. ", 10)));
        Assert.Equal(3, parts.Count);

        Modem().Receive(parts[0].Tpdu());
        Modem().Receive(parts[2].Tpdu());
        Pass(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(1));
        Assert.Empty(Inbound);
        Pass(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1));
        Assert.True(Assert.Single(Inbound).Incomplete);
        Assert.Contains("[…]", Inbound[0].Content, StringComparison.Ordinal);

        Pass(TimeSpan.FromHours(5), TimeSpan.FromMinutes(10));
        Modem().Receive(parts[1].Tpdu());
        Until(() => !Inbound[0].Incomplete, s_soon);

        Assert.EndsWith("makes Jack a dull boy. ", Assert.Single(Inbound).Content, StringComparison.Ordinal);
        Assert.Empty(Modem().Slots);
    }

    [Fact]
    public void Killed_between_the_store_and_the_SIM_it_brings_nothing_twice()
    {
        BeginReady(Immediately);
        var inbox = Find("inbox");
        var killed = 0;
        Store.Fails = call =>
        {
            if (call == nameof(IMessageStore.AcceptAsync) && killed++ < 3)
                inbox.Tell(Kill.Instance);
            return null;
        };

        Modem().Receive("+15551112222", "Hi");
        Until(() => Modem().Slots.Count == 0, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

        Assert.Equal("Hi", Assert.Single(Inbound).Content);
        Assert.True(killed >= 1);
    }

    [Fact]
    public void Killed_while_the_store_is_sick_it_keeps_what_was_forwarded_past_the_SIM()
    {
        var opener = Forwarding();
        Store.Fails = call => call == nameof(IMessageStore.AcceptAsync) ? new StoreException("the disk is full") : null;
        Forward(opener.Port);
        Pass(TimeSpan.FromSeconds(2));

        Find("inbox").Tell(Kill.Instance);
        Pass(TimeSpan.FromSeconds(2));
        Store.Fails = _ => null;

        Until(() => Inbound.Count == 1, TimeSpan.FromSeconds(12));
        Assert.Single(opener.Port.Said, line => line == "AT+CNMA");
    }

    [Fact]
    public void A_notification_of_a_multimedia_message_is_a_row_of_its_kind()
    {
        BeginReady();
        // ports 2948/9200 and the WAP content type, as MMS notifications carry them (OMA MMS encapsulation §6.2)
        const string Body = "0605040B8423F0" + "0106246170706C69636174696F6E2F766E642E7761702E6D6D732D6D65737361676500";
        Modem().Receive(Convert.FromHexString($"440B915155112222F2000462101221000000{Body.Length / 2:X2}{Body}"));

        Until(() => Inbound.Count == 1, s_soon);

        Assert.Equal(("mms", MessageStatus.Unread), (Inbound[0].Kind, Inbound[0].Status));
        Assert.Empty(Wait(Store.ListQuarantineAsync()));
    }

    private ScriptedOpener Forwarding()
    {
        var opener = new ScriptedOpener(Activity) { Answers = Modems.But(("AT+CSMS?", "+CSMS: 1,1,1,1|OK"), ("AT+CNMI?", "+CNMI: 2,2,0,1,0|OK")) };
        BeginReady("", opener);
        return opener;
    }

    private static void Forward(ScriptedPort port)
    {
        var pdu = Incoming.Parts("forwarded")[0];
        port.Say($"\r\n+CMT: ,{pdu.TpduLength}\r\n{pdu.ToHex()}\r\n");
    }
}
