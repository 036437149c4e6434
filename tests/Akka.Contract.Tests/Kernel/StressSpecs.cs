using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class StressSpecs : KernelSpecs
{
    private const int Threads = 8;
    private const int Messages = 20_000;

    [Fact]
    public async Task Nothing_is_lost_or_reordered_over_restarts()
    {
        var tally = new Tally();
        var actor = Sys.ActorOf(Props.Create(() => new Fragile(tally)));
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(() =>
        {
            for (var i = 0; i < Messages; i++)
            {
                actor.Tell((thread, i), ActorRefs.NoSender);
                if (i % 1000 == 500)
                    actor.Tell(new BoomException(), ActorRefs.NoSender);
            }
        }, TaskCreationOptions.LongRunning)));
        Assert.True(await actor.GracefulStop(Patience));
        Assert.Equal(Enumerable.Repeat(Messages, Threads), tally.Next);
        Assert.Equal(0, tally.Disorder);
        Assert.Equal(Threads * Messages / 1000, tally.Restarts);
    }

    [Fact]
    public async Task Every_message_to_a_stopping_actor_is_handled_in_order_or_a_dead_letter()
    {
        var tally = new Tally();
        var dead = new Tally();
        var undertaker = Sys.ActorOf(Props.Create(() => new Undertaker(dead)));
        Sys.EventStream.Subscribe(undertaker, typeof(Event.DeadLetter));
        for (var round = 0; round < 20; round++)
        {
            tally.Reset();
            dead.Reset();
            var actor = Sys.ActorOf(Props.Create(() => new Fragile(tally)));
            var writers = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(() =>
            {
                for (var i = 0; i < 500; i++)
                {
                    actor.Tell((thread, i), ActorRefs.NoSender);
                    if (thread == round % Threads && i == 250)
                        Sys.Stop(actor);
                }
            }, TaskCreationOptions.LongRunning)).ToArray();
            await Task.WhenAll(writers);
            await Gone(actor);
            await undertaker.Ask<ActorIdentity>(new Identify(0), Patience);
            Assert.Equal(Enumerable.Repeat(500, Threads), tally.Count.Zip(dead.Count, (handled, lost) => handled + lost));
            Assert.Equal(0, tally.Disorder);
        }
    }

    [Fact]
    public async Task Ring_of_actors_that_are_made_and_stopped_keeps_its_count()
    {
        var parent = await Started("p");
        await Do(parent, p => p.OnMessage = (self, message) =>
        {
            if ((int)message > 0)
                self.Ctx.WatchWith(self.Ctx.ActorOf(Props.Create(() => new Mayfly())), (int)message - 1).Tell("die");
            else
                self.Tell("done");
        });
        for (var i = 0; i < 10; i++)
            parent.Tell(500, ActorRefs.NoSender);
        for (var i = 0; i < 10; i++)
            await Journal.Expect("p done");
        Assert.Empty(await Get(parent, p => p.Ctx.GetChildren()));
    }

    private sealed class Tally
    {
        public int[] Next { get; } = new int[Threads];
        public int[] Count { get; } = new int[Threads];
        public int Disorder { get; private set; }
        public int Restarts { get; set; }

        public void Take((int Thread, int Number) message)
        {
            Count[message.Thread]++;
            if (message.Number != Next[message.Thread])
                Disorder++;
            Next[message.Thread] = message.Number + 1;
        }

        public void Reset()
        {
            Array.Clear(Next);
            Array.Clear(Count);
        }
    }

    private sealed class Fragile : ReceiveActor
    {
        private readonly Tally _tally;

        public Fragile(Tally tally)
        {
            _tally = tally;
            Receive<(int, int)>(tally.Take);
            Receive<BoomException>(boom => throw boom);
        }

        protected override void PostRestart(Exception reason) => _tally.Restarts++;
    }

    private sealed class Undertaker : ReceiveActor
    {
        public Undertaker(Tally tally) => Receive<Event.DeadLetter>(letter =>
        {
            if (letter.Message is ValueTuple<int, int> message)
                tally.Take(message);
        });
    }

    private sealed class Mayfly : UntypedActor
    {
        protected override void OnReceive(object message) => Context.Stop(Self);
    }
}
