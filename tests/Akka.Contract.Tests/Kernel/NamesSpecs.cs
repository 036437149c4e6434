using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class NamesSpecs : KernelSpecs
{
    [Theory]
    [InlineData("ttyUSB0")]
    [InlineData("a-b_c.d*e$f+g:h@i&j=k,l!m~n';(o)")]
    [InlineData("%2Fdev%2FttyUSB0")]
    public async Task Legal_name_is_the_last_element_of_the_path(string name)
    {
        var actor = Sys.ActorOf(Puppet.Of(Journal, "p"), name);
        await Journal.Expect("p new", "p PreStart");
        Assert.Equal(name, actor.Path.Name);
        Assert.Equal($"akka://contract/user/{name}", actor.Path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("/dev/ttyUSB0")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("50%")]
    [InlineData("a#1")]
    public void Illegal_name_is_refused_at_once(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Puppet.Of(Journal, "p"), name));

    [Fact]
    public async Task Name_in_use_is_refused_at_once()
    {
        await Started("anc");
        var refusal = Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Puppet.Of(Journal, "anc"), "anc"));
        Assert.Equal("Actor name \"anc\" is not unique!", refusal.Message);
        Assert.Equal("Actor name must not be empty.", Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Puppet.Of(Journal, "p"), "")).Message);
    }

    [Fact]
    public async Task Nameless_children_are_counted_in_letters()
    {
        var parent = await Started("p");
        var names = await Get(parent, p => Enumerable.Range(0, 66).Select(_ => p.Ctx.ActorOf(Props.Create(() => new Silent())).Path.Name).ToArray());
        Assert.Equal(["$a", "$b", "$c"], names[..3]);
        Assert.Equal(["$+", "$~", "$ab", "$bb"], names[62..]);
    }

    [Fact]
    public async Task Reference_names_its_incarnation_and_the_path_does_not()
    {
        var first = await Started("x");
        Assert.Equal($"[akka://contract/user/x#{first.Path.Uid}]", first.ToString());
        Assert.Equal("akka://contract/user/x", first.Path.ToString());
        Assert.Equal("/user/x", first.Path.ToStringWithoutAddress());
        Sys.Stop(first);
        await Journal.Expect("x PostStop");
        await Gone(first);
        var second = await Named("x");
        Assert.NotEqual(first, second);
        Assert.Equal(first.Path, second.Path);
    }

    [Fact]
    public async Task Restart_keeps_reference_and_uid()
    {
        var actor = await Started("x");
        var uid = actor.Path.Uid;
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        await Journal.Expect("x PreRestart boom", "x PostStop", "x new", "x PostRestart boom", "x PreStart");
        Assert.Equal(uid, actor.Path.Uid);
        Assert.Same(actor, await Get(actor, p => p.Me));
    }

    [Fact]
    public async Task Missing_child_is_nobody()
    {
        var parent = await Started("p");
        Assert.Same(ActorRefs.Nobody, await Get(parent, p => p.Ctx.Child("missing")));
        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.True(((IActorRef?)null).IsNobody());
        Assert.False(parent.IsNobody());
    }

    [Fact]
    public void Path_is_parsed_and_compared_by_its_text()
    {
        var path = ActorPath.Parse("akka://contract/user/modems/a#42");
        Assert.Equal(["user", "modems", "a"], path.Elements);
        Assert.Equal(42, path.Uid);
        Assert.Equal(path, ActorPath.Parse("akka://contract/user/modems/a"));
        Assert.Equal(path.Parent / "b", ActorPath.Parse("akka://contract/user/modems/b"));
        Assert.False(ActorPath.TryParse("user/modems", out _));
        Assert.True(ActorPath.IsValidPathElement("%2Fdev"));
        Assert.False(ActorPath.IsValidPathElement("%2"));
    }

    /// <summary>The name is free for foreign threads only when the guardian has seen the death.</summary>
    private async Task<IActorRef> Named(string name)
    {
        for (var patience = DateTime.UtcNow + Patience; ;)
        {
            try
            {
                return Sys.ActorOf(Puppet.Of(Journal, name), name);
            }
            catch (InvalidActorNameException) when (DateTime.UtcNow < patience)
            {
                await Task.Yield();
            }
        }
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }
}
