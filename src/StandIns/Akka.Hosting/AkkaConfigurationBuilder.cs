using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>How a new configuration joins those already added: Append only fills gaps, Prepend and Replace win.</summary>
public enum HoconAddMode
{
    Append,
    Prepend,
    Replace
}

public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);

public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);

public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);

/// <summary>Collects what a hosted system consists of. Once the actors have been started, additions are ignored.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly List<ActorStarter> _starters = [];
    private readonly List<StartupTask> _startupTasks = [];
    private bool _complete;

    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        ServiceCollection = serviceCollection;
        ActorSystemName = actorSystemName;
    }

    public Option<Config> Configuration { get; private set; } = Option<Config>.None;

    internal string ActorSystemName { get; }

    internal IServiceCollection ServiceCollection { get; }

    internal ILoggerFactory? LoggerFactory { get; set; }

    public AkkaConfigurationBuilder StartActors(ActorStarter starter)
    {
        if (!_complete)
        {
            _starters.Add(starter);
        }

        return this;
    }

    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter) =>
        StartActors((system, registry) => starter(system, registry, DependencyResolver.For(system).Resolver));

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) => StartActors((system, registry) =>
    {
        starter(system, registry);
        return Task.CompletedTask;
    });

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter) =>
        StartActors((system, registry) => starter(system, registry, DependencyResolver.For(system).Resolver));

    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        if (!_complete)
        {
            _startupTasks.Add(startupTask);
        }

        return this;
    }

    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) => AddStartup((system, registry) =>
    {
        startupTask(system, registry);
        return Task.CompletedTask;
    });

    internal AkkaConfigurationBuilder Add(Config hocon, HoconAddMode mode)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        if (!_complete)
        {
            var present = Configuration.HasValue ? Configuration.Value : Config.Empty;
            Configuration = new Option<Config>(mode switch
            {
                HoconAddMode.Append => present.WithFallback(hocon),
                HoconAddMode.Prepend or HoconAddMode.Replace => hocon.WithFallback(present),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown HoconAddMode")
            });
        }

        return this;
    }

    internal ActorSystem CreateSystem(IServiceProvider services) =>
        HostedSystems.Create(
            ActorSystemName, Configuration.HasValue ? Configuration.Value : Config.Empty, new HostedSystems.Container(services, LoggerFactory));

    /// <summary>Starts the actors and then the startup tasks, one after the other.</summary>
    internal async Task StartAsync(ActorSystem system)
    {
        if (_complete)
        {
            return;
        }

        _complete = true;
        var registry = ActorRegistry.For(system);
        foreach (var starter in _starters)
        {
            await starter(system, registry).ConfigureAwait(false);
        }

        foreach (var startupTask in _startupTasks)
        {
            await startupTask(system, registry).ConfigureAwait(false);
        }
    }
}
