using Akka.Actor;
using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;
using ModemActors.Storage;
using ModemActors.Tests.Harness;
using ResetLevel = ModemActors.Messages.ResetLevel;
using SimulatedReset = ModemActors.Simulator.ResetLevel;

namespace ModemActors.Tests.Health;

public sealed class RecoverySpecs : NodeKit
{
    private const string Three = "modems = [ { id = a, port = simulator }, { id = b, port = simulator }, { id = c, port = simulator } ]";

    private SimulatedUsb _usb = null!;

    [Theory]
    [InlineData(SimulatedReset.Reopen, "reopen")]
    [InlineData(SimulatedReset.Radio, "radio")]
    [InlineData(SimulatedReset.Modem, "modem")]
    [InlineData(SimulatedReset.Usb, "usb")]
    public void A_modem_that_hangs_until_it_is_reset_is_reset_so_hard_and_no_harder(SimulatedReset needed, string rung)
    {
        BeginReady();
        Modem().Faults.Arm(Fault.HangUntil(needed));
        var id = Send().Id;

        Until(() => Message(id).Status == MessageStatus.Sent, TimeSpan.FromMinutes(3));

        Assert.Single(Air.Record);
        Assert.Equal(rung, Assert.Single(Events<ModemRecovered>()).Rung);
        Assert.Equal(rung, Events<ModemRecovering>()[^1].Rung);
        Assert.Equal(ModemVerdict.Ok, Status().Verdict);
        Assert.Equal(RecoveryOutcome.Recovered, Status().Recoveries[0].Outcome);
        Assert.All(Status().Recoveries.Skip(1), recovery => Assert.Equal(RecoveryOutcome.InVain, recovery.Outcome));
        Assert.Equal(rung, Wait(Store.ListRecoveriesAsync("a"))[0].Level);
    }

