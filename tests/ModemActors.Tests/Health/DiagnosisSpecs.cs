using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Protocol.At;

namespace ModemActors.Tests.Health;

public sealed class DiagnosisSpecs
{
    private static readonly NetworkStatus s_home = new(-73, RegistrationStatus.Home, "Net");
    private static readonly NetworkStatus s_searching = new(null, RegistrationStatus.Searching, null);

    private readonly Diagnosis _diagnosis = new(TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(3));
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Finding? Finding => _diagnosis.Find(_now);

    [Fact]
    public void A_modem_that_was_never_heard_of_and_one_in_good_order_have_nothing()
    {
        Assert.Null(Finding);
        Settle();
        Assert.Null(Finding);
    }

    [Theory]
    [InlineData(PortFault.NotFound, Symptom.PortGone)]
    [InlineData(PortFault.Lost, Symptom.PortGone)]
    [InlineData(PortFault.Busy, Symptom.PortHeld)]
    [InlineData(PortFault.LockedByOther, Symptom.PortHeld)]
    [InlineData(PortFault.AccessDenied, Symptom.NeedsPerson)]
    [InlineData(PortFault.Unsupported, Symptom.NeedsPerson)]
    [InlineData(PortFault.Wedged, Symptom.Wedged)]
    [InlineData(PortFault.TimedOut, Symptom.Silent)]
    internal void What_is_wrong_with_the_port_is_told_apart(PortFault fault, Symptom symptom)
    {
        Settle();
        Lose(fault, "as the port says");

        Assert.Equal((symptom, "as the port says"), (Finding!.Symptom, Finding.Evidence));
    }

    [Fact]
    public void Silence_is_one_trouble_from_its_first_moment_on_however_often_the_port_is_reopened()
    {
        Settle();
        var begin = _now;
        Silence("no answer");
        Pass(10);
        Lose(PortFault.TimedOut, "reopened");
        Pass(1);
        _diagnosis.Opened(_now);

        Assert.Equal((Symptom.Silent, begin, TimeSpan.FromSeconds(6)), (Finding!.Symptom, Finding.Since, Finding.Patience));
        Settle();
        Assert.Null(Finding);
    }

    [Fact]
    public void A_modem_that_starts_has_more_time_than_one_that_worked()
    {
        _diagnosis.Opened(_now);
        Assert.Equal((Symptom.Silent, TimeSpan.FromSeconds(30)), (Finding!.Symptom, Finding.Patience));

        Settle();
        Restart();
        Assert.Equal((Symptom.Silent, TimeSpan.FromSeconds(30)), (Finding!.Symptom, Finding.Patience));
    }

    [Fact]
    public void A_port_that_is_back_is_no_trouble_of_the_port_any_more()
    {
        Lose(PortFault.NotFound, "gone");
        Pass(60);
        _diagnosis.Opened(_now);

        Assert.Equal((Symptom.Silent, _now), (Finding!.Symptom, Finding.Since));
    }

    [Fact]
    public void A_modem_that_restarts_by_itself_again_and_again_is_sick_although_it_answers_each_time()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(Finding);
            Restart();
            Settle();
            Pass(60);
        }

        Assert.Equal(Symptom.Restarting, Finding!.Symptom);
        Pass(600);
        Assert.Null(Finding);
    }

    [Fact]
    public void Restarts_that_we_made_are_no_trouble()
    {
        for (var i = 0; i < 5; i++)
        {
            _diagnosis.Unavailable(new PortProtocol.Unavailable(PortFailure.Rebooted, "restarted"), true, _now);
            Settle();
        }

        Assert.Null(Finding);
    }

    [Fact]
    public void A_lost_registration_is_one_trouble_until_it_is_back_whatever_the_port_does_meanwhile()
    {
        Settle();
        var begin = _now;
        _diagnosis.Seen(s_searching, _now);
        Pass(100);
        Settle(network: s_searching);

        Assert.Equal((Symptom.Unregistered, begin, TimeSpan.FromMinutes(3)), (Finding!.Symptom, Finding.Since, Finding.Patience));
        Assert.Contains("no signal", Finding.Evidence, StringComparison.Ordinal);
        _diagnosis.Seen(s_home, _now);
        Assert.Null(Finding);
    }

    [Fact]
    public void A_SIM_that_does_not_become_ready_is_trouble_and_one_that_wants_its_PIN_needs_a_person()
    {
        Settle("there is no SIM in the modem");
        Assert.Equal((Symptom.SimTrouble, TimeSpan.FromMinutes(3)), (Finding!.Symptom, Finding.Patience));

        Settle("the SIM wants its PIN", needsPerson: true);
        Assert.Equal(Symptom.NeedsPerson, Finding!.Symptom);
    }

    [Fact]
    public void A_signal_that_is_gone_is_told_only_where_there_was_one_and_not_while_messages_go_out()
    {
        var none = s_home with { SignalDbm = null };
        Settle(network: none);
        Pass(600);
        Assert.Null(Finding);

        _diagnosis.Seen(s_home, _now);
        _diagnosis.Seen(none, _now);
        Assert.Null(Finding);
        Pass(181);
        Assert.Equal(Symptom.NoSignal, Finding!.Symptom);

        _diagnosis.Worked();
        Assert.Null(Finding);
    }

    [Fact]
    public void Messages_that_do_not_go_out_for_minutes_are_trouble_although_the_modem_answers()
    {
        Settle();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(Finding);
            _diagnosis.Unsent("network out of order", _now);
            Pass(91);
        }

        Assert.Equal(Symptom.Stuck, Finding!.Symptom);
        Assert.Contains("network out of order", Finding.Evidence, StringComparison.Ordinal);
        _diagnosis.Worked();
        Assert.Null(Finding);
    }

    [Fact]
    public void A_message_that_went_out_ends_the_row_of_those_that_did_not()
    {
        Settle();
        for (var i = 0; i < 10; i++)
        {
            _diagnosis.Unsent("no", _now);
            Pass(60);
            _diagnosis.Unsent("no", _now);
            Pass(60);
            _diagnosis.Worked();
        }

        Assert.Null(Finding);
    }

    [Theory]
    [InlineData(PortFailure.Leased)]
    [InlineData(PortFailure.Suspended)]
    internal void A_port_that_is_not_ours_now_is_no_trouble(PortFailure failure)
    {
        Lose(PortFault.Lost, "gone");
        _diagnosis.Unavailable(new PortProtocol.Unavailable(failure, "lent"), false, _now);
        Assert.Null(Finding);
        Assert.True(_diagnosis.IsAway);

        _diagnosis.Opened(_now);
        Assert.False(_diagnosis.IsAway);
        Assert.Equal(Symptom.Silent, Finding!.Symptom);
    }

    private void Settle(string? problem = null, bool needsPerson = false, NetworkStatus? network = null) => _diagnosis.Settled(
        new SettledModem { Identity = new ModemIdentity(), Problem = problem, NeedsPerson = needsPerson, Network = network ?? s_home }, _now);

    private void Lose(PortFault fault, string reason) =>
        _diagnosis.Unavailable(new PortProtocol.Unavailable(PortFailure.PortLost, reason) { Fault = fault }, false, _now);

    private void Silence(string reason) => _diagnosis.Unavailable(new PortProtocol.Unavailable(PortFailure.NoAnswer, reason), false, _now);

    private void Restart() => _diagnosis.Unavailable(new PortProtocol.Unavailable(PortFailure.Rebooted, "it restarted"), false, _now);

    private void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
