using ModemActors.Protocol.Sms;
using ModemActors.Scenarios.Harness;
using ModemActors.Simulator;

namespace ModemActors.Scenarios;

/// <summary>What the network delivers becomes one row, stays on the SIM until it is read, and is then deleted there.</summary>
public sealed class ReceivingScenarios
{
    [Fact]
    public async Task A_message_is_one_row_and_stays_on_the_sim_until_a_script_marks_it_as_read()
    {
        await using var bench = await Bench.StartAsync(1);

        bench.Modem(1).Receive("+4915550100", "Grüße, 5 €");

        await InboundIs(bench, 1);
        var row = bench.Store.Rows("SELECT phone_number, content, status, modem_index, id FROM messages WHERE direction = 'inbound'")[0];
        Assert.Equal(["+4915550100", "Grüße, 5 €", "unread"], row[..3]);
        var slot = Assert.Single(bench.Modem(1).Slots);
        Assert.Equal((long)slot.Index, row[3]);

        bench.Store.Execute("UPDATE messages SET status = 'read' WHERE id = $id", ("$id", row[4]!));
        await Eventually.True("the slot is free", () => bench.Modem(1).Slots.Count == 0, () => bench.Service.Output);
        await Eventually.True("modem_index is NULL", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE modem_index IS NOT NULL") == 0);
        Assert.Equal(1, bench.Store.Scalar<int>("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Parts_that_come_out_of_order_and_twice_are_one_row()
    {
        await using var bench = await Bench.StartAsync(1);
        var text = string.Concat(Enumerable.Repeat("a text in parts, ", 25));
        var parts = Deliveries("+4915550100", text, reference: 7);
        Assert.Equal(3, parts.Count);

        foreach (var part in (int[])[2, 0, 0, 1])
            bench.Modem(1).Receive(parts[part]);

        await InboundIs(bench, 1);
        Assert.Equal(text, bench.Store.Scalar<string>("SELECT content FROM messages WHERE direction = 'inbound'"));
    }

    [Fact]
    public async Task More_than_the_sim_holds_all_comes_in()
    {
        await using var bench = await Bench.StartAsync(1, options: options => options with { StorageSize = 10 });

        for (var number = 1; number <= 35; number++)
            bench.Modem(1).Receive("+4915550100", $"message {number}");

        await InboundIs(bench, 35);
        Assert.Equal(35, bench.Store.Scalar<int>("SELECT count(DISTINCT content) FROM messages WHERE direction = 'inbound'"));
    }

    [Fact]
    public async Task What_comes_twice_is_one_row_what_nobody_can_read_is_kept_raw_and_a_multimedia_notification_is_one()
    {
        await using var bench = await Bench.StartAsync(1, modemKeys: "poll-interval = 1s");
        var modem = bench.Modem(1);

        modem.Faults.Arm(Fault.Notify(2));
        modem.Receive("+4915550100", "notified twice");
        await InboundIs(bench, 1);
        modem.Faults.Arm(Fault.WrongIndex(25));
        modem.Receive("+4915550100", "under another index");
        await InboundIs(bench, 2);
        modem.Receive(Convert.FromHexString("440B915155112222F20004621012210000002A0605040B8423F00106246170706C69636174696F6E2F766E642E7761702E6D6D732D6D65737361676500"));
        await InboundIs(bench, 3);
        modem.Receive(Convert.FromHexString("040B911346610089"));
        await Eventually.True("the PDU is in quarantine", () => bench.Store.Scalar<int>("SELECT count(*) FROM quarantine") == 1, () => bench.Service.Output);
        await Eventually.True("its slot is free", () => modem.Slots.Count == 3, () => bench.Service.Output);

        // everything lies on the SIM still, and is listed again by a process that knows nothing of it
        await bench.Service.KillAsync();
        modem.Receive("+4915550100", "while nobody listened");
        await bench.Service.StartAgainAsync();
        await InboundIs(bench, 4);

        Assert.Equal(4, modem.Slots.Count);
        Assert.Equal(1, bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE kind = 'mms'"));
        Assert.Equal(1, bench.Store.Scalar<int>("SELECT count(*) FROM quarantine WHERE hex LIKE '%040B911346610089'"));
        Assert.Equal(4, bench.Store.Scalar<int>("SELECT count(DISTINCT modem_index) FROM messages WHERE direction = 'inbound'"));
    }

    private static Task InboundIs(Bench bench, int count) => Eventually.True(
        $"{count} messages came in",
        () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'") == count,
        () => bench.Service.Output);

    private static List<ReadOnlyMemory<byte>> Deliveries(string from, string text, int reference)
    {
        Assert.True(SmsAddress.TryParse(from, out var sender, out _));
        return [.. SmsComposer.Segment(text, new ComposeOptions { Reference = reference }).Select(segment =>
        {
            var pdu = new Pdu(null, new DeliverTpdu
            {
                Originator = sender,
                DataCoding = segment.DataCoding,
                UserData = segment.UserData,
                ServiceCentreTimestamp = Scts.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero)),
            });
            return (ReadOnlyMemory<byte>)Convert.FromHexString(pdu.ToHex())[1..];
        })];
    }
}
