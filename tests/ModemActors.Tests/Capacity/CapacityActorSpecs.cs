using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Simulator;
using ModemActors.Storage;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Capacity;

public sealed class CapacityActorSpecs : NodeKit
{
    private const string Number = "+15551112222";

    public CapacityActorSpecs() => Options = options => options with { StorageSize = 10 };

    private IReadOnlyList<Message> Inbound => Messages(MessageDirection.Inbound);

    [Fact]
    public void Above_the_watermark_it_says_so_once_and_makes_room_with_the_oldest_that_is_in_the_store()
    {
        BeginReady();

        Receive(9);
        Until(() => Inbound.Count == 9 && Modem().Slots.Count < 8, TimeSpan.FromSeconds(5));

        var alarm = Assert.Single(Events<SimStorageHigh>());
        Assert.Equal(("a", 10), (alarm.Modem, alarm.Total));
        Assert.All(Inbound.Take(9 - Modem().Slots.Count), message => Assert.Null(message.ModemIndex));
        Assert.Equal(9, Inbound.Count(message => message.Status == MessageStatus.Unread));
    }

    [Fact]
    public void The_memory_is_emptied_though_nothing_can_be_sent()
    {
        BeginReady("capacity { check-interval = 10s }\noutbox { max-attempts = 100, retry-delay = 1s }");
        Modem().Faults.Arm(Fault.Error("+CMS ERROR: 38"), 1000);
        for (var i = 0; i < 20; i++)
            Send($"stuck {i}");

        for (var i = 0; i < 40; i++)
        {
            Receive(1, from: i);
            Pass(TimeSpan.FromSeconds(1));
        }

        Until(() => Inbound.Count == 40 && Modem().Slots.Count < 8, TimeSpan.FromSeconds(30));
        Assert.Empty(Air.Record);
        Assert.Equal(0, Air.Waiting);
    }

    [Fact]
    public void How_it_fills_is_foretold_and_no_alarm_while_it_is_emptied()
    {
        Options = options => options with { StorageSize = 50 };
        BeginReady("capacity { check-interval = 10s }");

        for (var i = 0; i < 20; i++)
        {
            Receive(1, from: i);
            Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        }

        var status = Status();
        Assert.InRange(status.ArrivalsPerHour!.Value, 100, 140);
        Assert.InRange(status.StorageFullAt!.Value - Clock.GetUtcNow(), TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(17));
        Assert.Empty(Events<SimStorageHigh>());
    }

    [Fact]
    public void An_alarm_is_raised_in_time_while_nobody_empties_it()
    {
        Options = options => options with { StorageSize = 50 };
        BeginReady("capacity { check-interval = 10s, alarm-before = 10m }");
        for (var i = 0; i < 20; i++)
        {
            Receive(1, from: i);
            Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        }

        Modem().HangUp();
        Pass(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(1));
        Assert.Empty(Events<SimStorageHigh>());
        Pass(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        var alarm = Assert.Single(Events<SimStorageHigh>());
        Assert.Equal("sim.storage.high", alarm.Name);
        Assert.InRange(alarm.FullAt!.Value - Clock.GetUtcNow(), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void What_was_read_goes_first()
    {
        BeginReady("modems = [ { id = a, port = simulator, poll-interval = 10m } ]");
        Receive(7);
        Until(() => Inbound.Count == 7, TimeSpan.FromSeconds(2));
        Sql("UPDATE messages SET status = 'read' WHERE content IN ('text 5', 'text 6')");

        Receive(1, from: 7);
        Until(() => Modem().Slots.Count < 8, TimeSpan.FromSeconds(5));

        Assert.Equal(["text 5", "text 6"], Inbound.Where(message => message.ModemIndex is null).Select(message => message.Content).Take(2));
    }

    [Fact]
    public void A_full_memory_loses_nothing_and_lets_the_waiting_ones_in()
    {
        Receive(15);
        Assert.Equal((10, 5), (Modem().Slots.Count, Air.Waiting));

        BeginReady();

        Until(() => Inbound.Count == 15, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));
        Assert.Equal(Enumerable.Range(0, 15).Select(number => $"text {number}").Order(), Inbound.Select(message => message.Content).Order());
    }

    [Fact]
    public void Nothing_is_deleted_that_is_not_in_the_store()
    {
        Receive(10);
        Store.Fails = call => call == nameof(IMessageStore.AcceptAsync) ? new StoreException("the disk is full") : null;
        BeginReady();

        Pass(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));

        Assert.Equal(10, Modem().Slots.Count);
        Assert.DoesNotContain(Line.Written, line => line.StartsWith("AT+CMGD", StringComparison.Ordinal));
    }

    [Fact]
    public void What_belongs_to_others_is_left_alone_and_never_tried_for_ever()
    {
        BeginReady();
        Receive(9);
        Until(() => Inbound.Count == 9, TimeSpan.FromSeconds(2));
        Modem().Faults.Arm(Fault.Undeletable());

        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5));
        var written = Line.Written.Count(line => line.StartsWith("AT+CMGD", StringComparison.Ordinal));
        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5));

        Assert.Equal(written, Line.Written.Count(line => line.StartsWith("AT+CMGD", StringComparison.Ordinal)));
        Assert.Equal(9, Inbound.Count);
    }

    [Fact]
    public void Killed_it_watches_on()
    {
        BeginReady("capacity { check-interval = 20s }");
        Find("capacity").Tell(Kill.Instance);
        Calm();

        Receive(9);

        Until(() => Events<SimStorageHigh>().Count == 1 && Modem().Slots.Count < 8, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Killed_while_it_deletes_it_goes_on()
    {
        BeginReady("capacity { check-interval = 20s }");
        var capacity = Find("capacity");
        var killed = false;
        Store.Fails = call =>
        {
            if (call == nameof(IMessageStore.SlotDeletedAsync) && !killed)
            {
                killed = true;
                capacity.Tell(Kill.Instance);
            }

            return null;
        };

        Receive(10);
        Until(() => killed && Modem().Slots.Count < 8, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));
        Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

        Assert.Equal(10, Inbound.Count);
        Assert.Equal(Modem().Slots.Count, Inbound.Count(message => message.ModemIndex is not null));
    }

    private void Receive(int count, int from = 0)
    {
        for (var number = from; number < from + count; number++)
            Modem().Receive(Number, $"text {number}");
    }
}
