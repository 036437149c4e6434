using ModemActors.Ports;

namespace ModemActors.Simulator.Tests;

public sealed class FaultSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static (Host Host, VirtualTime Time) Under(string scenario)
    {
        var (host, time) = Host.At();
        host.Say("AT+CMEE=1");
        Scenario.Parse(scenario).ApplyTo([host.Modem]);
        return (host, time);
    }

    private static string Sent(int reference) => $"\r\n+CMGS: {reference}\r\n\r\nOK\r\n";

    [Fact]
    public void Lost_answer_leaves_the_message_on_air_and_the_modem_well()
    {
        var (host, time) = Under("at send 2: lose-answer");
        Assert.Equal(Sent(0), host.Send(time, Samples.SubmitHello));
        Assert.Equal("", host.Send(time, Samples.SubmitHello));
        Assert.Equal(Sent(2), host.Send(time, Samples.SubmitHello));
        Assert.Equal(3, host.Modem.Air.Record.Count);
    }

    [Fact]
    public void Late_answer_comes_after_the_air_has_the_message()
    {
        var (host, time) = Under("at send 1: late-answer 90s");
        Assert.Equal("", host.Send(time, Samples.SubmitHello));
        Assert.Single(host.Modem.Air.Record);
        time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("", host.Read());
        time.Advance(Second);
        Assert.Equal(Sent(0), host.Read());
    }

    [Theory]
    [InlineData("from send 1: error 38", "+CMS ERROR: 38", 0)]
    [InlineData("at send 1: error \"+CME ERROR: SIM busy\"", "+CME ERROR: SIM busy", 0)]
    [InlineData("at send 1: error +CMS ERROR:321", "+CMS ERROR:321", 0)]
    [InlineData("at send 1: false-error 500", "+CMS ERROR: 500", 1)]
    public void Error_is_said_exactly_so_with_or_without_the_message_on_air(string scenario, string final, int onAir)
    {
        var (host, time) = Under(scenario);
        Assert.Equal($"\r\n{final}\r\n", host.Send(time, Samples.SubmitHello));
        Assert.Equal(onAir, host.Modem.Air.Record.Count);
    }

    [Fact]
    public void Error_lasts_for_as_many_sends_as_it_says()
    {
        var (host, time) = Under("at send 2: error 42 for 3");
        var answers = Enumerable.Range(0, 6).Select(_ => host.Send(time, Samples.SubmitHello)).ToArray();
        Assert.Equal([false, true, true, true, false, false], answers.Select(answer => answer.Contains("+CMS ERROR: 42", StringComparison.Ordinal)));
    }

    [Fact]
    public void Error_until_a_reset_of_the_radio_ends_with_one()
    {
        var (host, time) = Under("always: error 38 until radio");
        Assert.Contains("38", host.Send(time, Samples.SubmitHello), StringComparison.Ordinal);
        Assert.Contains("38", host.Send(time, Samples.SubmitHello), StringComparison.Ordinal);
        host.Say("AT+CFUN=0");
        host.Say("AT+CFUN=1");
        Assert.Equal(Sent(0), host.Send(time, Samples.SubmitHello));
    }

    [Fact]
    public void Acceptance_without_a_reference_is_a_bare_OK()
    {
        var (host, time) = Under("at send 1: no-reference");
        Assert.Equal(Host.Ok, host.Send(time, Samples.SubmitHello));
        Assert.Single(host.Modem.Air.Record);
    }

    [Theory]
    [InlineData("at prompt 1: no-prompt", "")]
    [InlineData("at prompt 1: prompt \"\\r\\n>\\r\\n\"", "\r\n>\r\n")]
    [InlineData("at prompt 1: prompt \">\"", ">")]
    public void Prompt_can_be_missing_or_strange_and_the_body_is_taken(string scenario, string prompt)
    {
        var (host, time) = Under(scenario);
        Assert.Equal(prompt, host.Say("AT+CMGS=22"));
        host.Write(Samples.SubmitHello + "\u001a");
        time.Advance(Second);
        Assert.Equal(Sent(0), host.Read());
        Assert.Equal("\r\n> ", host.Say("AT+CMGS=22"));
    }

    [Fact]
    public void Air_can_lose_double_and_delay_a_message_and_change_its_report()
    {
        var (first, second, time) = Host.Pair();
        first.Say("AT+CNMI=2,1,0,1,0");
        Scenario.Parse("at send 1: lose-on-air\nat send 2: double-on-air\nat send 3: late-on-air 1h\nat send 4: report-status 70")
            .ApplyTo([first.Modem]);
        first.Send(time, Samples.SubmitHello);
        Assert.Empty(second.Modem.Slots);
        first.Send(time, Samples.SubmitHello);
        Assert.Equal(2, second.Modem.Slots.Count);
        first.Send(time, Samples.SubmitHello);
        Assert.EndsWith("46\r\n", first.Send(time, Samples.SubmitHelloWithReport).Replace(Sent(3), "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(3, second.Modem.Slots.Count);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, second.Modem.Slots.Count);
        Assert.Equal(4, first.Modem.Air.Record.Count);
    }

    [Fact]
    public void Command_can_be_lost_refused_or_slow()
    {
        var (host, time) = Under("at command AT+CSQ 2: no-answer\nat command AT+CREG: answer \"COMMAND NOT SUPPORT\"\nat command AT+CMGL: slow-command 2m");
        Assert.EndsWith(Host.Ok, host.Say("AT+CSQ"), StringComparison.Ordinal);
        Assert.Equal("", host.Say("AT+CSQ"));
        Assert.EndsWith(Host.Ok, host.Say("AT+CSQ"), StringComparison.Ordinal);
        Assert.Equal("\r\nCOMMAND NOT SUPPORT\r\n", host.Say("AT+CREG?"));
        Assert.Equal("", host.Say("AT+CMGL=4"));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Host.Ok, host.Read());
    }

    [Fact]
    public void Hanging_modem_hears_nothing_and_is_out_of_reach_until_its_time_is_over()
    {
        var (host, time) = Under("after 1s: hang for 30s");
        host.Say("AT+CNMI=2,1");
        time.Advance(Second);
        Assert.Equal("", host.Say("AT"));
        host.Modem.Receive("+15551234567", "wait");
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", host.Read());
        Assert.Equal(Host.Ok, host.Say("AT"));
    }

    [Fact]
    public void Hanging_modem_can_answer_late_what_it_heard()
    {
        var (host, time) = Under("at command AT+CSQ: hang for 10s answering-late");
        Assert.Equal("", host.Say("AT+CSQ"));
        Assert.Equal("", host.Write("AT+CMGF?\rAT+CMEE?\r"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("\r\n+CMGF: 0\r\n\r\nOK\r\n\r\n+CMEE: 1\r\n\r\nOK\r\n", host.Read());
    }

    [Theory]
    [InlineData("reopened", ResetLevel.Reopen)]
    [InlineData("radio", ResetLevel.Radio)]
    [InlineData("modem", ResetLevel.Modem)]
    [InlineData("usb", ResetLevel.Usb)]
    [InlineData("power", ResetLevel.Power)]
    public async Task Hang_ends_with_its_reset_or_a_harder_one_and_no_softer(string word, ResetLevel enough)
    {
        foreach (var level in Enum.GetValues<ResetLevel>())
        {
            var (host, time) = Under($"at start: hang until {word}");
            time.Advance(Second);
            await host.DisposeAsync();
            if (level == ResetLevel.Reopen) await using (host.Modem.OpenPort()) time.Advance(Second);
            else host.Modem.Reset(level);
            Assert.Equal(level < enough, host.Modem.Faults.IsHung);
        }
    }

    [Fact]
    public void Reboot_by_itself_shows_only_in_its_boot_lines_and_lost_settings()
    {
        var (host, time) = Under("at send 1: reboot");
        host.Say("AT+CNMI=2,1");
        Assert.Equal("", host.Send(time, Samples.SubmitHello));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("\r\nRDY\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n", host.Read());
        Assert.Empty(host.Modem.Air.Record);
        Assert.Contains("+CNMI: 1,0,0,0,0", host.Say("AT+CNMI?"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("radio", "AT+CFUN=4", "AT+CFUN=1")]
    [InlineData("radio", "AT+CFUN=0", "AT+CFUN=1")]
    [InlineData("modem", "AT+CFUN=1,1")]
    public void Hang_that_a_command_heals_ends_when_the_modem_hears_it_though_it_answers_nothing(string word, params string[] commands)
    {
        var (host, time) = Under($"at start: hang until {word}");
        foreach (var command in commands)
        {
            Assert.True(host.Modem.Faults.IsHung);
            Assert.Empty(host.Say(command));
        }

        Assert.False(host.Modem.Faults.IsHung);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("OK", host.Say("AT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wedged_modem_takes_no_byte_and_keeps_its_port_until_it_is_reset_by_USB()
    {
        var (host, time) = Under("");
        var port = host.Port;
        host.Modem.Faults.Arm(Fault.Wedge());
        var writing = port.WriteAsync("AT\r"u8.ToArray(), CancellationToken.None).AsTask();
        Assert.False(writing.IsCompleted);

        var closing = port.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(closing.IsCompleted);
        await Assert.ThrowsAsync<PortException>(() => writing);

        host.Modem.Reset(ResetLevel.Usb);
        await closing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(host.Modem.Faults.IsWedged);
    }

    [Fact]
    public async Task Wedged_modem_s_port_is_closed_after_half_a_minute_anyway()
    {
        var (host, time) = Under("at start: wedge");
        var closing = host.Port.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(30));

        await closing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(host.Modem.Faults.IsWedged);
    }

    [Fact]
    public void Port_that_hangs_up_is_back_in_time_with_its_settings()
    {
        var (host, time) = Under("after 1s: hang-up for 5s");
        host.Say("AT+CNMI=2,1");
        time.Advance(Second);
        Assert.Equal(PortFault.Lost, Assert.Throws<PortException>(() => host.Say("AT")).Fault);
        time.Advance(TimeSpan.FromSeconds(5));
        var again = new Host(host.Modem, echo: true);
        Assert.Contains("+CNMI: 2,1,0,0,0", again.Say("AT+CNMI?"), StringComparison.Ordinal);
    }

    [Fact]
    public void Modem_that_loses_its_power_starts_anew()
    {
        var (host, time) = Under("at send 1: unplug for 5s");
        host.Say("AT+CMGS=22");
        Assert.Throws<PortException>(() => host.Write(Samples.SubmitHello + "\u001a"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(host.Modem.Air.Record);
        Assert.Equal(ModemPhase.Ready, host.Modem.Phase);
    }

    [Fact]
    public void Bytes_come_in_between_get_lost_and_are_noise_exactly_where_asked()
    {
        // \r\n+CSQ: 20,99\r\n\r\nOK\r\n has 21 bytes; those before it count too.
        var (host, _) = Host.At();
        var before = "ATE0\r\r\nOK\r\n".Length;
        Scenario.Parse($"at byte {before + 4}: insert \"\\r\\n^RSSI:3\\r\\n\"\nat byte {before + 22}: drop 2\nat byte {before + 43}: garbage 3").ApplyTo([host.Modem]);
        Assert.Equal("\r\n+\r\n^RSSI:3\r\nCSQ: 20,99\r\n\r\nOK\r\n", host.Say("AT+CSQ"));
        Assert.Equal("+CSQ: 20,99\r\n\r\nOK\r\n", host.Say("AT+CSQ"));
        Assert.Equal("\r\nOK\r\n".Length + 3, host.Say("AT").Length);
    }

    [Fact]
    public void Port_can_vanish_between_two_bytes_of_an_answer()
    {
        var (host, _) = Host.At();
        var port = "ATE0\r\r\nOK\r\n".Length;
        Scenario.Parse($"at byte {port + 5}: hang for 1s").ApplyTo([host.Modem]);
        Assert.Equal("\r\n+C", host.Say("AT+CSQ"));
    }

    [Fact]
    public void Flood_comes_at_its_pace_between_the_answers()
    {
        var (host, time) = Under("after 1s: flood 1000 \"^RSSI: 3\" every 1ms");
        time.Advance(TimeSpan.FromMilliseconds(1099));
        Assert.Equal(100, host.Read().Split("^RSSI: 3").Length - 1);
        Assert.Equal("\r\n+CSQ: 20,99\r\n\r\nOK\r\n", host.Say("AT+CSQ"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(900, host.Read().Split("^RSSI: 3").Length - 1);
    }

    [Theory]
    [InlineData("at message 1: wrong-index -1", "\r\n+CMTI: \"SM\",-1\r\n")]
    [InlineData("at message 1: wrong-memory ME", "\r\n+CMTI: \"ME\",0\r\n")]
    [InlineData("at message 1: no-memory", "\r\n+CMTI: 0\r\n")]
    [InlineData("at message 1: no-notification", "")]
    [InlineData("at message 1: double-notification", "\r\n+CMTI: \"SM\",0\r\n\r\n+CMTI: \"SM\",0\r\n")]
    public void Notification_can_be_wrong(string scenario, string told)
    {
        var (host, _) = Under(scenario);
        host.Say("AT+CNMI=2,1");
        host.Modem.Receive("+15551234567", "one");
        Assert.Equal(told, host.Read());
        host.Modem.Receive("+15551234567", "two");
        Assert.Equal("\r\n+CMTI: \"SM\",1\r\n", host.Read());
    }

    [Fact]
    public void Full_storage_is_made_of_messages_that_can_be_deleted()
    {
        var (host, time) = Under("at start: fill-storage leaving 1");
        time.Advance(TimeSpan.Zero);
        Assert.StartsWith("\r\n+CPMS: \"SM\",29,30", host.Say("AT+CPMS?"), StringComparison.Ordinal);
        host.Modem.Receive("+15551234567", "one");
        host.Modem.Receive("+15551234567", "two");
        Assert.Equal(1, host.Modem.Air.Waiting);
        host.Say("AT+CMGD=0,1");
        Assert.Equal(0, host.Modem.Air.Waiting);
        Assert.Equal(2, host.Modem.Slots.Count);
    }

    [Fact]
    public void Undeletable_slot_answers_OK_and_stays()
    {
        var (host, time) = Host.At();
        host.Modem.Receive("+15551234567", "one");
        Scenario.Parse("at start: undeletable").ApplyTo([host.Modem]);
        time.Advance(TimeSpan.Zero);
        Assert.Equal(Host.Ok, host.Say("AT+CMGD=0"));
        Assert.Single(host.Modem.Slots);
    }

    [Fact]
    public void Slow_line_carries_its_bytes_in_their_time()
    {
        var (host, time) = Under("at start: line-speed 1000");
        time.Advance(TimeSpan.Zero);
        Assert.Equal("", host.Say("AT+CSQ"));

        // 100 bytes a second: 21 bytes take a fifth of a second.
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("\r\n+CSQ: 20", host.Read());
        time.Advance(TimeSpan.FromMilliseconds(120));
        Assert.Equal(",99\r\n\r\nOK\r\n", host.Read());
    }

    [Fact]
    public void Chance_with_the_same_seed_is_the_same()
    {
        static string Run(int seed)
        {
            var (host, time) = Under($"seed {seed}\nsometimes 30% of sends: lose-answer");
            return string.Concat(Enumerable.Range(0, 40).Select(_ => host.Send(time, Samples.SubmitHello).Length == 0 ? 'x' : '.'));
        }
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
        Assert.InRange(Run(7).Count(mark => mark == 'x'), 4, 20);
    }

    [Fact]
    public void Faults_can_be_taken_back()
    {
        var (host, time) = Under("always: error 38 until power\nat start: hang until power");
        time.Advance(Second);
        Assert.True(host.Modem.Faults.IsHung);
        host.Modem.Faults.Clear();
        Assert.Equal(Sent(0), host.Send(time, Samples.SubmitHello));
    }

    [Fact]
    public void Own_effect_is_armed_like_a_known_one()
    {
        var (host, time) = Host.At();
        host.Modem.Faults.Arm(FaultEffect.OnSend("only shouting is refused", turn =>
        {
            if (turn.Text == "hellohello") (turn.Error, turn.GoesOnAir) = ("+CMS ERROR: 21", false);
        }));
        Assert.Equal("\r\n+CMS ERROR: 21\r\n", host.Send(time, Samples.SubmitHello));
        Assert.Equal(Sent(0), host.Send(time, Samples.SubmitHello));
    }
}
