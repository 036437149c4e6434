using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class BehaviourStackSpecs : KernelSpecs
{
    [Fact]
    public async Task Initial_behaviour_stays_at_the_bottom_whatever_becomes()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Changing(journal)));
        foreach (var message in new[] { "x", "become", "x", "become", "x", "pop", "x", "pop", "x" })
            actor.Tell(message, ActorRefs.NoSender);
        await Journal.Expect("0", "1", "2", "0", "0");
    }

    [Fact]
    public async Task Context_Become_from_the_initial_behaviour_can_be_undone()
    {
        var actor = await Started("a");
        await Do(actor, p => p.Ctx.Become(message =>
        {
            Journal.Add($"become {message}");
            p.Ctx.UnbecomeStacked();
            return true;
        }));
        actor.Tell("x", ActorRefs.NoSender);
        actor.Tell("y", ActorRefs.NoSender);
        await Journal.Expect("become x", "a got y");
    }

    private sealed class Changing : UntypedActor
    {
        private readonly Journal _journal;
        private int _last;

        public Changing(Journal journal) => _journal = journal;

        protected override void OnReceive(object message) => Handle(0, message);

        private void Handle(int mood, object message)
        {
            switch (message)
            {
                case "become":
                    var next = ++_last;
                    Become(m => Handle(next, m));
                    break;
                case "pop":
                    Context.UnbecomeStacked();
                    break;
                default:
                    _journal.Add($"{mood}");
                    break;
            }
        }
    }
}
