using Akka.Actor;
using Akka.Hosting;

namespace Akka.Contract.Tests;

/// <summary>Actors by a type that stands for each.</summary>
public sealed class HostingRegistrySpecs : KitSpecs
{
    private sealed class Key;

    private sealed class OtherKey;

    private ActorRegistry Registry => ActorRegistry.For(Sys);

    [Fact]
    public void What_is_registered_is_found_under_its_key_alone()
    {
        Registry.Register<Key>(TestActor);

        Assert.Same(TestActor, Registry.Get<Key>());
        Assert.True(Registry.TryGet<Key>(out var found));
        Assert.Same(TestActor, found);
        Assert.False(Registry.TryGet<OtherKey>(out var missing));
        Assert.Same(ActorRefs.Nobody, missing);
        Assert.Throws<MissingActorRegistryEntryException>(() => Registry.Get<OtherKey>());
        Assert.Equal([typeof(Key)], Registry.Select(entry => entry.Key));
    }

    [Fact]
    public void A_key_is_taken_once_unless_it_may_be_overwritten()
    {
        var probe = CreateTestProbe();
        Registry.Register<Key>(TestActor);

        Assert.Throws<DuplicateActorRegistryException>(() => Registry.Register<Key>(probe));
        Assert.False(Registry.TryRegister<Key>(probe));
        Assert.Same(TestActor, Registry.Get<Key>());
        Assert.True(Registry.TryRegister<Key>(probe, overwrite: true));
        Assert.Equal(probe.Ref, Registry.Get<Key>());
    }

    [Fact]
    public void Nothing_is_no_actor()
    {
        Assert.Throws<ArgumentNullException>(() => Registry.Register<Key>(null!));
        Assert.False(Registry.TryRegister<Key>(null!));
    }

    [Fact]
    public async Task Waiting_ends_with_the_registration_or_the_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Registry.GetAsync<Key>();
        var cancelled = Registry.GetAsync<Key>(cancellation.Token);
        Assert.False(waiting.IsCompleted);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Registry.Register<Key>(TestActor);

        Assert.Same(TestActor, await waiting);
        Assert.Same(TestActor, await Registry.GetAsync<Key>());
    }

    [Fact]
    public void A_system_has_one_registry() => Assert.Same(Registry, Registry);
}
