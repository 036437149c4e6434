#nullable disable
using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Services and actors from a container.</summary>
public interface IDependencyResolver
{
    IResolverScope CreateScope();

    /// <summary>Null (or default) if the container lacks it.</summary>
    T GetService<T>();

    object GetService(Type type);

    /// <summary>
    /// Props whose actor is made at each incarnation: its constructor gets these arguments first, and the rest from the container.
    /// </summary>
    Props Props<T>(params object[] args)
        where T : ActorBase;

    Props Props(Type type, params object[] args);

    Props Props(Type type);
}

/// <summary>Scoped services, until it is disposed of.</summary>
public interface IResolverScope : IDisposable
{
    IDependencyResolver Resolver { get; }
}
