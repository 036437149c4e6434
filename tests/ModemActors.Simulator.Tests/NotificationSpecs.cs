namespace ModemActors.Simulator.Tests;

public sealed class NotificationSpecs
{
    [Fact]
    public void Nothing_is_told_unless_asked_for()
    {
        var (host, _) = Host.At();
        host.Modem.Receive("+15551234567", "one");
        Assert.Equal("", host.Read());
        Assert.Single(host.Modem.Slots);
    }

    [Fact]
    public void Forwarded_message_passes_the_memory()
    {
        var (host, _) = Host.At();
        host.Say("AT+CNMI=2,2");
        host.Modem.Receive("+15550000001", "hellohello");
        Assert.Equal("\r\n+CMT: \"\",28\r\n07915155999999F9040B915155000000F1000062101000000000" + "0AE8329BFD4697D9EC37\r\n", host.Read());
        Assert.Empty(host.Modem.Slots);
    }

    [Fact]
    public void Class_2_is_stored_even_when_others_are_forwarded()
    {
        var (host, _) = Host.At();
        host.Say("AT+CNMI=2,2");

        // TP-DCS F2: class 2, the SIM's.
        host.Modem.Receive(Convert.FromHexString("040B915155000000F100F2621010000000000AE8329BFD4697D9EC37"));
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", host.Read());
    }

    [Fact]
    public void Mode_0_keeps_what_there_is_to_tell_until_another_mode_comes()
    {
        var (host, _) = Host.At();
        host.Say("AT+CNMI=0,1");
        host.Modem.Receive("+15551234567", "one");
        Assert.Equal("", host.Read());
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n\r\nOK\r\n", host.Say("AT+CNMI=2,1"));
    }

    [Theory]
    [InlineData("AT+CNMI=5")]
    [InlineData("AT+CNMI=2,4")]
    [InlineData("AT+CNMI=2,1,1")]
    [InlineData("AT+CNMI=2,1,0,3")]
    public void Mode_that_is_not_offered_is_refused_and_changes_nothing(string command)
    {
        var (host, _) = Host.At();
        host.Say("AT+CMEE=1");
        Assert.Equal("\r\n+CMS ERROR: 303\r\n", host.Say(command));
        Assert.Equal("\r\n+CNMI: 1,0,0,0,0\r\n\r\nOK\r\n", host.Say("AT+CNMI?"));
    }

    [Fact]
    public void Notification_waits_while_a_message_is_entered_and_comes_during_its_sending()
    {
        var (host, time) = Host.At();
        host.Say("AT+CNMI=2,1");
        host.Say("AT+CMGS=22");
        host.Modem.Receive("+15551234567", "one");
        Assert.Equal("", host.Read());
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", host.Write(Samples.SubmitHello + "\u001a"));
        host.Modem.Receive("+15551234567", "two");
        Assert.Equal("\r\n+CMTI: \"SM\",1\r\n", host.Read());
        time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("\r\n+CMGS: 0\r\n\r\nOK\r\n", host.Read());
    }

    [Fact]
    public void Phase_2_plus_wants_an_acknowledgement_before_the_next_message()
    {
        var (host, _) = Host.At();
        host.Say("AT+CSMS=1;+CNMI=2,2;+CMEE=1");
        host.Modem.Receive("+15551234567", "one");
        host.Modem.Receive("+15551234567", "two");
        Assert.Single(host.Read().Split("+CMT:")[1..]);
        Assert.Single(host.Say("AT+CNMA").Split("+CMT:")[1..]);
        Assert.Equal(Host.Ok, host.Say("AT+CNMA"));
        Assert.Equal("\r\n+CMS ERROR: 340\r\n", host.Say("AT+CNMA"));
        Assert.Equal(2, host.Modem.Air.Deliveries.Count);
    }

    [Fact]
    public void Without_an_acknowledgement_forwarding_ends_and_the_message_comes_again_into_the_memory()
    {
        var (host, time) = Host.At();
        host.Say("AT+CSMS=1;+CNMI=2,2");
        host.Modem.Receive("+15551234567", "one");
        host.Read();
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("\r\n+CNMI: 2,0,0,0,0\r\n\r\nOK\r\n", host.Say("AT+CNMI?"));
        Assert.Empty(host.Modem.Slots);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(host.Modem.Slots);
    }

    [Fact]
    public void Modem_without_a_memory_for_reports_puts_them_on_the_SIM()
    {
        var (host, time) = Host.At(new SimulatedModemOptions { Profile = SimulatedProfile.Huawei });
        host.Say("AT+CNMI=2,1,0,2,0");
        Assert.Contains("+CDSI: \"SM\",0", host.Send(time, Samples.SubmitHelloWithReport), StringComparison.Ordinal);
    }
}
