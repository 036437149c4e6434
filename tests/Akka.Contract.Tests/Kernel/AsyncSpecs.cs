using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class AsyncSpecs : KernelSpecs
{
    [Fact]
    public async Task No_other_message_is_handled_until_the_task_ends()
    {
        var (actor, gate) = Start();
        actor.Tell("await", ActorRefs.NoSender);
        actor.Tell("next", ActorRefs.NoSender);
        await Journal.Expect("begin");
        Journal.ExpectNothing();
        gate.SetResult();
        await Journal.Expect("end", "next");
    }

    [Fact]
    public async Task Self_sender_and_context_are_right_after_await()
    {
        var sender = await Started("sender");
        var (actor, gate) = Start();
        await Do(sender, _ => actor.Tell("who"));
        actor.Tell("next", ActorRefs.NoSender);
        gate.SetResult();
        await Journal.Expect("worker hears sender in worker, True", "next");
    }

    [Fact]
    public async Task System_messages_are_handled_while_awaiting()
    {
        var (actor, gate) = Start();
        actor.Tell("await", ActorRefs.NoSender);
        await Journal.Expect("begin");
        Sys.Stop(actor);
        await Journal.Expect("PostStop");
        await Gone(actor);
        gate.SetResult();
        Journal.ExpectNothing();
    }

    [Theory]
    [InlineData("throw", "BoomException: boom")]
    [InlineData("throw later", "BoomException: boom")]
    [InlineData("cancel", "TaskCanceledException: A task was canceled.")]
    public async Task Failure_comes_to_supervision_as_it_is_with_the_message(string message, string failure)
    {
        Listen<Error>(error => $"error {error.Cause?.GetType().Name}");
        var (actor, gate) = Start();
        actor.Tell(message, ActorRefs.NoSender);
        actor.Tell("next", ActorRefs.NoSender);
        gate.SetResult();
        await Journal.ExpectInAnyOrder($"error {failure.Split(':')[0]}", $"PreRestart {failure} at {message}", "PostStop", "next");
    }

    [Fact]
    public async Task Failure_of_a_child_waits_until_the_task_ends()
    {
        var (actor, gate) = Start();
        actor.Tell("child", ActorRefs.NoSender);
        await Journal.Expect("c new", "c PreStart", "begin");
        var child = await Sys.ActorSelection("/user/worker/c").ResolveOne(Patience);
        child.Tell(new BoomException(), ActorRefs.NoSender);
        child.Tell("queued", ActorRefs.NoSender);
        gate.SetResult();
        await Journal.Expect("end", "c PreRestart boom", "c PostStop", "c new", "c PostRestart boom", "c PreStart", "c got queued");
    }

    [Fact]
    public async Task RunTask_suspends_like_an_asynchronous_handler()
    {
        var (actor, gate) = Start();
        actor.Tell("run", ActorRefs.NoSender);
        actor.Tell("next", ActorRefs.NoSender);
        await Journal.Expect("begin", "handler left");
        Journal.ExpectNothing();
        gate.SetResult();
        await Journal.Expect("end", "next");
    }

    [Fact]
    public async Task Code_that_leaves_the_actor_has_no_context()
    {
        var (actor, gate) = Start();
        actor.Tell("stray", ActorRefs.NoSender);
        await Journal.Expect("begin");
        gate.SetResult();
        await Journal.Expect("NotSupportedException");
    }

    private (IActorRef Actor, TaskCompletionSource Gate) Start()
    {
        var journal = Journal;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Sys.ActorOf(Props.Create(() => new Worker(journal, gate.Task)), "worker"), gate);
    }

    private sealed class Worker : ReceiveActor
    {
        private readonly Journal _journal;

        public Worker(Journal journal, Task gate)
        {
            _journal = journal;
            On("await", async () =>
            {
                journal.Add("begin");
                await gate;
                journal.Add("end");
            });
            On("who", async () =>
            {
                await gate;
                await Task.Yield();
                journal.Add($"{Self.Path.Name} hears {Sender.Path.Name} in {Context.Self.Path.Name}, {Context.Sender.Equals(Sender)}");
            });
            On("throw", () => throw new BoomException());
            On("throw later", async () =>
            {
                await gate;
                throw new BoomException();
            });
            On("cancel", async () =>
            {
                await gate;
                await Task.FromCanceled(new CancellationToken(canceled: true));
            });
            On("child", async () =>
            {
                Context.ActorOf(Puppet.Of(journal, "c"), "c");
                await Context.Child("c").Ask<ActorIdentity>(new Identify(1), Journal.Patience);
                journal.Add("begin");
                await gate;
                journal.Add("end");
            });
            On("stray", async () =>
            {
                journal.Add("begin");
                await gate;
                await KernelSpecs.OnFreshThread(() => journal.Add(Assert.Throws<NotSupportedException>(() => Self).GetType().Name)).ConfigureAwait(false);
            });
            Receive<string>(text => text == "run", _ =>
            {
                RunTask(async () =>
                {
                    journal.Add("begin");
                    await gate;
                    journal.Add("end");
                });
                journal.Add("handler left");
            });
            ReceiveAny(message => journal.Add($"{message}"));
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _journal.Add($"PreRestart {reason.GetType().Name}: {reason.Message} at {message}");
            base.PreRestart(reason, message);
        }

        protected override void PostStop() => _journal.Add("PostStop");

        private void On(string text, Func<Task> run) => ReceiveAsync<string>(message => message == text, _ => run());
    }
}
