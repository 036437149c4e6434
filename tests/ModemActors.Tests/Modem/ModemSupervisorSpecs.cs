using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Simulator;
using ModemActors.Storage;
using ModemActors.Tests.Harness;
using ResetLevel = ModemActors.Messages.ResetLevel;

namespace ModemActors.Tests.Modem;

public sealed class ModemSupervisorSpecs : NodeKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("port")]
    [InlineData("inbox")]
    [InlineData("outbox")]
    [InlineData("witness")]
    [InlineData("capacity")]
    [InlineData("health")]
    public void A_part_that_is_killed_is_started_anew_and_the_modem_works_on(string part)
    {
        BeginReady();

        Find(part).Tell(Kill.Instance);
        Until(() => Status().State == ModemState.Ready);
        Send();
        Modem().Receive("+15551112222", "Hi");

        Until(() => Air.Record.Count == 1 && Messages(MessageDirection.Inbound).Count == 1, TimeSpan.FromSeconds(3));
        Assert.Equal(part == "port" ? 2 : 1, Line.Opened);
    }

    [Fact]
    public void A_part_that_is_killed_looks_after_what_happens_later_too()
    {
        BeginReady("capacity { check-interval = 20s }");
        foreach (var part in (string[])["inbox", "capacity", "health"])
            Find(part).Tell(Kill.Instance);
        Calm();
        var written = Line.Written.Count;

        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));

        var since = Line.Written.Skip(written).ToArray();
        Assert.Contains("AT+CMGL=4\r", since);
        Assert.Contains("AT+CPMS?\r", since);
        Assert.Contains("AT+CSQ\r", since);
    }

    [Fact]
    public void A_port_that_is_lost_shows_and_comes_back_while_the_others_live_on()
    {
        BeginReady();
        var outbox = Find("outbox");

        Modem().HangUp();
        Until(() => Status().State == ModemState.Closed, TimeSpan.FromSeconds(1));
        Assert.Contains("unplugged", Status().LastError, StringComparison.Ordinal);
        Assert.Null(Status().OpenedPort);
        Assert.Single(Events<ModemDegraded>());

        Modem().Plug();
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(2));
        Assert.Null(Status().LastError);
        Assert.Equal(outbox, Find("outbox"));
        Assert.Equal(2, Events<ModemReady>().Count);
    }

    [Fact]
    public void A_modem_that_is_ready_tells_who_it_is()
    {
        BeginReady();

        var status = Status();
        Assert.Equal("simulator:a", status.OpenedPort);
        Assert.Equal(Modem().Options.Iccid, status.Identity!.Iccid);
        Assert.Equal((0, 30), (status.StorageUsed, status.StorageTotal));
        Assert.Equal("Simulated Air", status.Operator);
        Assert.NotNull(status.SignalDbm);
        Until(() => Wait(Store.ListModemsAsync()) is [{ State: "ready", Id: "a" }], TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_modem_that_leaves_the_network_is_degraded_and_says_so_once()
    {
        BeginReady();

        Modem().SetRegistration(2);
        Until(() => Status().State == ModemState.Degraded, TimeSpan.FromSeconds(1));
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.Contains("not registered", Status().LastError, StringComparison.Ordinal);
        Assert.Single(Events<ModemDegraded>());

        Modem().SetRegistration(1);
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_person_s_command_is_run_and_answered()
    {
        BeginReady();

        var answer = Ask(new RunAtCommand("a", "AT+CSQ"));

        var answered = Assert.IsType<AtCommandAnswered>(answer);
        Assert.True(answered.Ok);
        Assert.Equal("+CSQ: 20,99", Assert.Single(answered.Lines));
    }

    [Fact]
    public void A_person_s_command_that_would_do_harm_is_refused_and_never_said()
    {
        BeginReady();

        Assert.IsType<ModemRefused>(Ask(new RunAtCommand("a", "AT+CMGF=1")));
        Assert.IsType<ModemRefused>(Ask(new RunAtCommand("a", "AT+CSQ\rATD123")));

        Assert.DoesNotContain("AT+CMGF=1\r", Line.Written);
        Assert.Equal(ModemState.Ready, Status().State);
    }

    [Fact]
    public void A_person_may_have_the_port_reopened()
    {
        BeginReady();

        Assert.IsType<ResetBegun>(Ask(new ResetModem("a", ResetLevel.Reopen, "for fun")));

        Until(() => Line.Opened == 2 && Status().State == ModemState.Ready, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void An_outbox_that_is_killed_while_the_service_ends_asks_for_no_more_work()
    {
        BeginReady();
        var ended = Node.Fleet.Ask<SendingEnded>(EndSending.Instance, s_patience);
        Calm();
        Wait(ended);

        Find("outbox").Tell(Kill.Instance);
        Calm();
        Send();
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

        Assert.Empty(Air.Record);
    }

    private object Ask(object question)
    {
        var answer = Node.Fleet.Ask<object>(question, s_patience);
        Calm();
        return Wait(answer);
    }
}
