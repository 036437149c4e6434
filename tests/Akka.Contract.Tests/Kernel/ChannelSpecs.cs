using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class ChannelSpecs : KernelSpecs
{
    [Fact]
    public async Task Unsubscribing_a_narrower_channel_leaves_it_out_of_the_wider_one()
    {
        var actor = await Hearing();
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(Wide)));
        Assert.True(Sys.EventStream.Unsubscribe(actor, typeof(Left)));
        foreach (var news in new Wide[] { new Left(), new FarLeft(), new Right(), new Wide() })
            Sys.EventStream.Publish(news);
        await Barrier(actor);
        await Journal.Expect("Right", "Wide");
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Channel_left_out_comes_back_by_subscribing_to_it()
    {
        var actor = await Hearing();
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(Wide)));
        Assert.True(Sys.EventStream.Unsubscribe(actor, typeof(Left)));
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(Left)));
        Sys.EventStream.Publish(new FarLeft());
        await Barrier(actor);
        await Journal.Expect("FarLeft");
        Journal.ExpectNothing();
    }

    [Fact]
    public async Task Unsubscribing_what_was_never_subscribed_changes_nothing()
    {
        var actor = await Hearing();
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(Left)));
        Assert.False(Sys.EventStream.Unsubscribe(actor, typeof(Wide)));
        Assert.False(Sys.EventStream.Unsubscribe(actor, typeof(Right)));
        Sys.EventStream.Publish(new FarLeft());
        await Barrier(actor);
        await Journal.Expect("FarLeft");
    }

    private async Task<IActorRef> Hearing()
    {
        var actor = await Started("a");
        await Do(actor, p => p.OnMessage = (_, news) => Journal.Add(news.GetType().Name));
        return actor;
    }

    private class Wide;

    private class Left : Wide;

    private sealed class FarLeft : Left;

    private sealed class Right : Wide;
}
