using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Tests.Harness;
using ModemActors.Whereabouts;

namespace ModemActors.Tests.Modem;

public sealed class SettleModemSpecs
{
    [Fact]
    public void A_modem_in_good_order_is_asked_who_it_is_set_up_and_read_back()
    {
        var (settle, run) = Settle(Modems.Usual);

        var modem = settle.Outcome;
        Assert.Null(modem.Problem);
        Assert.Equal(("Maker", "Model 1", "8900101000000000011"), (modem.Identity.Manufacturer, modem.Identity.Model, modem.Sim));
        Assert.Equal(("SM", 0, 30), (modem.Storage, modem.StorageUsed, modem.StorageTotal));
        Assert.True(modem.Announces);
        Assert.True(modem.Network.MaySend);
        Assert.Empty(modem.Drift);
        foreach (var line in (string[])["ATE0", "AT+CMEE=1", "AT+CMGF=0", "AT+CMGF?", "AT+CNMI=2,1,0,1,0", "AT+CNMI?", "AT+CPMS=\"SM\",\"SM\",\"SM\"", "AT+CPMS?"])
            Assert.Contains(line, run.Said);
    }

    [Fact]
    public void A_silent_modem_is_knocked_at_once_a_second_and_then_given_up()
    {
        var (settle, run) = Settle(_ => null, knocks: 7);

        Assert.True(run.IsDone);
        Assert.True(settle.IsSilent);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(1), 7), run.Waits);
    }

    [Fact]
    public void A_modem_left_without_result_codes_is_brought_to_speak()
    {
        var speaks = false;
        var (settle, _) = Settle(line => (speaks |= line.StartsWith("ATQ0V1", StringComparison.Ordinal)) ? Modems.Usual(line) : null);

        Assert.False(settle.IsSilent);
        Assert.Null(settle.Outcome.Problem);
    }

    [Fact]
    public void A_SIM_that_is_busy_is_waited_for()
    {
        var asked = 0;
        var (settle, run) = Settle(line => line == "AT+CPIN?" && ++asked < 12 ? "+CME ERROR: 14" : Modems.Usual(line));

        Assert.Null(settle.Outcome.Problem);
        Assert.Equal(11, run.Waits.Count(wait => wait == TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_SIM_that_stays_busy_is_a_problem_after_half_a_minute()
    {
        var (settle, run) = Settle(Modems.But(("AT+CPIN?", "+CME ERROR: 14")));

        Assert.Contains("busy", settle.Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(30, run.Waits.Count);
    }

    [Theory]
    [InlineData("+CME ERROR: 10", "no SIM")]
    [InlineData("+CPIN: SIM PUK|OK", "PUK")]
    [InlineData("+CPIN: SIM PIN|OK", "modem.pin")]
    public void A_SIM_that_only_a_person_can_open_is_a_problem_at_once(string answer, string words)
    {
        var (settle, run) = Settle(Modems.But(("AT+CPIN?", answer)));

        Assert.Contains(words, settle.Outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Said, line => line.StartsWith("AT+CPIN=", StringComparison.Ordinal));
        Assert.Empty(run.Waits);
    }

    [Fact]
    public void The_PIN_is_entered_once_even_if_the_SIM_is_slow_to_open()
    {
        var asked = 0;
        var (settle, run) = Settle(line => line == "AT+CPIN?" && ++asked < 4 ? "+CPIN: SIM PIN|OK" : Modems.Usual(line), "pin = 1234");

        Assert.Null(settle.Outcome.Problem);
        Assert.Single(run.Said, line => line.StartsWith("AT+CPIN=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_PIN_is_never_entered_again()
    {
        var pin = new PinGuard("1234");
        var answers = Modems.But(("AT+CPIN?", "+CPIN: SIM PIN|OK"), ("AT+CPIN=\"1234\"", "+CME ERROR: 16"));
        var (first, _) = Settle(answers, "pin = 1234", pin: pin);
        Assert.Contains("refused its PIN", first.Outcome.Problem, StringComparison.Ordinal);

        var (second, run) = Settle(answers, "pin = 1234", pin: pin);

        Assert.Contains("refused its PIN", second.Outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Said, line => line.StartsWith("AT+CPIN=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_PIN_of_which_nobody_knows_what_became_is_entered_twice_at_most()
    {
        var pin = new PinGuard("1234");
        var entered = 0;
        string? Answers(string line)
        {
            if (line == "AT+CPIN?")
                return "+CPIN: SIM PIN|OK";
            if (!line.StartsWith("AT+CPIN=", StringComparison.Ordinal))
                return Modems.Usual(line);
            entered++;
            return null;
        }

        for (var i = 0; i < 5; i++)
            Settle(Answers, "pin = 1234", pin: pin);

        Assert.Equal(2, entered);
    }

    [Fact]
    public void Where_only_the_first_memory_can_be_chosen_the_one_that_messages_come_into_is_read()
    {
        var reads = "ME";
        string? Answers(string line)
        {
            if (line.StartsWith("AT+CPMS=\"SM\"", StringComparison.Ordinal) && line.Contains(','))
                return "+CMS ERROR: 302";
            if (line.StartsWith("AT+CPMS=", StringComparison.Ordinal))
                reads = line[9..11];
            return line switch
            {
                "AT+CPMS?" => $"+CPMS: \"{reads}\",1,30,\"ME\",2,50,\"ME\",2,50|OK",
                _ when line.StartsWith("AT+CPMS=", StringComparison.Ordinal) => "+CPMS: 1,30,2,50,2,50|OK",
                _ => Modems.Usual(line),
            };
        }

        var (settle, _) = Settle(Answers);

        Assert.Equal("ME", settle.Outcome.Storage);
        Assert.Contains(settle.Outcome.Drift, drift => drift.Contains("ME", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_memory_than_the_wanted_one_is_told()
    {
        var (settle, _) = Settle(Modems.But(
            ("AT+CPMS=\"SM\",\"SM\",\"SM\"", "+CMS ERROR: 302"),
            ("AT+CPMS=\"SM\"", "+CMS ERROR: 302"),
            ("AT+CPMS?", "+CPMS: \"ME\",3,50,\"ME\",3,50,\"ME\",3,50|OK")));

        Assert.Equal(("ME", 3, 50), (settle.Outcome.Storage, settle.Outcome.StorageUsed, settle.Outcome.StorageTotal));
        Assert.Equal(["message memory is ME, not SM"], settle.Outcome.Drift);
    }

    [Fact]
    public void The_next_notification_is_chosen_where_the_first_is_refused()
    {
        var (settle, run) = Settle(Modems.But(("AT+CNMI=2,1,0,1,0", "+CMS ERROR: 303"), ("AT+CNMI=2,1,0,2,0", "+CMS ERROR: 303"), ("AT+CNMI?", "+CNMI: 2,1,0,0,0|OK")));

        Assert.True(settle.Outcome.Announces);
        Assert.Contains("AT+CNMI=2,1,0,0,0", run.Said);
        Assert.Empty(settle.Outcome.Drift);
    }

    [Fact]
    public void A_notification_that_is_accepted_and_not_in_effect_is_no_notification()
    {
        var (settle, _) = Settle(Modems.But(("AT+CNMI?", "+CNMI: 0,0,0,0,0|OK")));

        Assert.False(settle.Outcome.Announces);
        Assert.Single(settle.Outcome.Drift, drift => drift.Contains("listing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_modem_that_forwards_past_the_storage_is_told_of()
    {
        var (settle, _) = Settle(Modems.But(("AT+CNMI?", "+CNMI: 2,2,0,1,0|OK"), ("AT+CSMS?", "+CSMS: 1,1,1,1|OK")));

        Assert.Contains(settle.Outcome.Drift, drift => drift.Contains("past the storage", StringComparison.Ordinal));
        Assert.True(settle.Outcome.MustAcknowledge);
    }

    [Fact]
    public void A_modem_that_knows_only_text_mode_is_a_problem_that_names_the_setting()
    {
        var (settle, _) = Settle(Modems.But(("AT+CMGF=0", "ERROR"), ("AT+CMGF?", "+CMGF: 1|OK")));

        Assert.Contains("sms-mode = text", settle.Outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_mode_sets_the_character_set_and_the_headers()
    {
        var (settle, run) = Settle(Modems.But(("AT+CMGF?", "+CMGF: 1|OK")), "sms-mode = text");

        Assert.Null(settle.Outcome.Problem);
        Assert.Contains("AT+CSCS=\"UCS2\"", run.Said);
        Assert.Contains("AT+CSDH=1", run.Said);
    }

    [Fact]
    public void A_service_centre_is_set_and_told_if_it_does_not_stay()
    {
        var (settle, run) = Settle(Modems.Usual, "smsc = \"+15551111111\"");

        Assert.Contains(run.Said, line => line.StartsWith("AT+CSCA=\"+15551111111\"", StringComparison.Ordinal));
        Assert.Equal(["service centre is +15559999999, not +15551111111"], settle.Outcome.Drift);
    }

    [Theory]
    [InlineData("SIMCOM_SIM7600E", "simcom-sim7600")]
    [InlineData("Quectel EC25", "quectel")]
    [InlineData("Nobody's", "generic")]
    public void The_family_is_told_by_what_the_modem_calls_itself(string model, string profile)
    {
        var (settle, _) = Settle(Modems.But(("AT+CGMM", $"{model}|OK")));

        Assert.Equal(profile, settle.Outcome.Identity.Profile);
    }

    [Fact]
    public void A_modem_that_is_not_registered_may_not_send()
    {
        var (settle, run) = Settle(Modems.But(("AT+CREG?", "+CREG: 0,2|OK")));

        Assert.False(settle.Outcome.Network.MaySend);
        Assert.DoesNotContain("AT+COPS?", run.Said);
    }

    [Fact]
    public void To_another_modem_than_was_meant_nothing_is_said_but_who_it_is()
    {
        var settings = Given.With("pin = 1234, smsc = \"+15559999999\"");
        var guard = new IdentityGuard("a", new Stubborn());
        var settle = new SettleModem(settings.Modems[0], settings.Profiles, new PinGuard("1234"), 10, guard);

        var run = TransactionRun.Of(settle, Modems.But(("AT+CPIN?", "+CPIN: SIM PIN|OK")));

        Assert.Equal("867584030000018 is not the right one", settle.WrongModem);
        Assert.DoesNotContain(run.Said.Except(["AT", "ATE0", "AT+CMEE=1", "AT+CGMI", "AT+CGMM", "AT+CGMR", "AT+CGSN"]), line => line.StartsWith("AT", StringComparison.Ordinal));
    }

    private sealed class Stubborn : IModemLocator
    {
        public Task<PortAddress> LocateAsync(string modem, CancellationToken cancellationToken) => throw new NotSupportedException();

        public string? Objection(string modem, string? imei) => $"{imei} is not the right one";

        public void Settled(string modem, ModemIdentity identity, string portName) => throw new InvalidOperationException("it was taken all the same");

        public void Held(string device)
        {
        }

        public void Closed(string modem)
        {
        }
    }

    [Theory]
    [InlineData("Huawei Technologies", "E3372", "huawei-e3372")]
    [InlineData("huawei", "E173", "huawei-e173")]
    [InlineData("huawei", "K3765", "huawei")]
    [InlineData("Quectel", "UC20", "quectel-uc20")]
    [InlineData("ZTE CORPORATION", "MF190", "zte")]
    [InlineData("SIMCOM INCORPORATED", "A7670E", "simcom-a7670")]
    [InlineData("SIMCOM_Ltd", "SIMCOM_SIM800C", "simcom-sim800")]
    public void A_family_named_after_the_model_goes_before_one_named_after_the_manufacturer(string manufacturer, string model, string profile)
    {
        var (settle, _) = Settle(Modems.But(("AT+CGMI", $"{manufacturer}|OK"), ("AT+CGMM", $"{model}|OK")));

        Assert.Equal(profile, settle.Outcome.Identity.Profile);
    }

    [Fact]
    public void What_the_family_needs_is_said_before_anything_is_set_and_an_error_is_no_harm()
    {
        var (settle, run) = Settle(Modems.But(("AT+CGMI", "huawei|OK"), ("AT+CGMM", "E303|OK"), ("AT^CURC=0", "COMMAND NOT SUPPORT"), ("AT^PORTSEL=1", null)));

        Assert.Null(settle.Outcome.Problem);
        Assert.InRange(run.Said.IndexOf("AT^CURC=0"), 1, run.Said.IndexOf("AT+CPIN?"));
    }

    [Fact]
    public void A_command_with_quotes_reaches_the_modem_as_it_is()
    {
        var (_, run) = Settle(Modems.But(("AT+CGMI", "Quectel|OK"), ("AT+CGMM", "EC25|OK")));

        Assert.Contains("AT+QURCCFG=\"urcport\",\"usbat\"", run.Said);
    }

    [Fact]
    public void What_should_be_in_effect_and_what_is_are_told()
    {
        var (settle, _) = Settle(Modems.But(("AT+CPMS?", "+CPMS: \"ME\",3,50,\"ME\",3,50,\"ME\",3,50|OK")), "smsc = \"+15551111111\"");

        Assert.Equal(
            [
                new("AT+CMGF", "0", "0"), new("AT+CNMI", "2,1,0,1,0", "2,1,0,1,0"), new("AT+CPMS", "SM", "ME"),
                new ModemSetting("AT+CSCA", "+15551111111", "+15559999999"),
            ],
            settle.Outcome.Settings);
    }

    [Theory]
    [InlineData("SIMCOM_SIM7600E", "AT+SPIC", "+SPIC: 2,3,10,10|OK", "2 tries left")]
    [InlineData("huawei E3372", "AT^CPIN?", "^CPIN: SIM PIN,2,10,2,10,3|OK", "2 tries left")]
    [InlineData("Quectel EC25", "AT+QPINC=\"SC\"", "+QPINC: \"SC\",2,10|OK", "2 tries left")]
    [InlineData("zte MF190", "AT+ZPINPUK=?", "+ZPINPUK: 2,10|OK", "2 tries left")]
    [InlineData("Nobody's", "AT+CPINR", "+CPINR: SIM PIN,2,3|OK", "2 tries left")]
    [InlineData("Nobody's", "AT+CPINR", "ERROR", "correct modem.pin")]
    public void How_many_tries_are_left_is_told_where_the_modem_tells(string model, string question, string answer, string words)
    {
        var pin = new PinGuard("1234");
        pin.Refused();

        var (settle, _) = Settle(Modems.But(("AT+CGMM", $"{model}|OK"), ("AT+CPIN?", "+CPIN: SIM PIN|OK"), (question, answer)), "pin = 1234", pin: pin);

        Assert.Contains(words, settle.Outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_try_is_left_to_a_person()
    {
        var (settle, run) = Settle(Modems.But(("AT+CPIN?", "+CPIN: SIM PIN|OK"), ("AT+CPINR", "+CPINR: SIM PIN,1,3|OK")), "pin = 1234");

        Assert.Contains("one try left", settle.Outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Said, line => line.StartsWith("AT+CPIN=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_PIN_of_which_nobody_knew_what_became_counts_as_refused_when_a_try_is_missing()
    {
        var pin = new PinGuard("1234");
        pin.Entering();

        var (_, run) = Settle(Modems.But(("AT+CPIN?", "+CPIN: SIM PIN|OK"), ("AT+CPINR", "+CPINR: SIM PIN,2,3|OK")), "pin = 1234", pin: pin);

        Assert.DoesNotContain(run.Said, line => line.StartsWith("AT+CPIN=", StringComparison.Ordinal));
        Assert.True(pin.WasRefused);
    }

    private static (SettleModem Settle, TransactionRun Run) Settle(Answers answers, string keys = "", int knocks = 10, PinGuard? pin = null)
    {
        var settings = keys.Length == 0 ? Given.Settings(Given.OneModem) : Given.With(keys);
        var modem = settings.Modems[0];
        var settle = new SettleModem(modem, settings.Profiles, pin ?? new PinGuard(modem.Pin), knocks);
        return (settle, TransactionRun.Of(settle, answers));
    }
}
