using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class EventSpecs() : KernelSpecs("akka.loglevel = DEBUG, akka.loggers = [\"Akka.Contract.Tests.Kernel.Keeper, Akka.Contract.Tests\"]")
{
    [Fact]
    public async Task Channel_matches_bases_and_interfaces_and_delivers_once()
    {
        var actor = await Hearing();
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(News)));
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(INews)));
        Assert.False(Sys.EventStream.Subscribe(actor, typeof(INews)));
        Sys.EventStream.Publish(new Headline("x"));
        Sys.EventStream.Publish("other");
        await Barrier(actor);
        await Journal.Expect("a x from deadLetters");
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Unsubscribed_and_dead_subscribers_hear_nothing()
    {
        Listen<DeadLetter>(letter => $"dead {letter.Message}");
        var actor = await Hearing();
        Sys.EventStream.Subscribe<INews>(actor);
        Assert.True(Sys.EventStream.Unsubscribe<INews>(actor));
        Assert.False(Sys.EventStream.Unsubscribe<INews>(actor));
        Sys.EventStream.Publish(new Headline("x"));
        await Barrier(actor);
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Dead_letter_names_sender_and_recipient_and_suppression_hides_it()
    {
        Listen<DeadLetter>(letter => $"{letter.Message} from {letter.Sender.Path.Name} to {letter.Recipient.Path.Name}");
        Listen<SuppressedDeadLetter>(letter => $"suppressed {letter.Message.GetType().Name}");
        var actor = await Started("a");
        Assert.True(await actor.GracefulStop(Patience));
        await Journal.Expect("a PostStop");
        var sender = await Started("s");
        await Do(sender, _ => actor.Tell("x"));
        await Journal.Expect("x from s to a");
        actor.Tell(new Hushed(), ActorRefs.NoSender);
        await Journal.Expect("suppressed Hushed");
        Sys.DeadLetters.Tell("y", sender);
        await Journal.Expect("y from s to deadLetters");
    }

    [Fact]
    public async Task Log_events_carry_level_source_text_and_cause()
    {
        var actor = await Started("a");
        await Do(actor, p =>
        {
            var log = p.Ctx.GetLogger();
            log.Debug("plain");
            log.Info("{0} and {1}", 1, "two");
            log.Warning(new BoomException(), "with {0:X2} cause", 255);
            log.Error("{0}{1}{2}{3}{4}{5}", 1, 2, 3, 4, 5, 6);
            log.Info("{0}", ["array"]);
        });
        var lines = new List<string>();
        while (lines.Count < 5)
        {
            var line = await Keeper.Journals.GetOrAdd(Sys, _ => new Journal()).Next();
            if (line.Contains("akka://contract/user/a", StringComparison.Ordinal))
                lines.Add(line);
        }
        Assert.Equal(
            [
                "Debug akka://contract/user/a Puppet plain ", "Info akka://contract/user/a Puppet 1 and two ",
                "Warning akka://contract/user/a Puppet with FF cause boom", "Error akka://contract/user/a Puppet 123456 ",
                "Info akka://contract/user/a Puppet array ",
            ],
            lines);
    }

    [Fact]
    public void Logger_of_the_system_names_its_source_and_the_system()
    {
        var log = Logging.GetLogger(Sys, "gateway");
        Assert.True(log.IsDebugEnabled);
        Assert.True(log.IsEnabled(LogLevel.ErrorLevel));
        log.Info("x");
        var keeper = Keeper.Journals.GetOrAdd(Sys, _ => new Journal());
        Assert.Contains("Info gateway (akka://contract) DummyClassForStringSources x ", Lines(keeper));
    }

    private static IEnumerable<string> Lines(Journal journal)
    {
        while (true)
            yield return journal.Next().GetAwaiter().GetResult();
    }

    private async Task<IActorRef> Hearing()
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (self, message) => self.Tell($"{((News)message).Text} from {self.From.Path.Name}"));
        return actor;
    }

    private interface INews;

    private abstract record News(string Text) : INews;

    private sealed record Headline(string Text) : News(Text);

    private sealed record Hushed : IDeadLetterSuppression;
}

/// <summary>A logger that keeps what it gets.</summary>
public sealed class Keeper : ReceiveActor
{
    internal static System.Collections.Concurrent.ConcurrentDictionary<ActorSystem, Journal> Journals { get; } = new();

    public Keeper()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        var journal = Journals.GetOrAdd(Context.System, _ => new Journal());
        Receive<LogEvent>(entry =>
            journal.Add($"{entry.GetType().Name} {entry.LogSource} {entry.LogClass.Name} {entry.Message} {entry.Cause?.Message}"));
    }
}
