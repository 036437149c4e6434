using ModemActors.Ports;

namespace ModemActors.Simulator.Tests;

public sealed class StartSpecs
{
    [Fact]
    public void Reset_is_answered_and_forgets_every_setting_but_the_saved_ones()
    {
        var (host, time) = Host.At();
        host.Say("AT&W");
        host.Say("AT+CMGF=1;+CNMI=2,1;+CMEE=1");
        Assert.Equal(Host.Ok, host.Say("AT+CFUN=1,1"));
        Assert.Equal("", host.Say("AT"));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("\r\nRDY\r\n", host.Read());
        Assert.Equal("\r\nERROR\r\n", host.Say("AT+CPIN?"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("\r\n+CPIN: READY\r\n", host.Read());
        Assert.Equal("\r\n+CPIN: READY\r\n\r\nOK\r\n", host.Say("AT+CPIN?"));
        Assert.Equal("\r\nERROR\r\n", host.Say("AT+CPMS?"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("\r\nSMS DONE\r\n\r\nPB DONE\r\n", host.Read());
        Assert.Equal("\r\n+CMGF: 0\r\n\r\n+CNMI: 1,0,0,0,0\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n", host.Say("AT+CMGF?;+CNMI?;+CMEE?"));
    }

    [Fact]
    public void While_the_SIM_starts_the_errors_say_busy()
    {
        var (host, time) = Host.At();
        host.Say("AT+CMEE=1;&W");
        host.Say("AT+CFUN=1,1");
        time.Advance(TimeSpan.FromSeconds(3));
        host.Read();
        Assert.Equal("\r\n+CMS ERROR: 314\r\n", host.Say("AT+CPMS?"));
        Assert.Equal("\r\n+CME ERROR: 14\r\n", host.Say("AT+CIMI"));
    }

    [Fact]
    public void Reset_in_mid_send_puts_nothing_on_air()
    {
        var (host, time) = Host.At();
        host.Say("AT+CMGS=22");
        host.Write(Samples.SubmitHello + "\u001a");
        host.Modem.Reset(ResetLevel.Modem);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(host.Modem.Air.Record);
        Assert.Equal("\r\nRDY\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n", host.Read());
    }

    [Fact]
    public void Pin_opens_the_SIM_and_three_wrong_ones_close_it_until_the_PUK()
    {
        var (host, time) = Host.At(new SimulatedModemOptions { Pin = "1234" });
        host.Say("AT+CMEE=1");
        Assert.Equal("\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n", host.Say("AT+CPIN?"));
        Assert.Equal("\r\n+CMS ERROR: 311\r\n", host.Say("AT+CMGL=4"));
        Assert.Equal("\r\n+CME ERROR: 16\r\n", host.Say("AT+CPIN=\"0000\""));
        Assert.Equal("\r\n+CME ERROR: 16\r\n", host.Say("AT+CPIN=0000"));
        Assert.Equal("\r\n+CME ERROR: 12\r\n", host.Say("AT+CPIN=0000"));
        Assert.Equal("\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n", host.Say("AT+CPIN?"));
        Assert.Equal("\r\nOK\r\n\r\n+CPIN: READY\r\n", host.Say("AT+CPIN=\"12345678\",\"4321\""));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("\r\nSMS DONE\r\n\r\nPB DONE\r\n", host.Read());
        Assert.Equal("\r\n+CREG: 0,1\r\n\r\nOK\r\n", host.Say("AT+CREG?"));
        Assert.Equal("\r\n+CLCK: 1\r\n\r\nOK\r\n", host.Say("AT+CLCK=\"SC\",2"));
    }

    [Fact]
    public void Without_a_SIM_the_errors_say_so()
    {
        var (host, _) = Host.At(new SimulatedModemOptions { SimInserted = false });
        host.Say("AT+CMEE=1");
        Assert.Equal("\r\n+CME ERROR: 10\r\n", host.Say("AT+CPIN?"));
        Assert.Equal("\r\n+CMS ERROR: 310\r\n", host.Say("AT+CPMS?"));
        Assert.Equal("\r\n+CREG: 0,0\r\n\r\nOK\r\n", host.Say("AT+CREG?"));
    }

    [Fact]
    public void Flight_mode_takes_the_modem_out_of_reach_and_back()
    {
        var (host, _) = Host.At();
        host.Say("AT+CREG=1;+CNMI=2,1");
        Assert.Equal("\r\nOK\r\n\r\n+CREG: 0\r\n", host.Say("AT+CFUN=4"));
        Assert.Equal("\r\n+CSQ: 99,99\r\n\r\nOK\r\n", host.Say("AT+CSQ"));
        host.Modem.Receive("+15551234567", "wait");
        Assert.Equal("\r\nOK\r\n\r\n+CREG: 1\r\n\r\n+CMTI: \"SM\",0\r\n", host.Say("AT+CFUN=1"));
    }

    [Fact]
    public async Task Port_is_open_once_and_lost_when_the_modem_is_unplugged()
    {
        var time = new VirtualTime();
        var modem = new SimulatedModem(new SimulatedModemOptions(), new Air(time));
        var port = modem.OpenPort();
        Assert.Equal(PortFault.Busy, Assert.Throws<PortException>(modem.OpenPort).Fault);
        var reading = port.ReadAsync(new byte[10], CancellationToken.None);

        modem.Unplug();

        Assert.Equal(PortFault.Lost, (await Assert.ThrowsAsync<PortException>(reading.AsTask)).Fault);
        Assert.Equal(PortFault.Lost, (await Assert.ThrowsAsync<PortException>(() => port.WriteAsync("AT\r"u8.ToArray(), default).AsTask())).Fault);
        Assert.Equal(PortFault.NotFound, Assert.Throws<PortException>(modem.OpenPort).Fault);
        modem.Plug();
        await port.DisposeAsync();
        await using var again = modem.OpenPort();
        Assert.Equal("simulator:modem1", again.Name);
    }

    [Fact]
    public async Task Opener_finds_the_same_modem_by_its_name()
    {
        await using var opener = new SimulatorPortOpener(new Air(new VirtualTime()));
        Assert.True(opener.Opens(new SimulatorPort("a")));
        Assert.False(opener.Opens(new DevicePort("/dev/null")));
        await using (await opener.OpenAsync(new SimulatorPort("a"), new PortOptions(), default))
        {
            var busy = await Assert.ThrowsAsync<PortException>(() => opener.OpenAsync(new SimulatorPort("a"), new PortOptions(), default));
            Assert.Equal(PortFault.Busy, busy.Fault);
        }
        await using var again = await opener.OpenAsync(new SimulatorPort("a"), new PortOptions(), default);
        await using var other = await opener.OpenAsync(new SimulatorPort("b"), new PortOptions(), default);
        Assert.Equal(("+15550000001", "+15550000002"), (opener.Modem("a").Options.Number, opener.Modem("b").Options.Number));
    }

    [Theory]
    [InlineData(false, ResetLevel.Modem, false)]
    [InlineData(true, ResetLevel.Modem, true)]
    [InlineData(false, ResetLevel.Usb, true)]
    [InlineData(false, ResetLevel.Power, true)]
    public async Task Reset_can_take_the_port_away_until_the_modem_has_started(bool losesPort, ResetLevel level, bool isGone)
    {
        var time = new VirtualTime();
        var modem = new SimulatedModem(new SimulatedModemOptions { LosesPortOnReset = losesPort }, new Air(time));
        var port = modem.OpenPort();
        modem.Reset(level);
        Assert.Equal(isGone ? PortFault.NotFound : PortFault.Busy, Assert.Throws<PortException>(modem.OpenPort).Fault);
        await port.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        await using var again = modem.OpenPort();
        Assert.Equal(ModemPhase.Starting, modem.Phase);
    }
}
