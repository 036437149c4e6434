using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class ReceiveSpecs : KernelSpecs
{
    [Fact]
    public async Task First_handler_that_fits_by_type_and_predicate_gets_the_message()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Choosy(journal)));
        foreach (var message in new object[] { "long text", "text", 5, 50, 1.5, new List<int> { 1 }, 'c' })
            actor.Tell(message, ActorRefs.NoSender);
        await Journal.Expect("long long text", "string text", "small 5", "int 50", "double by type", "list", "any c");
    }

    [Fact]
    public async Task Handler_after_the_one_for_everything_is_refused()
    {
        var caught = new TaskCompletionSource<Exception>();
        Sys.ActorOf(Props.Create(() => new TooLate(caught)));
        var refusal = Assert.IsType<InvalidOperationException>(await caught.Task.WaitAsync(Patience));
        Assert.Equal("A handler that catches all messages has been added. No handler can be added after that.", refusal.Message);
    }

    [Fact]
    public async Task Handler_outside_of_construction_and_Become_is_refused()
    {
        var caught = new TaskCompletionSource<Exception>();
        var actor = Sys.ActorOf(Props.Create(() => new Declaring(caught)));
        actor.Tell("declare", ActorRefs.NoSender);
        Assert.IsType<InvalidOperationException>(await caught.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Become_replaces_and_BecomeStacked_puts_on_top()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Moody(journal)));
        foreach (var message in new[] { "who", "push", "who", "become", "who", "pop", "who", "pop", "who" })
            actor.Tell(message, ActorRefs.NoSender);
        await Journal.Expect("first", "second", "third", "first", "first");
    }

    [Fact]
    public async Task Restart_clears_the_whole_stack()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Moody(journal)));
        foreach (var message in new object[] { "push", "push", "who", "fail", "who", "pop", "who" })
            actor.Tell(message, ActorRefs.NoSender);
        await Journal.Expect("second", "first", "first");
    }

    [Fact]
    public async Task Unhandled_message_is_published()
    {
        var journal = Journal;
        Listen<UnhandledMessage>(unhandled => $"{unhandled.Message} from {unhandled.Sender?.Path.Name} to {unhandled.Recipient.Path.Name}");
        var actor = Sys.ActorOf(Props.Create(() => new Moody(journal)), "moody");
        actor.Tell(1, ActorRefs.NoSender);
        await Journal.Expect("1 from deadLetters to moody");
    }

    [Fact]
    public async Task Unhandled_news_of_death_kills_the_watcher()
    {
        var journal = Journal;
        Listen<Error>(error => $"{error.Cause?.GetType().Name} in {error.LogSource}");
        var subject = await Started("subject");
        var watcher = Sys.ActorOf(Props.Create(() => new Attached(journal, subject)), "watcher");
        await Journal.Expect("watching");
        Sys.Stop(subject);
        await Journal.ExpectInAnyOrder("subject PostStop", "DeathPactException in akka://contract/user/watcher", "watcher stopped");
        await Gone(watcher);
    }

    private sealed class Choosy : ReceiveActor
    {
        public Choosy(Journal journal)
        {
            Receive<string>(text => journal.Add($"long {text}"), text => text.Length > 5);
            Receive<string>(text => journal.Add($"string {text}"));
            Receive<int>(number =>
            {
                if (number > 9)
                    return false;
                journal.Add($"small {number}");
                return true;
            });
            Receive<int>(number => number > 0, number => journal.Add($"int {number}"));
            Receive(typeof(double), _ => journal.Add("double by type"));
            Receive<IEnumerable<int>>(_ => journal.Add("list"));
            ReceiveAny(other => journal.Add($"any {other}"));
        }
    }

    private sealed class TooLate : ReceiveActor
    {
        public TooLate(TaskCompletionSource<Exception> caught)
        {
            ReceiveAny(_ => { });
            try
            {
                Receive<string>(_ => { });
            }
            catch (InvalidOperationException refusal)
            {
                caught.SetResult(refusal);
            }
        }
    }

    private sealed class Declaring : ReceiveActor
    {
        public Declaring(TaskCompletionSource<Exception> caught) => Receive<string>(_ =>
        {
            try
            {
                Receive<int>(_ => { });
            }
            catch (InvalidOperationException refusal)
            {
                caught.SetResult(refusal);
            }
        });
    }

    private sealed class Moody : ReceiveActor
    {
        private readonly Journal _journal;

        public Moody(Journal journal)
        {
            _journal = journal;
            Mood("first");
        }

        private void Mood(string name)
        {
            Receive<string>(text => text == "who", _ => _journal.Add(name));
            Receive<string>(text => text == "push", _ => BecomeStacked(() => Mood("second")));
            Receive<string>(text => text == "become", _ => Become(() => Mood("third")));
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(text => text == "fail", _ => throw new BoomException());
        }
    }

    private sealed class Attached : ReceiveActor
    {
        private readonly Journal _journal;

        public Attached(Journal journal, IActorRef subject)
        {
            _journal = journal;
            Context.Watch(subject);
            Receive<string>(_ => { });
            journal.Add("watching");
        }

        protected override void PostStop() => _journal.Add("watcher stopped");
    }
}
