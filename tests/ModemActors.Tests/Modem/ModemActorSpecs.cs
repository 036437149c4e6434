using Akka.Actor;
using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Modem;

public sealed class ModemActorSpecs : VirtualKit
{
    private readonly ScriptedOpener _opener;
    private readonly Witness _parent;
    private readonly Witness _user;
    private IActorRef _modem = ActorRefs.Nobody;

    public ModemActorSpecs()
    {
        _opener = new ScriptedOpener(Activity);
        _parent = new Witness(Sys);
        _user = new Witness(Sys);
        Watch(_parent.Ref, _user.Ref);
    }

    private ScriptedPort Port => _opener.Port;

    private IReadOnlyList<object> Answers => [.. _user.Heard<PortProtocol.Done>().Cast<object>().Concat(_user.Heard<PortProtocol.Failed>())];

    [Fact]
    public void A_port_is_opened_at_once_and_the_modem_set_up_before_anybody_may_use_it()
    {
        _opener.Answers = _ => null;
        Begin();
        Assert.Equal("scripted", Assert.Single(_parent.Heard<PortProtocol.Opened>()).PortName);

        Run(new Talk("AT+X1"));
        Calm();
        Assert.Equal(PortFailure.NotReady, Assert.Single(_user.Heard<PortProtocol.Failed>()).Failure);

        _opener.Answers = Modems.Usual;
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1);
        Assert.Null(_parent.Heard<PortProtocol.Settled>()[0].Modem.Problem);
    }

    [Fact]
    public void One_transaction_runs_at_a_time_and_its_commands_stay_together()
    {
        BeginSettled();

        Run(new Talk("AT+X1", "AT+X2"));
        Run(new Talk("AT+Y1", "AT+Y2"));
        Calm();

        Assert.Equal(["AT+X1", "AT+X2", "AT+Y1", "AT+Y2"], Said());
        Assert.Equal(2, _user.Heard<PortProtocol.Done>().Count);
    }

    [Fact]
    public void Those_who_wait_go_by_priority_and_the_one_that_runs_is_not_interrupted()
    {
        BeginSettled();
        Hold("AT+X1");

        Run(new Talk("AT+X1") { Urgency = TransactionPriority.Housekeeping });
        Run(new Talk("AT+TIDY") { Urgency = TransactionPriority.Housekeeping });
        Run(new Talk("AT+READ") { Urgency = TransactionPriority.Read });
        Run(new Talk("AT+SEND") { Urgency = TransactionPriority.Send });
        Run(new Talk("AT+PROBE") { Urgency = TransactionPriority.Control });
        Calm();
        Assert.Equal(["AT+X1"], Said());

        Port.Say("\r\nOK\r\n");
        Calm();
        Assert.Equal(["AT+X1", "AT+PROBE", "AT+SEND", "AT+READ", "AT+TIDY"], Said());
    }

    [Fact]
    public void A_command_without_an_answer_ends_by_its_deadline_and_the_modem_is_set_up_anew()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Run(new Talk("AT+Y1"));

        var took = Until(() => Answers.Count == 2);

        Assert.InRange(took, TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5.2));
        Assert.Equal([PortFailure.NoAnswer, PortFailure.NotReady], _user.Heard<PortProtocol.Failed>().Select(failed => failed.Failure));
        Assert.Contains(_parent.Heard<PortProtocol.Unavailable>(), unavailable => unavailable.Failure == PortFailure.NoAnswer);
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(3));
        Assert.Single(_opener.Ports);
    }

    [Fact]
    public void A_port_that_is_lost_in_mid_command_fails_all_who_wait_and_is_opened_anew()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Run(new Talk("AT+Y1"));
        Calm();

        Port.Lose();
        Calm();

        Assert.Equal([PortFailure.PortLost, PortFailure.PortLost], _user.Heard<PortProtocol.Failed>().Select(failed => failed.Failure));
        Assert.All(_user.Heard<PortProtocol.Failed>(), failed => Assert.False(failed.BodyWritten));
        Assert.Equal(PortFault.Lost, Assert.Single(_parent.Heard<PortException>()).Fault);
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));
        Assert.True(_opener.Ports[0].IsClosed);
        Assert.Equal(2, _opener.Ports.Count);
    }

    [Fact]
    public void Whoever_asks_while_the_port_is_closed_is_told_so()
    {
        _opener.Refusal = new PortException(PortFault.NotFound, "there is no such device");
        Begin();

        Run(new Talk("AT+X1"));
        Calm();

        Assert.Equal(PortFailure.NotReady, Assert.Single(_user.Heard<PortProtocol.Failed>()).Failure);
        Assert.Equal("there is no such device", _parent.Heard<PortProtocol.Unavailable>()[0].Reason);
    }

    [Fact]
    public void A_device_that_comes_back_is_used_within_2_s()
    {
        _opener.Refusal = new PortException(PortFault.NotFound, "there is no such device");
        Begin();
        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(0.5));
        Assert.InRange(_opener.Tries, 300, 1300);

        _opener.Refusal = null;

        Assert.InRange(Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_port_that_another_process_has_is_tried_at_growing_distance()
    {
        _opener.Refusal = new PortException(PortFault.Busy, "taken");
        Begin();

        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(0.5));

        Assert.InRange(_opener.Tries, 190, 210);
    }

    [Fact]
    public void A_silent_modem_is_told_of_and_knocked_at_once_a_second_until_it_answers()
    {
        _opener.Answers = _ => null;
        Begin();

        Until(() => _parent.Heard<PortProtocol.Unavailable>().Count == 1, TimeSpan.FromSeconds(12));
        Assert.Equal(PortFailure.NoAnswer, _parent.Heard<PortProtocol.Unavailable>()[0].Failure);
        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(0.5));

        Assert.Single(_opener.Ports);
        Assert.InRange(Port.Said.Count, 550, 1300);
        _opener.Answers = Modems.Usual;
        Assert.InRange(Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1), TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void A_write_that_never_ends_costs_the_port_not_the_actor()
    {
        BeginSettled();
        Port.IsWedged = true;

        Run(new Talk("AT+X1"));
        Until(() => _user.Heard<PortProtocol.Failed>().Count == 1, TimeSpan.FromSeconds(6));

        Assert.Equal(PortFailure.PortLost, _user.Heard<PortProtocol.Failed>()[0].Failure);
        Assert.Contains("takes no more bytes", _user.Heard<PortProtocol.Failed>()[0].Reason, StringComparison.Ordinal);
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_modem_that_restarts_by_itself_is_set_up_anew()
    {
        BeginSettled();

        Port.Say("\r\nRDY\r\n");
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));

        Assert.Single(_parent.Heard<PortProtocol.Unavailable>(), unavailable => unavailable.Failure == PortFailure.Rebooted);
        Assert.Single(_opener.Ports);
    }

    [Fact]
    public void A_restart_after_the_body_says_that_the_body_was_out()
    {
        BeginSettled();
        _opener.Answers = Modems.But(("AT+CMGS=2", ">"), ("000100^Z", null));
        Run(new Talk(new SendPdu(2, "000100")));
        Calm();

        Port.Say("\r\nRDY\r\n");
        Calm();

        var failed = Assert.Single(_user.Heard<PortProtocol.Failed>());
        Assert.Equal((PortFailure.Rebooted, true), (failed.Failure, failed.BodyWritten));
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_restart_while_a_busy_SIM_is_waited_for_begins_from_the_beginning()
    {
        _opener.Answers = Modems.But(("AT+CPIN?", "+CPIN: BUSY|OK"));
        Begin();
        Pass(TimeSpan.FromSeconds(3));
        var before = Port.Said.Count(line => line == "AT+CMEE=1");

        Port.Say("\r\nRDY\r\n");
        _opener.Answers = Modems.Usual;
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1, TimeSpan.FromSeconds(5));

        Assert.Equal(before + 1, Port.Said.Count(line => line == "AT+CMEE=1"));
    }

    [Fact]
    public void A_hint_of_a_restart_makes_the_settings_be_read_back_without_disturbing_anybody()
    {
        BeginSettled();

        Port.Say("\r\n+CPIN: READY\r\n");
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));

        Assert.Empty(_parent.Heard<PortProtocol.Unavailable>());
    }

    [Fact]
    public void A_SIM_that_needs_a_person_is_looked_at_again_every_10_s()
    {
        _opener.Answers = Modems.But(("AT+CPIN?", "+CME ERROR: 10"));
        Begin();
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1);
        Assert.NotNull(_parent.Heard<PortProtocol.Settled>()[0].Modem.Problem);

        _opener.Answers = Modems.Usual;
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(11));

        Assert.Null(_parent.Heard<PortProtocol.Settled>()[1].Modem.Problem);
    }

    [Fact]
    public void A_modem_that_falls_silent_while_it_is_set_up_is_told_of_and_tried_again()
    {
        _opener.Answers = Modems.But(("AT+CMGF=0", null));
        Begin();

        Until(() => _parent.Heard<PortProtocol.Unavailable>().Count == 3, TimeSpan.FromMinutes(1));

        Assert.All(_parent.Heard<PortProtocol.Unavailable>(), unavailable => Assert.Equal(PortFailure.NoAnswer, unavailable.Failure));
        Assert.Single(_opener.Ports);
        _opener.Answers = Modems.Usual;
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_reset_by_command_waits_for_what_runs_and_has_the_modem_set_up_anew()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Run(Radio(answers: true));
        Run(new Talk("AT+Y1"));
        Calm();
        Assert.Equal(["AT+X1"], Said());

        Port.Say("\r\nOK\r\n");
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(5));

        Assert.Equal(["AT+X1", "AT+CFUN=4", "AT+CFUN=1"], Said().Take(3));
        Assert.Equal(2, _user.Heard<PortProtocol.Done>().Count);
        Assert.Equal(PortFailure.NotReady, Assert.Single(_user.Heard<PortProtocol.Failed>()).Failure);
    }

    [Fact]
    public void A_modem_that_does_not_answer_is_reset_by_command_all_the_same_and_asked_again()
    {
        _opener.Answers = _ => null;
        Begin();
        Pass(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.5));

        Run(ResetByCommand.OfModem(Given.Settings(Given.OneModem).Profiles[ModemProfile.Generic], answers: false));
        Until(() => _user.Heard<PortProtocol.Done>().Count == 1, TimeSpan.FromSeconds(5));

        Assert.Contains("AT+CFUN=1,1", Said());
        Assert.Null(((ResetByCommand)_user.Heard<PortProtocol.Done>()[0].Transaction).Said);
        _opener.Answers = Modems.Usual;
        Assert.InRange(Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1), TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void One_reset_by_command_is_made_at_a_time_and_all_who_wait_for_one_are_told_when_the_port_goes()
    {
        _opener.Answers = _ => null;
        Begin();
        Run(Radio(answers: false));
        Run(Radio(answers: false));
        Calm();
        Assert.Equal(PortFailure.NotReady, Assert.Single(_user.Heard<PortProtocol.Failed>()).Failure);

        Port.Lose();
        Calm();

        Assert.Equal(PortFailure.PortLost, _user.Heard<PortProtocol.Failed>()[^1].Failure);
        Assert.Equal(2, _user.Heard<PortProtocol.Failed>().Count);
    }

    [Fact]
    public void What_nobody_asked_for_is_passed_on_wherever_it_comes()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Calm();

        Port.Say("\r\n+CMTI: \"SM\",3\r\n\r\nOK\r\n");
        Calm();

        Assert.Equal(3, Assert.IsType<MessageStored>(Assert.Single(_parent.Heard<PortProtocol.Heard>()).Code).Index);
        Assert.Single(_user.Heard<PortProtocol.Done>());
    }

    [Fact]
    public void An_answer_that_comes_late_is_passed_on_as_a_stray_line()
    {
        BeginSettled();
        _opener.Answers = Modems.But(("AT+CMGS=2", ">"), ("000100^Z", null));
        Run(new Talk(new SendPdu(2, "000100")));
        Until(() => _user.Heard<PortProtocol.Failed>().Count == 1, TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(0.5));
        Assert.True(_user.Heard<PortProtocol.Failed>()[0].BodyWritten);

        Port.Say("\r\n+CMGS: 77\r\n\r\nOK\r\n");
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(5));

        Assert.Contains(_parent.Heard<PortProtocol.HeardStray>(), stray => stray.Line == "+CMGS: 77");
    }

    [Fact]
    public void A_thousand_unsolicited_lines_neither_hold_up_nor_end_a_command()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Calm();

        for (var i = 0; i < 1000; i++)
            Port.Say("\r\n^RSSI: 20\r\n");
        Port.Say("\r\nOK\r\n");
        Calm();

        Assert.Single(_user.Heard<PortProtocol.Done>());
    }

    [Fact]
    public void Asked_to_it_closes_the_port_and_opens_it_anew()
    {
        BeginSettled();

        _modem.Tell(new PortProtocol.Reopen("because"));
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));

        Assert.Equal(2, _opener.Ports.Count);
        Assert.True(_opener.Ports[0].IsClosed);
    }

    [Fact]
    public void A_fault_of_ours_fails_those_who_wait_and_does_not_reopen_in_a_tight_loop()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Run(new Broken());
        Calm();
        Port.Say("\r\nOK\r\n");
        Calm();

        Assert.Single(_parent.Heard<InvalidCastException>());
        Assert.Contains(_parent.Heard<PortProtocol.Unavailable>(), unavailable => unavailable.Reason.Contains("fault in the program", StringComparison.Ordinal));
        Assert.Single(_user.Heard<PortProtocol.Failed>(), failed => failed.Failure == PortFailure.PortLost);
        Assert.Single(_opener.Ports);
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 2, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Stopping_closes_the_port_and_tells_those_who_wait()
    {
        BeginSettled();
        Hold("AT+X1");
        Run(new Talk("AT+X1"));
        Calm();

        _modem.Tell(PoisonPill.Instance);
        Until(() => Port.IsClosed, TimeSpan.FromSeconds(1));
        Calm();

        Assert.Single(_user.Heard<PortProtocol.Failed>());
    }

    private void Begin(string keys = "profile = auto")
    {
        var settings = Given.With(keys);
        var modem = settings.Modems[0];
        var lifeline = new PortLifeline(life => _opener.OpenAsync(modem.Port, modem.PortOptions, life));
        _modem = Start(Foster.Create(ModemActor.Create(modem, settings.Profiles, new LastingPort(lifeline, new PinGuard(modem.Pin), new PortCustody())), _parent, "port"));
        Watch(Sys.ActorSelection(_modem.Path + "/port"));
        Calm();
    }

    private void BeginSettled()
    {
        Begin();
        Until(() => _parent.Heard<PortProtocol.Settled>().Count == 1);
        _before = Port.Said.Count;
    }

    private int _before;

    private void Run(PortTransaction transaction) => _modem.Tell(new PortProtocol.Run(transaction), _user.Ref);

    private static ResetByCommand Radio(bool answers) =>
        ResetByCommand.OfRadio(Given.Settings(Given.OneModem).Profiles[ModemProfile.Generic], answers);

    private void Hold(string line) => _opener.Answers = Modems.But((line, null));

    private IEnumerable<string> Said() => Port.Said.Skip(_before);

    private sealed class Talk : PortTransaction
    {
        private readonly AtCommand[] _commands;

        public Talk(params string[] lines) => _commands = [.. lines.Select(line => new RawCommand(line, TimeSpan.FromSeconds(1)))];

        public Talk(AtCommand command) => _commands = [command];

        public TransactionPriority Urgency { get; init; } = TransactionPriority.Send;

        public override string Purpose => "talk";

        public override TransactionPriority Priority => Urgency;

        public override IEnumerable<TransactionStep> Steps() => _commands.Select(command => new Step(command));

        private sealed class Step(AtCommand command) : CommandStep(command);
    }

    private sealed class Broken : PortTransaction
    {
        public override string Purpose => "break";

        public override TransactionPriority Priority => TransactionPriority.Send;

        public override IEnumerable<TransactionStep> Steps() => throw new InvalidCastException("broken");
    }
}