    [Fact]
    public void A_modem_that_hangs_for_30_s_sends_within_a_second_after_it_answers()
    {
        BeginReady("health { ladder = [reopen, radio, modem] }");
        Modem().Faults.Arm(Fault.Hang(TimeSpan.FromSeconds(30)));
        var id = Send().Id;
        Until(() => !Modem().Faults.IsHung);

        Assert.InRange(Until(() => Message(id).Status == MessageStatus.Sent), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_modem_that_falls_silent_in_a_listing_is_noticed_and_sends_within_a_second_after_it_answers()
    {
        BeginReady("health { ladder = [reopen, radio, modem] }");
        Pass(TimeSpan.FromSeconds(9.9));
        Modem().Faults.Arm(Fault.Hang(TimeSpan.FromSeconds(30)));
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("AT+CMGL=4\r", Line.Written[^1]);
        var id = Send().Id;
        Until(() => !Modem().Faults.IsHung);

        Assert.InRange(Until(() => Message(id).Status == MessageStatus.Sent), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_port_that_is_gone_for_5_s_sends_within_2_s_after_it_is_back_and_nothing_is_reset()
    {
        BeginReady();
        Modem().Faults.Arm(Fault.HangUp(TimeSpan.FromSeconds(5)));
        var id = Send().Id;
        Pass(TimeSpan.FromSeconds(5));

        Assert.InRange(Until(() => Message(id).Status == MessageStatus.Sent), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Empty(Status().Recoveries);
    }

    [Fact]
    public void A_modem_without_network_is_given_time_then_its_radio_is_switched_then_more_and_then_a_person_is_called()
    {
        BeginReady();
        Modem().SetRegistration(2);
        Until(() => Status().State == ModemState.Degraded, TimeSpan.FromSeconds(61));
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Assert.Equal(ModemVerdict.Degraded, Status().Verdict);
        Assert.Empty(Status().Recoveries);

        Until(() => Status().Verdict == ModemVerdict.Quarantined, TimeSpan.FromHours(1), TimeSpan.FromSeconds(1));

        Assert.Equal(
            [ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb],
            Status().Recoveries.Reverse().Select(recovery => recovery.Level));
        Assert.Contains("not registered", Assert.Single(Events<ModemQuarantined>()).Reason, StringComparison.Ordinal);
        Assert.Contains("tried in vain", Status().Evidence, StringComparison.Ordinal);
        Until(() => Wait(Store.ListModemsAsync())[0].Verdict == "quarantined", TimeSpan.FromSeconds(1));

        Modem().SetRegistration(1);
        Until(() => Status().Verdict == ModemVerdict.Ok, TimeSpan.FromMinutes(2));
        Send();
        Until(() => Air.Record.Count == 1, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_modem_without_network_that_comes_back_within_the_patience_is_left_alone()
    {
        BeginReady();
        Modem().SetRegistration(2);
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Modem().SetRegistration(1);
        Pass(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));

        Assert.Empty(Status().Recoveries);
        Assert.Equal((ModemVerdict.Ok, null), (Status().Verdict, Status().Evidence));
    }

    [Fact]
    public void A_modem_that_restarts_by_itself_is_set_up_anew_and_nothing_is_reset()
    {
        BeginReady();
        Modem().Faults.Arm(Fault.Reboot());
        Until(() => Status().State != ModemState.Ready, TimeSpan.FromSeconds(5));
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(60));

        Assert.Empty(Status().Recoveries);
        Assert.Equal(ModemVerdict.Ok, Status().Verdict);
    }

    [Theory]
    [InlineData(ResetLevel.Resynchronise)]
    [InlineData(ResetLevel.Reopen)]
    [InlineData(ResetLevel.Radio)]
    [InlineData(ResetLevel.Modem)]
    [InlineData(ResetLevel.Usb)]
    public void A_person_may_have_any_reset_made_and_sees_what_became_of_it(ResetLevel level)
    {
        BeginReady();

        Assert.Equal(new ResetBegun("a", level), Ask(new ResetModem("a", level, "for fun")));
        Until(() => Status().Recoveries is [{ Outcome: RecoveryOutcome.Recovered }], TimeSpan.FromMinutes(1));

        Assert.Equal((level, "for fun"), (Status().Recoveries[0].Level, Status().Recoveries[0].Reason));
        Assert.Equal(ModemState.Ready, Status().State);
        Assert.Equal(level == ResetLevel.Usb ? 1 : 0, _usb.Resets.Count);
    }

    [Fact]
    public void A_reset_that_cannot_be_made_is_refused_with_what_to_do()
    {
        BeginReady();

        var refused = Assert.IsType<ModemRefused>(Ask(new ResetModem("a", ResetLevel.Power, "for fun")));

        Assert.Contains("health.power-command", refused.Text, StringComparison.Ordinal);
        Assert.Empty(Status().Recoveries);
    }

    [Fact]
    public void A_USB_reset_that_is_not_permitted_is_on_record_with_what_to_do()
    {
        BeginReady();
        _usb.Refuses = (path, _) => new UsbResetException($"{path} may not be reset; 'modemactors udev' prints the rule", true);

        Assert.IsType<ResetBegun>(Ask(new ResetModem("a", ResetLevel.Usb, "for fun")));
        Until(() => Status().Recoveries is [{ Outcome: RecoveryOutcome.Impossible }], TimeSpan.FromSeconds(5));

        Assert.Contains("modemactors udev", Status().Recoveries[0].Detail, StringComparison.Ordinal);
        Assert.Equal(ModemState.Ready, Status().State);
    }

    [Fact]
    public void A_message_on_its_way_is_finished_before_a_reset_by_command()
    {
        Options = options => options with { SendLatency = TimeSpan.FromSeconds(3) };
        BeginReady();
        var id = Send().Id;
        Until(() => Message(id).Status == MessageStatus.Sending, TimeSpan.FromSeconds(2));
        Pass(TimeSpan.FromSeconds(1));

        Ask(new ResetModem("a", ResetLevel.Modem, "for fun"));
        Until(() => Message(id).Status == MessageStatus.Sent, TimeSpan.FromSeconds(5));

        Until(() => Status().Recoveries is [{ Outcome: RecoveryOutcome.Recovered }], TimeSpan.FromMinutes(1));
        Assert.Single(Air.Record);
    }

    [Fact]
    public void All_modems_of_a_hub_that_fail_together_are_healed_by_one_reset_of_the_hub()
    {
        BeginReady(Three + "\nhealth { ladder = [usb] }");
        foreach (var id in (string[])["a", "b", "c"])
            Modem(id).Faults.Arm(Fault.HangUntil(SimulatedReset.Usb));

        Until(() => Events<ModemRecovered>().Count == 3, TimeSpan.FromMinutes(3));

        Assert.Equal([SimulatedUsb.Hub], _usb.Resets);
    }

    [Fact]
    public void Some_modems_of_a_hub_are_reset_one_by_one_apart_from_each_other_and_their_neighbour_is_not_touched()
    {
        BeginReady(Three + "\nhealth { ladder = [usb] }");
        foreach (var id in (string[])["a", "b"])
            Modem(id).Faults.Arm(Fault.HangUntil(SimulatedReset.Usb));
        Until(() => _usb.Resets.Count == 1, TimeSpan.FromMinutes(1));

        Assert.InRange(Until(() => _usb.Resets.Count == 2, TimeSpan.FromMinutes(1)), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(15));

        Until(() => Events<ModemRecovered>().Count == 2, TimeSpan.FromMinutes(1));
        Assert.Equal([_usb.PathOf("a"), _usb.PathOf("b")], _usb.Resets.Order());
        Assert.Empty(Status("c").Recoveries);
    }

    [Fact]
    public void A_monitor_that_starts_anew_remembers_what_was_reset_within_the_hour()
    {
        BeginReady("health { resets-per-hour = 1 }");
        Ask(new ResetModem("a", ResetLevel.Modem, "for fun"));
        Until(() => Status().Recoveries is [{ Outcome: RecoveryOutcome.Recovered }], TimeSpan.FromMinutes(1));

        Find("health").Tell(Kill.Instance);
        Until(() => Status().State == ModemState.Ready, TimeSpan.FromSeconds(5));
        Modem().SetRegistration(2);
        Until(() => Status().Verdict == ModemVerdict.Quarantined, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));

        Assert.Single(Status().Recoveries);
    }

    [Fact]
    public void A_modem_whose_messages_fail_for_minutes_is_reset_although_it_answers()
    {
        BeginReady("outbox { max-attempts = 100, retry-delay = 30s }");
        Modem().Faults.Add(new FaultRule(new FaultTrigger.At(FaultEvent.Send, 1, true), Fault.Error("+CMS ERROR: 38"), null, SimulatedReset.Modem));
        var id = Queue();

        Until(() => Status().Verdict == ModemVerdict.Recovering, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1));
        Assert.Contains("did not go out", Status().Evidence, StringComparison.Ordinal);

        Until(() => Events<ModemRecovering>().Any(recovering => recovering.Rung == "radio"), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.NotEqual(MessageStatus.Failed, Message(id).Status);
    }

    [Fact]
    public void A_wedged_modem_goes_straight_to_USB_and_its_message_goes_out_once()
    {
        BeginReady();
        Modem().Faults.Arm(Fault.Wedge());
        var id = Send().Id;

        Until(() => Message(id).Status == MessageStatus.Sent, TimeSpan.FromSeconds(25));

        Assert.Equal(ResetLevel.Usb, Assert.Single(Status().Recoveries).Level);
        Assert.Contains("takes no more bytes", Status().Recoveries[0].Reason, StringComparison.Ordinal);
        Assert.Single(Air.Record);
    }

    [Fact]
    public void A_wedged_modem_that_cannot_be_reset_by_USB_is_reopened_and_used_when_it_takes_bytes_again()
    {
        BeginReady("health { ladder = [reopen] }");
        Modem().Faults.Arm(Fault.Wedge(TimeSpan.FromSeconds(100)));
        var id = Send().Id;
        Until(() => !Modem().Faults.IsWedged, TimeSpan.FromSeconds(101));

        Until(() => Message(id).Status == MessageStatus.Sent, TimeSpan.FromSeconds(40));

        Assert.Single(Air.Record);
        Assert.Empty(_usb.Resets);
    }

    [Fact]
    public async Task The_service_ends_at_once_although_a_modem_is_wedged_since_it_is_reset_first()
    {
        BeginReady();
        Modem().Faults.Arm(Fault.Wedge());

        await Sys.Terminate().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([_usb.PathOf("a")], _usb.Resets);
    }

    [Fact]
    public async Task The_service_ends_although_a_modem_is_wedged_and_may_not_be_reset()
    {
        BeginReady();
        _usb.Refuses = (path, _) => new UsbResetException($"{path} may not be reset", true);
        Modem().Faults.Arm(Fault.Wedge());

        await Sys.Terminate().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_busy_modem_is_not_probed_needlessly()
    {
        BeginReady();
        var before = Line.Written.Count(line => line == "AT+CSQ\r");
        for (var i = 0; i < 30; i++)
        {
            Send($"text {i}");
            Pass(TimeSpan.FromSeconds(2));
        }

        Assert.InRange(Line.Written.Count(line => line == "AT+CSQ\r") - before, 1, 2);
    }

    internal override ModemActorsNode Launch(ModemActorsSettings settings, IModemPortOpener opener)
    {
        _usb = new SimulatedUsb(Simulator, [.. settings.Modems.Select(modem => modem.Id)]);
        var node = ModemActorsNode.Start(Sys, settings, opener, Store, Clock, usb: new WatchedUsb(_usb, Activity));
        Watch(Sys.ActorSelection("/user/resets"));
        return node;
    }

    private object Ask(ResetModem reset) => Wait(Node.Fleet.Ask<object>(reset, TimeSpan.FromSeconds(20)));
}
