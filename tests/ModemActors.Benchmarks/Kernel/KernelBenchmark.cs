using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace ModemActors.Benchmarks.Kernel;

/// <summary>What the actor kernel of this build mode (stand-in or package) costs: one line per measure.</summary>
internal static class KernelBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static async Task Run()
    {
        var clock = Stopwatch.StartNew();
        var system = NewSystem("first");
        Row("first system started", clock.Elapsed.TotalMilliseconds, "ms");
        Console.WriteLine($"Akka from {typeof(ActorSystem).Assembly.GetName()}");

        await Best("tell, one writer to one actor", "messages/s", 3, () => Tell(system, 4_000_000));
        await Best("tell between two actors, 1 in flight", "messages/s", 3, () => PingPong(system, 500_000, 1));
        await Best("tell between two actors, 100 in flight", "messages/s", 3, () => PingPong(system, 4_000_000, 100));
        await Best("tell between two actors, 1000 in flight", "messages/s", 3, () => PingPong(system, 4_000_000, 1000));
        await Best("ask, one at a time", "round trips/s", 3, () => Ask(system, 100_000));
        await Best("actors created, used and stopped", "actors/s", 3, () => CreateAndStop(system, 100_000));
        await Best("timers started and cancelled", "timers/s", 3, () => Timers(system, 300_000));
        Row("memory per idle actor", await IdleMemory(system, 100_000), "bytes");
        Row("memory kept after a million actors", await Leak(system, 1_000_000), "bytes");
        await system.Terminate().WaitAsync(Patience);

        await Best("system started and terminated", "systems/s", 3, () => Systems(50));
    }

    private static ActorSystem NewSystem(string name) => ActorSystem.Create(name, ConfigurationFactory.ParseString(
        "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off, coordinated-shutdown.run-by-actor-system-terminate = off }"));

    private static async Task<double> Tell(ActorSystem system, int count)
    {
        var done = new TaskCompletionSource();
        var counter = system.ActorOf(Props.Create(() => new Counter(count, done)));
        var message = new object();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
            counter.Tell(message, ActorRefs.NoSender);
        await done.Task.WaitAsync(Patience);
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> PingPong(ActorSystem system, int count, int inFlight)
    {
        var done = new TaskCompletionSource();
        var pong = system.ActorOf(Props.Create(() => new Pong()));
        var ping = system.ActorOf(Props.Create(() => new Ping(pong, count / 2, inFlight, done)));
        var clock = Stopwatch.StartNew();
        ping.Tell("go", ActorRefs.NoSender);
        await done.Task.WaitAsync(Patience);
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> Ask(ActorSystem system, int count)
    {
        var echo = system.ActorOf(Props.Create(() => new Pong()));
        var message = new object();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
            await echo.Ask<object>(message, Patience);
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> CreateAndStop(ActorSystem system, int count)
    {
        var nursery = system.ActorOf(Props.Create(() => new Nursery()));
        var clock = Stopwatch.StartNew();
        await nursery.Ask<object>(new Batch(count), Patience);
        var rate = count / clock.Elapsed.TotalSeconds;
        await nursery.GracefulStop(Patience);
        return rate;
    }

    private static async Task<double> Timers(ActorSystem system, int count)
    {
        var actor = system.ActorOf(Props.Create(() => new Timed()));
        var clock = Stopwatch.StartNew();
        await actor.Ask<object>(new Batch(count), Patience);
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> Systems(int count)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
            await NewSystem("next").Terminate().WaitAsync(Patience);
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> IdleMemory(ActorSystem system, int count)
    {
        var nursery = system.ActorOf(Props.Create(() => new Nursery()));
        await nursery.Ask<object>(new Fill(0), Patience);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await nursery.Ask<object>(new Fill(count), Patience);
        var perActor = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        await nursery.GracefulStop(Patience);
        return perActor;
    }

    private static async Task<double> Leak(ActorSystem system, int count)
    {
        var nursery = system.ActorOf(Props.Create(() => new Nursery()));
        await nursery.Ask<object>(new Batch(10_000), Patience);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await nursery.Ask<object>(new Batch(count), Patience);
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static async Task Best(string what, string unit, int times, Func<Task<double>> measure)
    {
        var best = 0.0;
        for (var i = 0; i < times; i++)
            best = Math.Max(best, await measure());
        Row(what, best, unit);
    }

    private static void Row(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {value,14:N0} {unit}"));
}
