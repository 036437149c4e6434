using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>
/// Leads from an actor system to the container that made it. Loggers start while the system is being created, so the link is a key in
/// its configuration instead of the system itself.
/// </summary>
internal static class HostedSystems
{
    private const string Path = "akka.hosting.container";

    private static readonly ConcurrentDictionary<string, IServiceProvider> s_containers = new();

    public static ActorSystem Create(string name, Config config, IServiceProvider services)
    {
        var key = Guid.NewGuid().ToString("N");
        s_containers[key] = services;
        try
        {
            var system = ActorSystem.Create(name, ConfigurationFactory.ParseString($"{Path} = {key}").WithFallback(config));
            system.RegisterOnTermination(() => s_containers.TryRemove(key, out _));
            return system;
        }
        catch (Exception)
        {
            s_containers.TryRemove(key, out _);
            throw;
        }
    }

    public static IServiceProvider? Find(ActorSystem system) =>
        system.Settings.Config.GetString(Path) is { } key ? s_containers.GetValueOrDefault(key) : null;
}
