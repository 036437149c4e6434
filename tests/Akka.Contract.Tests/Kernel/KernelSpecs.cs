using Akka.Actor;
using Akka.Configuration;

namespace Akka.Contract.Tests.Kernel;

/// <summary>A quiet system for each spec, and a journal.</summary>
public abstract class KernelSpecs : IAsyncLifetime
{
    private const string Quiet = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          coordinated-shutdown.run-by-actor-system-terminate = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """;

    protected KernelSpecs(string hocon = "") =>
        Sys = ActorSystem.Create("contract", ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(Quiet)));

    protected ActorSystem Sys { get; }

    protected Journal Journal { get; } = new();

    protected static TimeSpan Patience => Journal.Patience;

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Sys.Terminate().WaitAsync(Patience);

    /// <summary>Starts a puppet and reads the first two entries of its journal.</summary>
    protected async Task<IActorRef> Started(string name)
    {
        var puppet = Sys.ActorOf(Puppet.Of(Journal, name), name);
        await Journal.Expect($"{name} new", $"{name} PreStart");
        return puppet;
    }

    /// <summary>Runs code inside of a puppet and waits for it.</summary>
    protected static Task Do(IActorRef puppet, Action<Puppet> code)
    {
        var run = new Run(code);
        puppet.Tell(run, ActorRefs.NoSender);
        return run.Done.Task.WaitAsync(Patience);
    }

    protected static async Task<T> Get<T>(IActorRef puppet, Func<Puppet, T> code)
    {
        var result = default(T);
        await Do(puppet, p => result = code(p));
        return result!;
    }

    /// <summary>All that was told to the actor before has been handled.</summary>
    protected static Task Barrier(IActorRef puppet) => Do(puppet, _ => { });

    /// <summary>Where no actor and no test kit has left a context.</summary>
    internal static Task OnFreshThread(Action code) =>
        Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Asks again until it is so, or patience ends.</summary>
    protected static async Task Until(Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow + Patience; !await isSo();)
        {
            Assert.True(DateTime.UtcNow < end);
            await Task.Yield();
        }
    }

    /// <summary>The actor dies, or is dead.</summary>
    protected static async Task Gone(IActorRef actor)
    {
        using var patience = new CancellationTokenSource(Patience);
        Assert.True(await actor.WatchAsync(patience.Token));
    }

    /// <summary>Puts what is published in a channel into the journal.</summary>
    protected IActorRef Listen<T>(Func<T, string> text)
    {
        var journal = Journal;
        var listener = Sys.ActorOf(Props.Create(() => new Listener<T>(journal, text)));
        Assert.True(Sys.EventStream.Subscribe(listener, typeof(T)));
        return listener;
    }

    private sealed class Listener<T> : ReceiveActor
    {
        public Listener(Journal journal, Func<T, string> text) => Receive<T>(message => journal.Add(text(message)));
    }
}
