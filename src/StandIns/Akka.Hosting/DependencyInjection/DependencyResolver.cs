#nullable disable
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;

namespace Akka.DependencyInjection;

/// <summary>A system's resolver. Only a system that AddAkka made has one.</summary>
public sealed class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    public IDependencyResolver Resolver { get; } = resolver;

    /// <exception cref="ConfigurationException">The system was not made by AddAkka.</exception>
    public static DependencyResolver For(ActorSystem actorSystem) =>
        (DependencyResolver)actorSystem.RegisterExtension(new DependencyResolverExtension());

    public Props Props<T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    public Props Props<T>()
        where T : ActorBase => Resolver.Props<T>();

    public Props Props(Type type) => Resolver.Props(type);

    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}

public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    public override DependencyResolver CreateExtension(ExtendedActorSystem system) => HostedSystems.Find(system) is { } container
        ? new DependencyResolver(new ServiceProviderDependencyResolver(container.Services))
        : throw new ConfigurationException($"The actor system {system.Name} was not made by AddAkka, so it has no service provider.");
}
