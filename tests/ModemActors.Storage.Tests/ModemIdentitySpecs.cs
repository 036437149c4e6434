namespace ModemActors.Storage.Tests;

/// <summary>Who the modems were, and what counts for a SIM wherever it is.</summary>
public sealed class ModemIdentitySpecs : StoreSpecs
{
    private const string SimA = "8900101000000000011", SimB = "8900101000000000029";

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static readonly ModemOnRecord s_first = new()
    {
        Modem = "m1",
        Port = "/dev/ttyUSB2",
        Imei = "867584030000018",
        Iccid = SimA,
        UsbPath = "1-1.2",
        UsbInterface = 2,
        UsbProduct = "1e0e:9001",
    };

    [Fact]
    public async Task What_is_on_record_of_a_modem_outlives_a_restart_and_is_this_nodes()
    {
        await Store.SaveModemIdentityAsync(s_first with { UsbPath = "1-9" });
        await Store.SaveModemIdentityAsync(s_first);
        await Store.SaveModemIdentityAsync(new ModemOnRecord { Modem = "m2", Port = "tcp://far:7000" });

        await RestartAsync();

        Assert.Equal([s_first, new ModemOnRecord { Modem = "m2", Port = "tcp://far:7000" }], await Store.ListModemIdentitiesAsync());
        var elsewhere = await OpenAsync(Options with { Node = "there" });
        Assert.Empty(await elsewhere.ListModemIdentitiesAsync());
    }

    [Fact]
    public async Task What_was_sent_with_a_SIM_goes_with_it_into_another_modem()
    {
        await PutAsync("m1", SimA);
        await PutAsync("m2", SimB);
        await SendAsync("m1");
        await SendAsync("m2");

        // the two SIMs change places
        await PutAsync("m1", SimB);
        await PutAsync("m2", SimA);
        await SendAsync("m1");
        await SendAsync("m1");

        Assert.Equal(1, await SentAsync("m2", SimA));
        Assert.Equal(3, await SentAsync("m1", SimB));
    }

    [Fact]
    public async Task A_SIM_that_nobody_saw_before_has_sent_nothing()
    {
        await PutAsync("m1", SimA);
        await SendAsync("m1");

        await PutAsync("m1", SimB);

        Assert.Equal(0, await SentAsync("m1", SimB));
        Assert.Equal(1, await SentAsync("m1", SimA));
    }

    [Fact]
    public async Task What_a_modem_sent_while_nobody_knew_its_SIM_counts_for_the_one_that_is_in_it()
    {
        await SendAsync("m1");
        await PutAsync("m1", SimA);
        await SendAsync("m1");

        Assert.Equal(2, await SentAsync("m1", SimA));
    }

    [Fact]
    public async Task A_SIM_is_in_one_modem_at_a_time_and_a_modem_holds_one()
    {
        await PutAsync("m1", SimA);
        await PutAsync("m1", SimA);
        await PutAsync("m2", SimA);

        Assert.Equal("m2", Sql("SELECT group_concat(modem) FROM sim_stays WHERE until IS NULL"));
        Assert.Equal(2L, Sql("SELECT count(*) FROM sim_stays"));
    }

    private async Task PutAsync(string modem, string sim)
    {
        Clock.Advance(s_minute);
        await Store.SaveModemIdentityAsync(s_first with { Modem = modem, Iccid = sim });
        Clock.Advance(s_minute);
    }

    private async Task SendAsync(string modem)
    {
        var message = await BeginAsync(modem: modem, content: Guid.NewGuid().ToString());
        await Store.RecordAsync(new PartSent(message.Id, 1, 1));
        Clock.Advance(s_minute);
    }

    private async Task<int> SentAsync(string modem, string sim) => (await Store.ListSentAsync(modem, Now.AddDays(-1), sim)).Count;
}
