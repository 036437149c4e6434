namespace ModemActors.Simulator.Tests;

public sealed class ConcurrencySpecs
{
    [Fact]
    public async Task Modems_that_send_to_each_other_from_many_threads_lose_nothing_and_never_wait_for_one_another()
    {
        const int messages = 100;
        var air = new Air();
        var modems = Enumerable.Range(1, 4)
            .Select(ordinal => new SimulatedModem(SimulatedModemOptions.Numbered(ordinal) with { StorageSize = 255, SendLatency = TimeSpan.Zero }, air))
            .ToArray();
        var hosts = modems.Select(modem => new Host(modem)).ToArray();

        await Task.WhenAll(hosts.Select((host, i) => Task.Run(() =>
        {
            // Each sends to the next, in a circle.
            var pdu = Samples.SubmitHello.Replace("5155000000F2", $"5155000000F{(i + 1) % 4 + 1}", StringComparison.Ordinal);
            for (var n = 0; n < messages; n++)
            {
                host.Write("AT+CMGS=22\r");
                host.Write(pdu + "\u001a");
            }
        }))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(4 * messages, air.Record.Count);
        Assert.Equal(Enumerable.Range(1, 4 * messages), air.Record.Select(message => (int)message.Number));
        Assert.All(modems, modem => Assert.Equal(messages, modem.Slots.Count));
    }

    [Fact]
    public void Turnstile_runs_what_is_posted_from_inside_afterwards_and_goes_on_after_an_error()
    {
        var turnstile = new Turnstile();
        var log = new List<int>();
        turnstile.Post(() =>
        {
            turnstile.Post(() => log.Add(2));
            log.Add(turnstile.Ask(() => 1));
        });
        Assert.Throws<InvalidOperationException>(() => turnstile.Post(() => throw new InvalidOperationException()));
        Assert.Throws<InvalidOperationException>(() => turnstile.Ask<int>(() => throw new InvalidOperationException()));
        turnstile.Post(() => log.Add(3));
        Assert.Equal([1, 2, 3], log);
    }
}
