using System.Globalization;
using ModemActors.Protocol.Sms;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Scenarios;

/// <summary>Every part of every message on air once, whatever comes between; and what cannot be known is said, and settled when it can be.</summary>
public sealed class OutboundScenarios
{
    private const string Outside = "+4915550100";

    private static readonly string s_tenParts = string.Concat(Enumerable.Range(1, 1480 / 5).Select(number => number.ToString("D4", CultureInfo.InvariantCulture) + " "));

    [Fact]
    public async Task An_error_at_part_7_of_10_goes_on_there_with_the_same_modem_and_reference()
    {
        await using var bench = await Bench.StartAsync(2, hocon: "outbox { retry-delay = 500ms }");
        foreach (var modem in bench.Modems.Modems)
            modem.Faults.Add(new FaultRule(new FaultTrigger.At(FaultEvent.Send, 7), Fault.Error("+CMS ERROR: 42")));

        var id = bench.Store.Queue(Outside, s_tenParts);
        await bench.StatusBecomes(id, "sent");

        Assert.Equal(Enumerable.Range(1, 10), bench.OnAir.Select(part => part.Part));
        Assert.Single(bench.OnAir.Select(part => (part.Modem, part.Reference, part.Total)).Distinct());
        Assert.Equal(2, bench.Store.Scalar<int>("SELECT attempts FROM messages WHERE id = $id", ("$id", id)));
        Assert.Contains("+CMS ERROR 42: congestion", bench.Store.Scalar<string>(
            "SELECT group_concat(detail, '; ') FROM message_events WHERE message_id = $id", ("$id", id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_between_two_parts_it_goes_on_with_the_missing_ones_only()
    {
        await using var bench = await Bench.StartAsync(2, TimeSpan.FromMilliseconds(250), modemKeys: "send-mode = stored, send-timeout = 5s");
        var id = bench.Store.Queue(Outside, s_tenParts);
        await Eventually.True("some parts are out", () => bench.OnAir.Count >= 4, () => bench.Service.Output);

        await bench.Service.KillAsync();
        await bench.Service.StartAgainAsync();

        await bench.StatusBecomes(id, "sent");
        Assert.Equal(Enumerable.Range(1, 10), bench.OnAir.Select(part => part.Part).Order());
        Assert.Single(bench.OnAir.Select(part => (part.Modem, part.Reference)).Distinct());
        await Eventually.True("no slot is left in use", () => bench.Modems.Modems.All(modem => modem.Slots.Count == 0), () => bench.Service.Output);
    }

    [Fact]
    public async Task Stored_first_a_lost_answer_is_settled_by_the_sim()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "send-mode = stored, send-timeout = 5s");
        bench.Modem(1).Faults.Arm(Fault.LoseAnswer());

        var id = bench.Store.Queue(Outside, "whose answer is lost");

        await bench.StatusBecomes(id, "sent");
        Assert.Single(bench.OnAir);
        await Eventually.True("the slot is free", () => bench.Modem(1).Slots.Count == 0, () => bench.Service.Output);
        Assert.Contains("indeterminate", bench.Store.Rows("SELECT status FROM message_events WHERE message_id = $id", ("$id", id)).Select(row => row[0]));
    }

    [Fact]
    public async Task Stored_first_a_modem_that_fell_silent_before_it_sent_is_known_not_to_have()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "send-mode = stored, send-timeout = 5s");
        bench.Modem(1).Faults.Add(new FaultRule(new FaultTrigger.AtCommand("AT+CMSS", 1), Fault.Hang(TimeSpan.FromSeconds(6))));

        var id = bench.Store.Queue(Outside, "sent at the second try");

        await bench.StatusBecomes(id, "sent");
        Assert.Single(bench.OnAir);
    }

