using System.Text;

namespace ModemActors.Simulator.Tests;

public sealed class RobustnessSpecs
{
    private static readonly string[] Beginnings =
    [
        "AT+CMGS=", "AT+CMGW=", "AT+CMGR=", "AT+CMGD=", "AT+CMGL=", "AT+CMSS=", "AT+CPMS=", "AT+CNMI=", "AT+CSCA=", "AT+CSMP=", "AT+CSCS=", "AT+CNMA=",
        "AT+CPIN=", "AT+CLCK=", "AT+COPS=", "AT+CUSD=", "AT+CFUN=", "AT+CMGF=", "ATS", "ATD", "AT&", "AT+", "AT",
    ];

    [Fact]
    public void Whatever_is_typed_is_answered_and_the_modem_stays_well()
    {
        var random = new Random(20260101);
        var (host, time) = Host.At();
        for (var i = 0; i < 3000; i++)
        {
            host.Write(Beginnings[random.Next(Beginnings.Length)] + Noise(random, "0123456789,\";+=?AF \u001a", 24) + "\r");
            host.Write(Noise(random, "0123456789ABCDEF", 60) + "\u001a");
            if (i % 50 == 0) time.Advance(TimeSpan.FromSeconds(10));
        }
        host.Modem.Reset(ResetLevel.Power);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.EndsWith(Host.Ok, new Host(host.Modem, echo: true).Say("ATE0V1Q0"), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_octets_come_from_the_air_are_stored_listed_and_forwarded()
    {
        var random = new Random(20260102);
        var (host, _) = Host.At(new SimulatedModemOptions { StorageSize = 255, SendLatency = TimeSpan.Zero });
        for (var i = 0; i < 2000; i++)
        {
            var octets = new byte[random.Next(60)];
            random.NextBytes(octets);
            if (octets.Length > 0 && i % 2 == 0) octets[0] &= 0xFC;
            host.Modem.Receive(octets);
            if (i % 100 != 99) continue;
            foreach (var format in (int[])[0, 1])
                Assert.EndsWith(Host.Ok, host.Say($"AT+CMGF={format};+CNMI=2,{1 + i / 100 % 2},0,1;+CSDH=1;+CMGL={(format == 0 ? "4" : "\"ALL\"")}"), StringComparison.Ordinal);
            host.Say("AT+CMGF=0;+CMGD=0,4");
        }
        Assert.Equal(0, host.Modem.Air.Waiting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a sender of many letters")]
    [InlineData("+123456789012345678901")]
    public void Sender_that_fits_no_address_is_refused(string from)
    {
        var (host, _) = Host.At();
        Assert.Throws<ArgumentException>(() => host.Modem.Receive(from, "x"));
    }

    private static string Noise(Random random, string letters, int most)
    {
        var text = new StringBuilder();
        for (var n = random.Next(most); n > 0; n--) text.Append(letters[random.Next(letters.Length)]);
        return text.ToString();
    }
}
