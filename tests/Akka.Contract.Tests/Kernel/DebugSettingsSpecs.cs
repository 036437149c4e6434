using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class DebugSettingsSpecs() : KernelSpecs("""
    akka.actor.debug { unhandled = on, log-timers = on }
    akka.extensions = ["Akka.Contract.Tests.Kernel.GreetingExtension, Akka.Contract.Tests"]
    """)
{
    [Fact]
    public async Task Unhandled_messages_are_debug_events_of_their_recipient()
    {
        Listen<Debug>(debug => $"{debug.LogSource} | {debug.Message}");
        Sys.EventStream.Publish(new UnhandledMessage(42, Sys.DeadLetters, Sys.DeadLetters));
        await Journal.Expect("akka://contract/deadLetters | Unhandled message from akka://contract/deadLetters : 42");
        Sys.EventStream.Publish(new UnhandledMessage(42, ActorRefs.NoSender, Sys.DeadLetters));
        await Journal.Expect("akka://contract/deadLetters | Unhandled message from NoSender : 42");
    }

    [Fact]
    public async Task Starting_a_timer_is_a_debug_event()
    {
        var actor = await Started("a");
        Listen<Debug>(debug => $"{debug.LogSource} | {debug.Message}");
        await Do(actor, p => p.Timers.StartSingleTimer("key", "tick", TimeSpan.FromHours(1)));
        Assert.StartsWith("ActorSystem(contract) | Start timer [key] with generation [", await Journal.Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void Extension_named_in_the_configuration_is_there_from_the_start()
    {
        Assert.True(Sys.HasExtension<Greeting>());
        Assert.Equal("hello contract", Sys.WithExtension<Greeting, GreetingExtension>().Text);
    }

    [Fact]
    public async Task Terminating_tells_its_steps_to_debug_subscribers()
    {
        var other = ActorSystem.Create("other");
        other.EventStream.Subscribe(Sys.ActorOf(Hearing<Debug>(debug => $"{debug.Message}")), typeof(Debug));
        await other.Terminate().WaitAsync(Patience);
        var steps = new List<string>();
        while (steps.LastOrDefault() != "All default loggers stopped")
            steps.Add(await Journal.Next());
        Assert.Equal(
            ["System shutdown initiated", "Shutting down: StandardOutLogger started", "All default loggers stopped"],
            steps.Where(step => step.StartsWith("System", StringComparison.Ordinal) || step.Contains("logger", StringComparison.OrdinalIgnoreCase)));
    }

    private Props Hearing<T>(Func<T, string> text)
    {
        var journal = Journal;
        return Props.Create(() => new Hearer<T>(journal, text));
    }

    private sealed class Hearer<T> : ReceiveActor
    {
        public Hearer(Journal journal, Func<T, string> text) => Receive<T>(message => journal.Add(text(message)));
    }
}

public sealed class Greeting(string text) : IExtension
{
    public string Text { get; } = text;
}

public sealed class GreetingExtension : ExtensionIdProvider<Greeting>
{
    public override Greeting CreateExtension(ExtendedActorSystem system) => new($"hello {system.Name}");
}