    [Fact]
    public async Task A_modem_that_stores_nothing_sends_directly_all_the_same()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "send-mode = stored");
        bench.Modem(1).Faults.Add(new FaultRule(new FaultTrigger.AtCommand("AT+CMGW", null), Fault.Answer("ERROR")));

        await bench.StatusBecomes(bench.Store.Queue(Outside, "directly"), "sent");

        Assert.Single(bench.OnAir);
        Assert.Contains("messages are sent as they are written", bench.Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_answer_settles_what_was_indeterminate()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "send-timeout = 5s");
        bench.Modem(1).Faults.Arm(Fault.LateAnswer(TimeSpan.FromSeconds(7)));

        var id = bench.Store.Queue(Outside, "answered late");

        await bench.StatusBecomes(id, "indeterminate");
        await bench.StatusBecomes(id, "sent");
        Assert.Equal((long)bench.OnAir[0].MessageReference, bench.Store.Scalar<long>("SELECT tp_mr FROM message_parts"));
    }

    [Fact]
    public async Task A_delivery_report_settles_what_was_indeterminate()
    {
        await using var bench = await Bench.StartAsync(2, modemKeys: "send-timeout = 5s, delivery-report = on");
        bench.Modem(1).Faults.Arm(Fault.LoseAnswer());
        bench.Modem(1).Faults.Arm(Fault.LateOnAir(TimeSpan.FromSeconds(7)));

        var id = bench.Store.Queue(Bench.Number(2), "reported");
        bench.Store.Execute("UPDATE messages SET modem = 'modem1' WHERE id = $id", ("$id", id));

        await bench.StatusBecomes(id, "indeterminate", "delivered");
        await bench.StatusBecomes(id, "delivered");
    }

    [Fact]
    public async Task Reports_that_the_modem_keeps_in_a_memory_of_their_own_are_found_there()
    {
        await using var bench = await Bench.StartAsync(
            2, modemKeys: "delivery-report = on", options: options => options with
            {
                Profile = SimulatedProfile.Sim7600 with { NotificationModes = "(0-2),(0-1),(0),(0,2),(0,1)" },
            });

        var id = bench.Store.Queue(Bench.Number(2), "reported");

        await bench.StatusBecomes(id, "delivered");
        await Eventually.True("the memory is free", () => bench.Modems.Modems.All(modem => modem.Slots.All(slot => slot.Memory != "SR")), () => bench.Service.Output);
        await Eventually.True(
            "the message came in", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'") == 1, () => bench.Service.Output);
    }

    [Fact]
    public async Task A_modem_without_a_prompt_is_found_out_and_sends()
    {
        await using var bench = await Bench.StartAsync(1, hocon: "outbox { retry-delay = 100ms, max-attempts = 5 }", modemKeys: "command-timeout = 1s");
        bench.Modem(1).Faults.Add(new FaultRule(new FaultTrigger.Now(), Fault.NoPrompt(), null));

        var ids = Enumerable.Range(1, 3).Select(number => bench.Store.Queue(Outside, $"number {number}")).ToArray();

        foreach (var id in ids)
            await bench.StatusBecomes(id, "sent");
        Assert.Equal(["number 1", "number 2", "number 3"], bench.OnAir.Select(message => message.Text).Order());
    }

    [Fact]
    public async Task A_modem_whose_sim_is_gone_leaves_its_messages_to_others()
    {
        await using var bench = await Bench.StartAsync(2);
        bench.Modem(1).Faults.Add(new FaultRule(new FaultTrigger.Now(), Fault.Error("+CMS ERROR: 310"), null));

        var ids = Enumerable.Range(1, 6).Select(number => bench.Store.Queue(Outside, $"number {number}")).ToArray();

        foreach (var id in ids)
            await bench.StatusBecomes(id, "sent");
        Assert.All(bench.OnAir, message => Assert.Equal("modem2", message.Modem));
        Assert.Equal(6, bench.OnAir.Count);
    }

    [Fact]
    public async Task A_permanent_error_fails_at_once_in_the_standards_words()
    {
        await using var bench = await Bench.StartAsync(1);
        bench.Modem(1).Faults.Arm(Fault.Error("+CMS ERROR: 1"));

        var id = bench.Store.Queue(Outside, "to nobody");

        await bench.StatusBecomes(id, "failed");
        Assert.Equal("+CMS ERROR 1: unassigned (unallocated) number", bench.Store.Scalar<string>("SELECT error FROM messages"));
        Assert.Equal(1, bench.Store.Scalar<int>("SELECT attempts FROM messages"));
    }

    [Fact]
    public async Task The_daily_limit_outlives_a_restart()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "daily-limit = 2");
        var ids = Enumerable.Range(1, 3).Select(number => bench.Store.Queue(Outside, $"number {number}")).ToArray();
        await bench.StatusBecomes(ids[1], "sent");

        await bench.Service.KillAsync();
        await bench.Service.StartAgainAsync();
        await Eventually.True(
            "the modem is ready", async () => (await bench.Service.GetAsync("/v1/modems/modem1")).GetProperty("state").GetString() == "ready", () => bench.Service.Output);
        bench.Modem(1).Receive(Outside, "a sign that it works");
        await Eventually.True(
            "it works", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'") == 1, () => bench.Service.Output);

        Assert.Equal("queued", bench.Store.StatusOf(ids[2]));
        Assert.Equal(2, bench.OnAir.Count);
    }

    [Fact]
    public async Task The_service_centre_is_told_until_when_a_message_is_of_use()
    {
        await using var bench = await Bench.StartAsync(1);
        bench.Store.Execute(
            "INSERT INTO messages (phone_number, content, status, direction, expires_at) VALUES ($number, 'soon', 'queued', 'outbound', datetime('now', '+50 minutes'))",
            ("$number", Outside));

        await Eventually.True("it is on air", () => bench.OnAir.Count == 1, () => bench.Service.Output);

        var submit = Assert.IsType<SubmitTpdu>(PduDecoder.Decode("00" + bench.OnAir[0].Tpdu, PduDirection.FromNetworkSide).Pdu!.Tpdu);
        Assert.Equal(TimeSpan.FromMinutes(50), Assert.IsType<RelativeValidity>(submit.ValidityPeriod).Duration);
    }
}
