using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using ModemActors.Messages;
using ModemActors.Service.Upkeep;
using ModemActors.Simulator;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Upkeep;

public sealed class SamplingSpecs : Scratch
{
    [Fact]
    public async Task Every_minute_each_modem_gets_a_sample_and_what_is_old_goes()
    {
        var time = new VirtualTime(new DateTimeOffset(2026, 3, 1, 12, 0, 40, TimeSpan.Zero));
        await using var store = await SqliteMessageStore.OpenAsync(
            new StoreOptions { ConnectionString = Path.Combine(Folder, "store.db") }, time);
        await store.Upkeep.SaveSamplesAsync([new ModemSample("a", time.GetUtcNow().AddDays(-31), "ready", null, null, null, null)]);
        var system = ActorSystem.Create("samples");
        var fleet = new Fixed(system.ActorOf(Props.Create(() => new FleetOfTwo())));
        using var sampling = new Sampling(
            store, fleet, new Retention { Samples = TimeSpan.FromDays(30) }, time, NullLogger<Sampling>.Instance);
        await sampling.StartAsync(CancellationToken.None);

        await AdvanceUntilAsync(4);
        await sampling.StopAsync(CancellationToken.None);
        await system.Terminate();

        var samples = await store.Upkeep.ListSamplesAsync(new SampleQuery { Since = time.GetUtcNow().AddHours(-1) });
        Assert.Equal(
            [("a", 0, "ready", -73), ("a", 1, "ready", -73), ("b", 0, "closed", null), ("b", 1, "closed", null)],
            samples.Take(2).Concat(samples.Where(sample => sample.Modem == "b").Take(2))
                .Select(sample => (sample.Modem, (int)(sample.At - samples[0].At).TotalMinutes, sample.State, sample.SignalDbm)));
        Assert.Equal(0, samples[0].At.Second);
        Assert.Empty(await store.Upkeep.ListSamplesAsync(
            new SampleQuery { Since = DateTimeOffset.UnixEpoch, Until = time.GetUtcNow().AddDays(-30) }));

        Task AdvanceUntilAsync(int count) => Deadline.UntilAsync(
            async () =>
            {
                var enough = (await store.Upkeep.ListSamplesAsync(new SampleQuery { Since = time.GetUtcNow().AddHours(-1) }))
                    .Count >= count;
                time.Advance(TimeSpan.FromSeconds(enough ? 0 : 10));
                return enough;
            },
            $"{count} samples");
    }

    private sealed class FleetOfTwo : ReceiveActor
    {
        public FleetOfTwo() => Receive<ListModems>(_ => Sender.Tell(new ModemList(
        [
            new ModemStatus { Modem = "a", Port = "p", State = ModemState.Ready, SignalDbm = -73, Registration = "Home" },
            new ModemStatus { Modem = "b", Port = "q", State = ModemState.Closed },
        ])));
    }

    private sealed class Fixed(IActorRef actor) : IRequiredActor<Fleet>
    {
        public IActorRef ActorRef => actor;

        public Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(actor);
    }
}
