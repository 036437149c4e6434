using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class SelectionSpecs : KernelSpecs
{
    [Theory]
    [InlineData("/user/missing")]
    [InlineData("user/missing/")]
    public async Task Path_without_actor_identifies_as_null(string path)
    {
        var identity = await Sys.ActorSelection(path).Ask<ActorIdentity>(new Identify(1), Patience);
        Assert.Null(identity.Subject);
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection(path).ResolveOne(Patience));
    }

    [Theory]
    [InlineData("")]
    [InlineData("foo://user")]
    [InlineData("/deadLetters")]
    public async Task Dead_letters_identify_as_nobody(string path) =>
        Assert.Equal(ActorRefs.Nobody, (await Sys.ActorSelection(path).Ask<ActorIdentity>(new Identify(1), Patience)).Subject);

    [Fact]
    public async Task Dead_actor_identifies_as_null()
    {
        var actor = await Started("a");
        Assert.True(await actor.GracefulStop(Patience));
        Assert.Null((await actor.Ask<ActorIdentity>(new Identify(1), Patience)).Subject);
    }

    [Fact]
    public async Task Parents_end_at_the_root_and_a_slash_at_the_end_means_nothing()
    {
        var actor = await Started("a");
        var child = await Get(actor, p => p.Child("b"));
        var user = await Sys.ActorSelection("/user").ResolveOne(Patience);
        Assert.Equal(user, await Sys.ActorSelection(child, "../..").ResolveOne(Patience));
        Assert.Equal(child, await Sys.ActorSelection(child, "../../../../user/a/b/").ResolveOne(Patience));
    }

    [Fact]
    public void Scheme_of_a_path_has_no_case_but_the_name_of_the_system_has()
    {
        var path = ActorPath.Parse("aKKa://sYstEm@hOst:4711/user/A");
        Assert.Equal("akka", path.Address.Protocol);
        Assert.Equal("sYstEm", path.Address.System);
        Assert.Equal("/user/A", path.ToStringWithoutAddress());
    }
}
