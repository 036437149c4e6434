using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>
/// Leads from an actor system to the container that made it. Loggers start while the system is being created, so the link is a key in
/// its configuration instead of the system itself.
/// </summary>
internal static class HostedSystems
{
    private const string Path = "akka.hosting.container";

    private static readonly ConcurrentDictionary<string, Container> s_containers = new();

    public static ActorSystem Create(string name, Config config, Container container)
    {
        var key = Guid.NewGuid().ToString("N");
        s_containers[key] = container;
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

    public static Container? Find(ActorSystem system) =>
        system.Settings.Config.GetString(Path) is { } key ? s_containers.GetValueOrDefault(key) : null;

    /// <param name="Services">The host's services.</param>
    /// <param name="LoggerFactory">Where to log to; null for the one among the services.</param>
    public sealed record Container(IServiceProvider Services, ILoggerFactory? LoggerFactory);
}
