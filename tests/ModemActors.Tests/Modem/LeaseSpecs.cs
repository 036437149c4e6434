using System.Diagnostics;
using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;
using ModemActors.Storage;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Modem;

public sealed class LeaseSpecs : NodeKit
{
    private static readonly TimeSpan s_aWhile = TimeSpan.FromMinutes(5);
    private readonly CableOpener _cable;

    public LeaseSpecs() => _cable = new CableOpener(Simulator);

    internal override ModemActorsNode Launch(ModemActorsSettings settings, IModemPortOpener opener) =>
        ModemActorsNode.Start(Sys, settings, opener, Store, Clock, _cable);

    [Fact]
    public void A_lent_port_is_closed_before_its_path_is_told()
    {
        BeginOne();

        var granted = Lend();

        Assert.Equal(("/dev/a", 115200), (granted.PortPath, granted.BaudRate));
        Assert.Equal(Clock.GetUtcNow() + s_aWhile, granted.Until);
        Assert.Equal(0, _cable.Open);
        var status = Status();
        Assert.Equal((ModemState.Leased, null, null), (status.State, status.OpenedPort, status.LastError));
        Assert.Equal((granted.Lease, "voice bot"), (status.Lease!.Lease, status.Lease.Holder));
        Assert.Equal(new ModemLeased("a", granted.Lease, "voice bot", granted.Until), Assert.Single(Events<ModemLeased>()));
        Assert.DoesNotContain(Events<ModemDegraded>(), degraded => degraded.Modem == "a");
    }

    [Fact]
    public void While_it_is_lent_nothing_is_said_to_the_modem_and_nobody_tries_to_heal_it()
    {
        BeginOne();
        Lend();
        var (written, opened) = (Line.Written.Count, Line.Opened);

        Pass(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(1));

        Assert.Equal((written, opened), (Line.Written.Count, Line.Opened));
        Assert.Equal(ModemState.Leased, Status().State);
        Assert.Empty(Events<ModemRecovering>());
    }

