using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class AskSpecs : KernelSpecs
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    public AskSpecs() : base("akka.actor.ask-timeout = 60ms") { }

    [Fact]
    public async Task Answer_comes_from_a_temporary_reference()
    {
        var actor = await Answering(p => p.From.Tell(p.From.Path.ToString()));
        Assert.StartsWith("akka://contract/temp/", await actor.Ask<string>("x", Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_a_timeout()
    {
        var actor = await Answering(_ => { });
        var late = await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("x", Moment));
        Assert.Equal("Timeout after 0.05 seconds", late.Message);
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("x"));
        Assert.True(await actor.GracefulStop(Patience));
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("x", Moment));
    }

    [Fact]
    public async Task Cancelling_is_a_cancelled_task()
    {
        var actor = await Answering(_ => { });
        using var cancel = new CancellationTokenSource();
        var answer = actor.Ask<string>("x", Patience, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => answer);
    }

    [Fact]
    public async Task Status_failure_is_thrown()
    {
        var actor = await Answering(p => p.From.Tell(new Status.Failure(new BoomException())));
        await Assert.ThrowsAsync<BoomException>(() => actor.Ask<string>("x", Patience));
        await Assert.ThrowsAsync<BoomException>(() => actor.Ask<int>("x", Patience));
        Assert.IsType<Status.Failure>(await actor.Ask<Status>("x", Patience));
    }

    [Fact]
    public async Task Answer_of_another_type_is_an_argument_exception()
    {
        var actor = await Answering(p => p.From.Tell(1));
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<string>("x", Patience));
        Assert.Equal("Received message of type [System.Int32] - Ask expected message of type [System.String]", wrong.Message);
    }

    [Fact]
    public async Task Nobody_can_not_be_asked() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => ActorRefs.Nobody.Ask<string>("x", Moment));

    [Fact]
    public async Task Late_answer_is_a_dead_letter_unless_the_ask_was_cancelled()
    {
        Listen<DeadLetter>(letter => $"dead {letter.Message}");
        var actor = await Answering(_ => { });
        var askers = new List<IActorRef>();
        await Do(actor, p => p.OnMessage = (self, _) => askers.Add(self.From));
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("timed", Moment));
        using var cancel = new CancellationTokenSource();
        var cancelled = actor.Ask<string>("cancelled", Patience, cancel.Token);
        await Barrier(actor);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);
        askers[1].Tell("after cancel", ActorRefs.NoSender);
        askers[0].Tell("after timeout", ActorRefs.NoSender);
        await Journal.Expect("dead after timeout");
    }

    [Fact]
    public async Task Message_can_be_made_with_the_reply_address()
    {
        var actor = await Answering(_ => { });
        await Do(actor, p => p.OnMessage = (_, message) => ((IActorRef)message).Tell("here"));
        Assert.Equal("here", await actor.Ask<string>(reply => reply, Patience, CancellationToken.None));
    }

    [Fact]
    public async Task Piped_result_comes_from_nobody_unless_told()
    {
        var actor = await Hearing();
        await Task.FromResult("x").PipeTo(actor);
        await Task.FromResult("y").PipeTo(actor, actor);
        await Task.FromResult(2).PipeTo(actor, success: number => $"{number + 1}");
        await Journal.Expect("a x from deadLetters", "a y from a", "a 3 from deadLetters");
    }

    [Fact]
    public async Task Piped_task_without_result_says_nothing_of_its_success()
    {
        var actor = await Hearing();
        await Task.CompletedTask.PipeTo(actor);
        await Task.CompletedTask.PipeTo(actor, success: () => "done");
        await ValueTask.CompletedTask.PipeTo(actor);
        await ValueTask.FromResult("value").PipeTo(actor);
        await Journal.Expect("a done from deadLetters", "a value from deadLetters");
    }

    [Fact]
    public async Task Piped_failure_and_cancelling_are_status_failures()
    {
        var actor = await Hearing();
        await Task.FromException(new BoomException()).PipeTo(actor);
        await Task.FromException<int>(new BoomException()).PipeTo(actor, failure: cause => $"failed {cause.Message}");
        await Task.FromCanceled<int>(new CancellationToken(canceled: true)).PipeTo(actor);
        await Task.FromResult(1).PipeTo(actor, success: _ => throw new BoomException("in success"));
        await Journal.Expect(
            "a failure BoomException boom", "a failed boom from deadLetters", "a failure TaskCanceledException A task was canceled.",
            "a failure BoomException in success");
    }

    private async Task<IActorRef> Answering(Action<Puppet> answer)
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (self, _) => answer(self));
        return actor;
    }

    private async Task<IActorRef> Hearing()
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (self, message) => self.Tell(message is Status.Failure failure
            ? $"failure {failure.Cause.GetType().Name} {failure.Cause.Message}"
            : $"{message} from {self.From.Path.Name}"));
        return actor;
    }
}
