namespace ModemActors.Simulator.Tests;

public sealed class AirSpecs
{
    [Fact]
    public void Message_goes_from_one_modem_to_the_other()
    {
        var (first, second, time) = Host.Pair();
        second.Say("AT+CNMI=2,1");
        Assert.Equal("\r\n+CMGS: 0\r\n\r\nOK\r\n", first.Send(time, Samples.SubmitHello));
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", second.Read());
        Assert.Equal($"\r\n+CMGR: 0,\"\",28\r\n{Samples.DeliverHello}\r\n\r\nOK\r\n", second.Say("AT+CMGR=0"));

        var sent = Assert.Single(first.Modem.Air.Record);
        Assert.Equal(("modem1", "+15550000001", "+15550000002", "hellohello"), (sent.Modem, sent.From, sent.To, sent.Text));
        Assert.Equal((1, 1, null, (byte)0), (sent.Part, sent.Total, sent.Reference, sent.MessageReference));
        Assert.Equal("modem2", Assert.Single(first.Modem.Air.Deliveries).Modem);
    }

    [Fact]
    public void References_count_up_and_wrap()
    {
        var (first, _, time) = Host.Pair();
        for (var i = 0; i < 257; i++)
            Assert.Equal($"\r\n+CMGS: {i % 256}\r\n\r\nOK\r\n", first.Send(time, Samples.SubmitHello));
    }

    [Fact]
    public void Report_comes_when_the_receiver_has_the_message()
    {
        var (first, _, time) = Host.Pair();
        first.Say("AT+CNMI=2,1,0,1,0");
        var answer = first.Send(time, Samples.SubmitHelloWithReport);

        // The report overtakes nothing here, but it may: it is told before the answer's end would be.
        Assert.Contains("\r\n+CMGS: 0\r\n\r\nOK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\n+CDS: 25\r\n07915155999999F906000B915155000000F26210100000000062101000000000" + "00\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_outside_takes_everything_and_reports_it()
    {
        var (host, time) = Host.At();
        host.Say("AT+CNMI=2,1,0,2,0");
        Assert.Contains("+CDSI: \"SR\",0", host.Send(time, Samples.SubmitHelloWithReport), StringComparison.Ordinal);
        host.Say("AT+CPMS=\"SR\"");
        Assert.Contains("\r\n07915155999999F906000B915155000000F2", host.Say("AT+CMGR=0"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_many_parts_arrives_in_parts_with_their_headers()
    {
        var (host, _) = Host.At();
        host.Modem.Receive("+15551234567", new string('x', 400));
        var slots = host.Modem.Slots;
        Assert.Equal(3, slots.Count);
        for (var i = 0; i < 3; i++) Assert.Contains($"0500030103{i + 1:X2}", slots[i].Hex, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_memory_lets_the_air_wait_and_a_deletion_lets_the_next_one_in()
    {
        var (host, _) = Host.At(new SimulatedModemOptions { StorageSize = 2 });
        host.Say("AT+CNMI=2,1");
        foreach (var text in (string[])["one", "two", "three", "four"]) host.Modem.Receive("+15551234567", text);
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n\r\n+CMTI: \"SM\",1\r\n\r\n+SMS FULL\r\n", host.Read());
        Assert.Equal(2, host.Modem.Air.Waiting);

        Assert.Equal("\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n\r\n+SMS FULL\r\n", host.Say("AT+CMGD=1"));
        Assert.Equal("\r\nOK\r\n\r\n+CMTI: \"SM\",0\r\n", host.Say("AT+CMGD=0"));
        Assert.Equal(0, host.Modem.Air.Waiting);
    }

    [Fact]
    public void Modem_out_of_reach_gets_its_messages_when_it_is_back()
    {
        var (host, time) = Host.At();
        host.Say("AT+CNMI=2,1");
        host.Modem.SetRegistration(2);
        host.Modem.Receive("+15551234567", "wait");
        Assert.Equal("", host.Read());
        Assert.Equal("\r\nERROR\r\n", host.Send(time, Samples.SubmitHello));
        host.Modem.SetRegistration(1);
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", host.Read());
    }

    [Fact]
    public void Validity_ends_the_waiting_and_the_report_says_so()
    {
        var (first, second, time) = Host.Pair();
        first.Say("AT+CNMI=2,1,0,1,0");
        second.Modem.SetRegistration(0);

        // TP-VP 00: five minutes.
        first.Send(time, "0031000B915155000000F20000000AE8329BFD4697D9EC37");
        time.Advance(TimeSpan.FromMinutes(6));
        second.Modem.SetRegistration(1);
        Assert.Empty(second.Modem.Slots);
        Assert.Matches("CDS: 25\r\n07915155999999F906000B915155000000F2[0-9]{28}46\r\n", first.Read());
    }

    [Fact]
    public void Record_keeps_the_newest_and_goes_on_counting()
    {
        var (first, _, time) = Host.Pair(new AirOptions { RecordLimit = 3 });
        for (var i = 0; i < 10; i++) first.Send(time, Samples.SubmitHello);
        var numbers = first.Modem.Air.Record.Select(message => message.Number).ToArray();
        Assert.InRange(numbers.Length, 3, 5);
        Assert.Equal(Enumerable.Range(11 - numbers.Length, numbers.Length), numbers.Select(number => (int)number));
    }
}
