using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class PropsSpecs : KernelSpecs
{
    [Fact]
    public void Factory_must_be_a_new_expression()
    {
        var ready = (Func<Puppet>)(() => null!);
        Assert.ThrowsAny<SystemException>(() => Props.Create(() => ready()));
        Assert.ThrowsAny<SystemException>(() => Props.Create(() => Cast()));
    }

    [Fact]
    public async Task Arguments_are_evaluated_once_and_used_again_at_restart()
    {
        var evaluations = 0;
        Func<int> evaluate = () => ++evaluations;
        var journal = Journal;
        var props = Props.Create(() => new Counted(journal, evaluate()));
        Assert.Equal(1, evaluations);
        var actor = Sys.ActorOf(props);
        await Journal.Expect("made with 1");
        actor.Tell("fail", ActorRefs.NoSender);
        await Journal.Expect("made with 1");
        Assert.Equal(1, evaluations);
    }

    [Fact]
    public async Task Constructor_must_be_public()
    {
        var journal = Journal;
        Listen<Akka.Event.Error>(error => error.Cause?.GetType().Name ?? "");
        Sys.ActorOf(Props.Create(() => new Hidden(journal)));
        Assert.Equal(nameof(ActorInitializationException), await Journal.Next());
    }

    [Fact]
    public async Task Producer_is_asked_at_each_incarnation_and_gets_them_back()
    {
        var producer = new Producer(Journal);
        var actor = Sys.ActorOf(Props.CreateBy(producer));
        await Journal.Expect("produce", "p new", "p PreStart");
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("p PreRestart boom", "p PostStop", "release", "produce", "p new", "p PostRestart boom", "p PreStart");
        Sys.Stop(actor);
        await Journal.Expect("p PostStop", "release");
    }

    [Fact]
    public async Task Disposable_actor_is_disposed_after_its_end()
    {
        var journal = Journal;
        var actor = Sys.ActorOf(Props.Create(() => new Disposed(journal)));
        Sys.Stop(actor);
        await Journal.Expect("PostStop", "Dispose");
    }

    [Fact]
    public Task Actor_is_not_made_with_new() =>
        OnFreshThread(() => Assert.Throws<ActorInitializationException>(() => new Counted(Journal, 1)));

    private static Puppet Cast() => null!;

    private sealed class Counted : UntypedActor
    {
        public Counted(Journal journal, int number) => journal.Add($"made with {number}");
        protected override void OnReceive(object message) => throw new BoomException();
    }

    private sealed class Hidden : UntypedActor
    {
        internal Hidden(Journal journal) => journal.Add("made");
        protected override void OnReceive(object message) { }
    }

    private sealed class Disposed(Journal journal) : UntypedActor, IDisposable
    {
        public void Dispose() => journal.Add("Dispose");
        protected override void PostStop() => journal.Add("PostStop");
        protected override void OnReceive(object message) { }
    }

    private sealed class Producer(Journal journal) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Puppet);

        public ActorBase Produce()
        {
            journal.Add("produce");
            return new Puppet(journal, "p");
        }

        public void Release(ActorBase actor) => journal.Add("release");
    }
}
