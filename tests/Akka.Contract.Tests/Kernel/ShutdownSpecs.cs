using Akka.Actor;
using Akka.Configuration;

namespace Akka.Contract.Tests.Kernel;

public sealed class ShutdownSpecs : KernelSpecs
{
    [Fact]
    public void Terminating_that_could_never_end_is_refused() =>
        Assert.Throws<ConfigurationException>(() => CoordinatedShutdown.Get(ActorSystem.Create("endless", ConfigurationFactory.ParseString(
            "akka.coordinated-shutdown { terminate-actor-system = off, run-by-actor-system-terminate = on }"))));

    [Fact]
    public async Task Phases_run_in_order_and_a_failing_task_stops_nothing()
    {
        await Started("a");
        var shutdown = CoordinatedShutdown.Get(Sys);
        Add(shutdown, CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "third");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "second");
        Add(shutdown, CoordinatedShutdown.PhaseBeforeServiceUnbind, "first");
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "failing", () => throw new BoomException());
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "failing later", () => Task.FromException<Done>(new BoomException()));
        Sys.RegisterOnTermination(() => Journal.Add("last"));
        Sys.RegisterOnTermination(() => Journal.Add("last but one"));
        var run = shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
        await run.WaitAsync(Patience);
        await Journal.Expect("first", "second", "third", "a PostStop", "last but one", "last");
        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Patience);
        await Sys.WhenTerminated.WaitAsync(Patience);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Run_from_a_phase_leaves_out_those_before()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        Add(shutdown, CoordinatedShutdown.PhaseBeforeServiceUnbind, "first");
        Add(shutdown, CoordinatedShutdown.PhaseServiceStop, "second");
        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance, CoordinatedShutdown.PhaseServiceStop).WaitAsync(Patience);
        await Journal.Expect("second");
    }

    [Fact]
    public void Phases_take_five_seconds_and_the_last_ten()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        Assert.Equal(TimeSpan.FromSeconds(5), shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        Assert.Throws<ArgumentException>(() => shutdown.Timeout("no-phase"));
        Assert.Throws<Configuration.ConfigurationException>(() => Add(shutdown, "no-phase", "x"));
    }

    [Fact]
    public async Task Late_task_is_left_behind()
    {
        var system = ActorSystem.Create("late", """
            akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off
              coordinated-shutdown { run-by-clr-shutdown-hook = off, phases { service-stop { timeout = 20ms } } } }
            """);
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "late", () => new TaskCompletionSource<Done>().Task);
        await system.Terminate().WaitAsync(Patience);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Terminating_stops_every_actor_first_and_then_makes_none()
    {
        var parent = await Started("p");
        await Do(parent, p => p.Child("c"));
        await Journal.Expect("c new", "c PreStart");
        await Sys.Terminate().WaitAsync(Patience);
        await Journal.Expect("c PostStop", "p PostStop");
        Assert.Throws<InvalidOperationException>(() => Sys.ActorOf(Puppet.Of(Journal, "late"), "late"));
    }

    private void Add(CoordinatedShutdown shutdown, string phase, string entry) => shutdown.AddTask(phase, entry, () =>
    {
        Journal.Add(entry);
        return Task.FromResult(Done.Instance);
    });
}
