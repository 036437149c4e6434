using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Modem;

/// <summary>access = shared, and suspend-file.</summary>
public sealed class SharedPortSpecs : NodeKit
{
    private readonly CableOpener _cable;
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"modem-actors-{Guid.NewGuid():N}");

    public SharedPortSpecs() => _cable = new CableOpener(Simulator);

    internal override ModemActorsNode Launch(ModemActorsSettings settings, IModemPortOpener opener) =>
        ModemActorsNode.Start(Sys, settings, opener, Store, Clock, _cable);

    [Fact]
    public void Between_cycles_the_port_is_free_most_of_the_time_and_the_modem_stays_ready()
    {
        BeginShared();
        var (open, steps) = (0, 0);

        for (; steps < 600; steps++)
        {
            Pass(TimeSpan.FromSeconds(0.1));
            open += _cable.Open;
        }

        Assert.InRange(Line.Opened, 5, 8);
        Assert.InRange(open, 6, 120);
        Assert.Equal(ModemState.Ready, Status().State);
        Assert.Single(Events<ModemReady>());
        Assert.Empty(Events<ModemDegraded>());
    }

    [Fact]
    public void A_message_to_be_sent_does_not_wait_for_the_next_cycle()
    {
        BeginShared();
        Until(() => _cable.Open == 0);
        Pass(TimeSpan.FromSeconds(2));

        Send();

        Until(() => Air.Record.Count == 1, TimeSpan.FromSeconds(1.5));
        Until(() => _cable.Open == 0, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_person_s_command_does_not_wait_either()
    {
        BeginShared();
        Until(() => _cable.Open == 0);

        var asked = Node.Fleet.Ask<object>(new RunAtCommand("a", "AT+CSQ"), TimeSpan.FromSeconds(20));
        Until(() => asked.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.True(Assert.IsType<AtCommandAnswered>(Wait(asked)).Ok);
    }

    [Fact]
    public void A_message_that_came_is_read_in_the_next_cycle()
    {
        BeginShared();
        Until(() => _cable.Open == 0);

        Modem().Receive("+15551112222", "Hi");

        Until(() => Messages(MessageDirection.Inbound).Count == 1, TimeSpan.FromSeconds(11));
    }

    [Fact]
    public void A_backlog_keeps_the_port_open_until_it_is_done()
    {
        Options = options => options with { SendLatency = TimeSpan.FromSeconds(1) };
        BeginShared();
        Until(() => _cable.Open == 0);
        var opened = Line.Opened;

        for (var i = 0; i < 15; i++)
            Send($"message {i}");
        Until(() => Air.Record.Count == 15, TimeSpan.FromSeconds(25));

        Assert.Equal(opened + 1, Line.Opened);
        Until(() => _cable.Open == 0, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Another_program_that_has_the_port_for_a_moment_is_no_trouble()
    {
        BeginShared();
        Until(() => _cable.Open == 0);
        _cable.Refusal = CableOpener.Taken;
        Until(() => _cable.Refused >= 3, TimeSpan.FromSeconds(14));
        _cable.Refusal = null;

        Until(() => _cable.Open == 1, TimeSpan.FromSeconds(1.5));
        Assert.Equal(ModemState.Ready, Status().State);
        Assert.Empty(Events<ModemDegraded>());
    }

    [Fact]
    public void Another_program_that_keeps_the_port_is_named_and_messages_go_by_another_modem()
    {
        BeginReady("modems = [ { id = a, port = \"/dev/a\", access = shared }, { id = b, port = simulator } ]", new PortOpeners(_cable, Simulator));
        Until(() => _cable.Open == 0);
        _cable.Refusal = CableOpener.Taken;

        for (var i = 0; i < 4; i++)
            Send($"message {i}");
        Until(() => Air.Record.Count == 4, TimeSpan.FromSeconds(5));
        Until(() => Status().State == ModemState.Closed, TimeSpan.FromSeconds(20));

        Assert.All(Air.Record, message => Assert.Equal("b", message.Modem));
        Assert.Equal("/dev/a is held by voicebot (pid 4711)", Status().LastError);
        _cable.Refusal = null;
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void While_suspend_file_exists_the_port_is_let_go_of()
    {
        BeginSuspendable();

        File.WriteAllText(_file, "");
        Until(() => _cable.Open == 0 && Status().State == ModemState.Suspended, TimeSpan.FromSeconds(2));
        Assert.Contains(_file, Status().LastError, StringComparison.Ordinal);
        Send();
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), (_cable.Open, Line.Opened));
        Assert.Empty(Events<ModemRecovering>());

        File.Delete(_file);
        Until(() => Air.Record.Count == 1, TimeSpan.FromSeconds(3));
        Assert.Equal(ModemState.Ready, Status().State);
    }

    [Fact]
    public void A_file_that_exists_from_the_beginning_keeps_the_port_closed_from_the_beginning()
    {
        File.WriteAllText(_file, "");
        Begin(Suspendable, _cable);

        Pass(TimeSpan.FromSeconds(10));

        Assert.Equal((0, ModemState.Suspended), (_cable.Open, Status().State));
    }

    [Fact]
    public void A_suspended_port_is_lent_to_nobody_and_a_lease_is_not_cut_short_by_the_file()
    {
        BeginSuspendable();
        var granted = Assert.IsType<ModemLeaseGranted>(Ask(new LeaseModem("a", "voice bot", TimeSpan.FromMinutes(1))));
        File.WriteAllText(_file, "");
        Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(ModemState.Leased, Status().State);

        Ask(new ReturnModem("a", granted.Lease));
        Until(() => Status().State == ModemState.Suspended, TimeSpan.FromSeconds(1));

        Assert.Contains(_file, Assert.IsType<ModemRefused>(Ask(new LeaseModem("a", "voice bot", TimeSpan.FromMinutes(1)))).Text, StringComparison.Ordinal);
        Assert.Equal((0, 1), (_cable.Open, Line.Opened));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        File.Delete(_file);
    }

    private string Suspendable => $"modems = [ {{ id = a, port = \"/dev/a\", suspend-file = \"{_file}\" }} ]";

    private void BeginShared() => BeginReady("modems = [ { id = a, port = \"/dev/a\", access = shared } ]", _cable);

    private void BeginSuspendable() => BeginReady(Suspendable, _cable);

    private object Ask(object request)
    {
        var asked = Node.Fleet.Ask<object>(request, TimeSpan.FromSeconds(20));
        Until(() => asked.IsCompleted, TimeSpan.FromSeconds(5));
        return Wait(asked);
    }
}