    [Fact]
    public void What_was_queued_meanwhile_goes_out_and_what_came_meanwhile_is_read_when_it_is_returned()
    {
        BeginOne();
        var granted = Lend();
        Send();
        Modem().Receive("+15551112222", "came meanwhile");
        Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        Assert.Empty(Air.Record);

        var returned = Assert.IsType<ModemReturned>(Ask(new ReturnModem("a", granted.Lease)));

        Assert.Equal("its holder returned it", returned.Reason);
        Until(() => Air.Record.Count == 1 && Messages(MessageDirection.Inbound).Count == 1, TimeSpan.FromSeconds(5));
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(1));
        Assert.Null(Status().Lease);
        Assert.Equal(returned, Assert.Single(Events<ModemReturned>()));
    }

    [Fact]
    public void After_it_who_the_modem_is_its_settings_and_its_memory_are_looked_at_anew()
    {
        BeginOne();
        var granted = Lend();
        var written = Line.Written.Count;

        Ask(new ReturnModem("a", granted.Lease));
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(5));
        Pass(TimeSpan.FromSeconds(1));

        var since = Line.Written.Skip(written).ToArray();
        foreach (var command in (string[])["AT+CGSN\r", "AT+CICCID\r", "AT+CMGF=0\r", "AT+CNMI?\r", "AT+CPMS?\r", "AT+CMGL=4\r"])
            Assert.Contains(command, since);
    }

    [Fact]
    public void What_is_under_way_is_finished_first()
    {
        Options = options => options with { SendLatency = TimeSpan.FromSeconds(3) };
        BeginOne();
        var queued = Send();
        Until(() => Message(queued.Id).Status == MessageStatus.Sending);
        Pass(TimeSpan.FromSeconds(1));

        var asked = Node.Fleet.Ask<object>(new LeaseModem("a", "voice bot", s_aWhile), TimeSpan.FromSeconds(30));
        var took = Until(() => asked.IsCompleted);

        Assert.IsType<ModemLeaseGranted>(Wait(asked));
        Assert.InRange(took, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Single(Air.Record);
        Until(() => Message(queued.Id).Status == MessageStatus.Sent, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void The_parts_that_are_left_go_out_afterwards_with_none_doubled()
    {
        Options = options => options with { SendLatency = TimeSpan.FromSeconds(3) };
        BeginOne();
        var queued = Send(new string('x', 400));
        Until(() => Air.Record.Count == 1);

        var granted = Lend(within: TimeSpan.FromSeconds(5));
        Pass(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        var before = Air.Record.Count;
        Ask(new ReturnModem("a", granted.Lease));
        Until(() => Message(queued.Id).Status == MessageStatus.Sent);

        Assert.InRange(before, 1, 2);
        Assert.Equal([1, 2, 3], Air.Record.Select(message => message.Part));
        Assert.Single(Air.Record.Select(message => message.Reference).Distinct());
    }

    [Fact]
    public void Other_modems_send_meanwhile()
    {
        BeginReady("modems = [ { id = a, port = \"/dev/a\" }, { id = b, port = \"/dev/b\" } ]", _cable);
        Lend();

        for (var i = 0; i < 3; i++)
            Send($"message {i}");

        Until(() => Air.Record.Count == 3, TimeSpan.FromSeconds(5));
        Assert.All(Air.Record, message => Assert.Equal("b", message.Modem));
    }

    [Fact]
    public void When_its_time_is_over_it_is_taken_back()
    {
        BeginOne();
        Lend(TimeSpan.FromSeconds(30));

        Pass(TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(1));
        Assert.Equal(0, _cable.Open);
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(4));

        Assert.Equal("its time is over", Assert.Single(Events<ModemReturned>()).Reason);
    }

    [Fact]
    public void When_its_holder_dies_it_is_taken_back()
    {
        BeginOne();
        using var holder = Process.Start("sleep", ["1000"]);
        Lend(holder: holder.Id);
        Pass(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
        Assert.Equal(0, _cable.Open);

        holder.Kill();
        holder.WaitForExit();

        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(4));
        Assert.Equal($"its holder, process {holder.Id}, is gone", Assert.Single(Events<ModemReturned>()).Reason);
    }

    [Fact]
    public void If_it_is_still_held_afterwards_status_says_by_whom_and_it_is_used_when_it_is_free()
    {
        BeginOne();
        Lend(TimeSpan.FromSeconds(30));
        _cable.Refusal = CableOpener.Taken;

        Until(() => Status().State == ModemState.Closed, TimeSpan.FromSeconds(35));
        Assert.Equal("/dev/a is held by voicebot (pid 4711)", Status().LastError);
        Pass(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));
        Assert.InRange(_cable.Refused, 20, 120);
        _cable.Refusal = null;

        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Only_one_has_it_at_a_time()
    {
        BeginOne();
        Lend();

        var refused = Assert.IsType<ModemRefused>(Ask(new LeaseModem("a", "another", s_aWhile)));

        Assert.Contains("lent to voice bot until", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, _cable.Open);
    }

    [Theory]
    [InlineData(0.5, null, "1 second to 24 hours")]
    [InlineData(90000, null, "1 second to 24 hours")]
    [InlineData(60, 4194300, "no process 4194300")]
    public void A_wish_that_makes_no_sense_is_refused_and_the_port_stays_open(double seconds, int? process, string reason)
    {
        BeginOne();

        var refused = Assert.IsType<ModemRefused>(Ask(new LeaseModem("a", "voice bot", TimeSpan.FromSeconds(seconds), process)));

        Assert.Contains(reason, refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, _cable.Open);
    }

    [Fact]
    public void A_simulated_modem_has_no_port_to_lend()
    {
        BeginReady();

        Assert.Contains("simulated", Assert.IsType<ModemRefused>(Ask(new LeaseModem("a", "voice bot", s_aWhile))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lease_that_is_over_cannot_be_returned_again()
    {
        BeginOne();
        var granted = Lend();
        Ask(new ReturnModem("a", granted.Lease));

        Assert.IsType<ModemRefused>(Ask(new ReturnModem("a", granted.Lease)));
        Assert.Single(Events<ModemReturned>());
    }

    [Fact]
    public void A_modem_whose_SIM_is_still_waited_for_is_lent_at_once()
    {
        BeginOne(ready: false);
        Modem().Faults.Arm(Fault.HangUntil(ModemActors.Simulator.ResetLevel.Power));
        Pass(TimeSpan.FromSeconds(3));

        Lend(within: TimeSpan.FromSeconds(1));

        Assert.Equal(0, _cable.Open);
    }

    [Fact]
    public void A_port_that_is_absent_is_lent_by_its_path_and_not_looked_for_meanwhile()
    {
        _cable.Refusal = new PortException(PortFault.NotFound, "/dev/a does not exist");
        BeginOne(ready: false);
        Pass(TimeSpan.FromSeconds(3));

        Assert.Equal("/dev/a", Lend().PortPath);
        var tries = _cable.Refused;
        Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(tries, _cable.Refused);
    }

    [Theory]
    [InlineData("port", ModemState.Leased)]
    [InlineData("custody", ModemState.Ready)]
    public void A_part_of_ours_that_dies_meanwhile_neither_grabs_the_port_nor_loses_it_for_ever(string part, ModemState after)
    {
        BeginOne();
        Lend();

        Find(part).Tell(Kill.Instance);
        Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(after, Status().State);
        Assert.Equal(after == ModemState.Leased ? 0 : 1, _cable.Open);
    }

    [Fact]
    public void A_port_lost_while_the_last_message_is_finished_is_lent_all_the_same()
    {
        Options = options => options with { SendLatency = TimeSpan.FromSeconds(3) };
        BeginOne();
        var queued = Send();
        Until(() => Message(queued.Id).Status == MessageStatus.Sending);
        Pass(TimeSpan.FromSeconds(1));
        var asked = Node.Fleet.Ask<object>(new LeaseModem("a", "voice bot", s_aWhile), TimeSpan.FromSeconds(30));
        Calm();

        Modem().HangUp();

        Until(() => asked.IsCompleted, TimeSpan.FromSeconds(1));
        Assert.IsType<ModemLeaseGranted>(Wait(asked));
        Assert.Equal(ModemState.Leased, Status().State);
        Assert.Equal(MessageStatus.Indeterminate, Message(queued.Id).Status);
    }

    private void BeginOne(bool ready = true)
    {
        const string one = "modems = [ { id = a, port = \"/dev/a\" } ]";
        if (ready)
            BeginReady(one, _cable);
        else
            Begin(one, _cable);
    }

    private object Ask(object request)
    {
        var asked = Node.Fleet.Ask<object>(request, TimeSpan.FromSeconds(20));
        Until(() => asked.IsCompleted, TimeSpan.FromSeconds(5));
        return Wait(asked);
    }

    private ModemLeaseGranted Lend(TimeSpan? time = null, int? holder = null, TimeSpan? within = null)
    {
        var asked = Node.Fleet.Ask<object>(new LeaseModem("a", "voice bot", time ?? s_aWhile, holder), TimeSpan.FromSeconds(20));
        Until(() => asked.IsCompleted, within ?? TimeSpan.FromSeconds(1));
        return Assert.IsType<ModemLeaseGranted>(Wait(asked));
    }
}
