using Akka.Actor;
using Akka.Event;

namespace Akka.Contract.Tests.Kernel;

public sealed class DeadLetterLogSpecs() : KernelSpecs("akka { log-dead-letters = 3, log-dead-letters-suspend-duration = infinite }")
{
    [Fact]
    public async Task Lost_letters_are_logged_with_their_fate_up_to_the_limit()
    {
        Listen<Info>(info => $"{info.LogSource} | {info.Message.ToString()![..info.Message.ToString()!.IndexOf(" dead letters", StringComparison.Ordinal)]}");
        var dead = await Started("a");
        Assert.True(await dead.GracefulStop(Patience));
        await Journal.Expect("a PostStop");
        var sender = await Started("s");

        await Do(sender, _ => dead.Tell("x"));
        await Journal.Expect($"akka://contract/user/a | Message [String] from {sender} to {dead} was not delivered. [1]");
        Sys.EventStream.Publish(new UnhandledMessage(7, sender, dead));
        await Journal.Expect($"akka://contract/user/a | Message [Int32] from {sender} to {dead} was unhandled. [2]");
        Sys.EventStream.Publish(new Dropped(7, "The queue is full", dead));
        await Journal.Expect($"akka://contract/user/a | Message [Int32] to {dead} was dropped. The queue is full. [3]");
    }

    [Fact]
    public async Task Last_one_says_so_and_none_follows()
    {
        Listen<Info>(info => info.Message.ToString()!.Contains("no more dead letters will be logged", StringComparison.Ordinal) ? "last" : "logged");
        var listener = await Sys.ActorSelection("/system/deadLetterListener").ResolveOne(Patience);
        for (var i = 0; i < 4; i++)
            Sys.DeadLetters.Tell($"x{i}", ActorRefs.NoSender);
        await Journal.Expect("logged", "logged", "last");
        await Gone(listener);
        Journal.ExpectNothing();
    }
}

public sealed class DeadLetterPauseSpecs() : KernelSpecs("akka { log-dead-letters = 1, log-dead-letters-suspend-duration = 1ms }")
{
    [Fact]
    public async Task After_the_pause_the_log_tells_how_many_it_left_out_and_counts_anew()
    {
        Listen<Info>(info => info.Message.ToString()!);
        await Sys.ActorSelection("/system/deadLetterListener").ResolveOne(Patience);
        Sys.DeadLetters.Tell("x", ActorRefs.NoSender);
        Assert.Contains("[1] dead letters encountered, no more dead letters will be logged in next", await Journal.Next(), StringComparison.Ordinal);
        var next = Journal.Next();
        while (!next.IsCompleted)
        {
            Sys.DeadLetters.Tell("y", ActorRefs.NoSender);
            await Task.Yield();
        }
        Assert.Matches(@", of which \d+ were not logged\. The counter will be reset now", await next);
    }
}
