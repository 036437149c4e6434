using Akka.Actor;

namespace Akka.Hosting;

/// <summary>An actor that a service needs, found in the registry under <typeparamref name="TActor"/>.</summary>
public interface IRequiredActor<TActor>
{
    /// <exception cref="MissingActorRegistryEntryException">It is not registered yet; actors start with the host.</exception>
    IActorRef ActorRef { get; }

    /// <summary>Waits until it is registered.</summary>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}

public sealed class RequiredActor<TActor>(IReadOnlyActorRegistry registry) : IRequiredActor<TActor>
{
    private IActorRef? _found;

    /// <summary>Once it was asked for in vain, it is <see cref="ActorRefs.Nobody"/> for ever: so it is in the package.</summary>
    public IActorRef ActorRef => _found ?? (registry.TryGet<TActor>(out _found)
        ? _found
        : throw new MissingActorRegistryEntryException(
            $"Unable to resolve actor type [{typeof(TActor)}]. Actors start with the host: before that, wait with GetAsync."));

    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) =>
        _found ??= await registry.GetAsync<TActor>(cancellationToken).ConfigureAwait(false);
}
