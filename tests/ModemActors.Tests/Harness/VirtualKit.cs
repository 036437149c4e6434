using Akka.Actor;
using Akka.TestKit;
using ModemActors.Simulator;

namespace ModemActors.Tests.Harness;

/// <summary>
/// Actors, simulated modems and stored times on one virtual clock. Time passes only by <see cref="Pass"/> and <see cref="Until"/>, in steps, and a step is taken
/// only when all that can happen without time passing has happened.
/// </summary>
public abstract class VirtualKit : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);

    private readonly List<ICanTell> _actors = [];

    protected VirtualKit()
        : base("""
            akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
            akka.loglevel = WARNING
            akka.actor.ask-timeout = 20s
            """)
    {
    }

    protected VirtualTime Clock { get; } = new();

    internal Activity Activity { get; } = new();

    /// <summary>Actors whose mailboxes must be empty before time goes on.</summary>
    protected void Watch(params IEnumerable<ICanTell> actors) => _actors.AddRange(actors);

    protected IActorRef Start(Props props, string? name = null)
    {
        var actor = name is null ? Sys.ActorOf(props) : Sys.ActorOf(props, name);
        Watch(actor);
        return actor;
    }

    /// <summary>Everything that can happen without time passing has happened.</summary>
    protected void Calm()
    {
        for (var quiet = 0; quiet < 2; quiet++)
        {
            var before = Activity.Count;
            foreach (var actor in _actors)
                Barrier(actor);
            Assert.True(Task.Run(() => { }).Wait(s_deadline));
            Assert.True(SpinWait.SpinUntil(() => Activity.UnderWay == 0, s_deadline), "something never ends");
            if (Activity.Count != before)
                quiet = -1;
        }
    }

    protected void Pass(TimeSpan span, TimeSpan? step = null)
    {
        Calm();
        for (var passed = TimeSpan.Zero; passed < span;)
        {
            var next = step ?? s_step;
            if (next > span - passed)
                next = span - passed;
            Tick(next);
            passed += next;
        }
    }

    /// <summary>Lets time pass until something holds, but so long at most.</summary>
    /// <returns>How long it took.</returns>
    protected TimeSpan Until(Func<bool> holds, TimeSpan? within = null, TimeSpan? step = null, string what = "what was awaited")
    {
        Calm();
        var passed = TimeSpan.Zero;
        while (!holds())
        {
            Assert.True(passed < (within ?? TimeSpan.FromMinutes(1)), $"{what} did not happen within {passed}");
            Tick(step ?? s_step);
            passed += step ?? s_step;
        }

        return passed;
    }

    private void Tick(TimeSpan step)
    {
        Clock.Advance(step);
        ((TestScheduler)Sys.Scheduler).Advance(step);
        Calm();
    }

    private static void Barrier(ICanTell actor) =>
        Assert.True(actor.Ask<ActorIdentity>(new Identify(null), s_deadline).Wait(s_deadline), "an actor does not come to its mailbox");
}
