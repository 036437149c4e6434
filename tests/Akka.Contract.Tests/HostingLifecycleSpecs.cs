using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Contract.Tests;

/// <summary>How a system lives and dies with its host.</summary>
public sealed class HostingLifecycleSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private sealed class Quiet : ReceiveActor;

    private static IHost HostOf(Action<AkkaConfigurationBuilder> configure) => new HostBuilder()
        .ConfigureServices(services => services.AddAkka("hosted", builder =>
        {
            builder.ConfigureLoggers(loggers => loggers.ClearLoggers());
            configure(builder);
        }))
        .Build();

    [Fact]
    public async Task Actors_start_in_order_and_then_the_startup_tasks()
    {
        var steps = new List<string>();
        using var host = HostOf(builder => builder
            .AddStartup((_, _) => steps.Add("task 1"))
            .WithActors((_, _) => steps.Add("actors 1"))
            .WithActors(async (_, _) =>
            {
                await Task.Yield();
                steps.Add("actors 2");
            })
            .AddStartup(async (_, _) =>
            {
                await Task.Yield();
                steps.Add("task 2");
            })
            .StartActors((_, _) => steps.Add("actors 3")));

        await host.StartAsync();

        Assert.Equal(["actors 1", "actors 2", "actors 3", "task 1", "task 2"], steps);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_system_exists_before_the_host_starts_when_asked_for_but_its_actors_do_not()
    {
        var started = 0;
        using var host = HostOf(builder => builder.WithActors((_, _) => started++));

        var system = host.Services.GetRequiredService<ActorSystem>();

        Assert.Equal("hosted", system.Name);
        Assert.Equal(0, started);
        await host.StartAsync();
        Assert.Equal(1, started);
        Assert.Same(system, host.Services.GetRequiredService<ActorSystem>());
        await host.StopAsync();
    }

    [Fact]
    public async Task The_end_of_the_host_is_a_coordinated_shutdown()
    {
        var tasks = new List<string>();
        using var host = HostOf(builder => builder.AddStartup((system, _) =>
        {
            var shutdown = CoordinatedShutdown.Get(system);
            shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "late", () => Note("late"));
            shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "early", () => Note("early"));
        }));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();

        await host.StopAsync();

        await system.WhenTerminated.WaitAsync(Deadline);
        Assert.Equal(["early", "late"], tasks);
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(CoordinatedShutdown.Get(system).ShutdownReason);

        Task<Done> Note(string task)
        {
            tasks.Add(task);
            return Task.FromResult(Done.Instance);
        }
    }

    [Fact]
    public async Task A_system_that_ends_by_itself_ends_the_host()
    {
        using var host = HostOf(_ => { });
        await host.StartAsync();
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await host.Services.GetRequiredService<ActorSystem>().Terminate();

        await stopping.Task.WaitAsync(Deadline);
    }

    [Fact]
    public async Task An_actor_starter_that_fails_fails_the_host_and_ends_the_system()
    {
        var later = false;
        using var host = HostOf(builder => builder
            .WithActors((_, _) => throw new InvalidOperationException("asked for"))
            .WithActors((_, _) => later = true));
        var system = host.Services.GetRequiredService<ActorSystem>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal("asked for", failure.Message);
        Assert.False(later);
        await system.WhenTerminated.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_required_actor_is_there_once_the_host_has_started()
    {
        using var host = HostOf(builder => builder.WithActors((system, registry) =>
            registry.Register<Quiet>(system.ActorOf<Quiet>("quiet"))));
        var required = host.Services.GetRequiredService<IRequiredActor<Quiet>>();
        var waiting = required.GetAsync();
        Assert.False(waiting.IsCompleted);

        await host.StartAsync();

        Assert.Equal("quiet", required.ActorRef.Path.Name);
        Assert.Equal(required.ActorRef, await waiting.WaitAsync(Deadline));
        await host.StopAsync();
    }

    [Fact]
    public async Task An_actor_required_too_early_is_missed()
    {
        using var host = HostOf(_ => { });

        Assert.Throws<MissingActorRegistryEntryException>(() => host.Services.GetRequiredService<IRequiredActor<Quiet>>().ActorRef);
        await host.Services.GetRequiredService<ActorSystem>().Terminate();
    }

    [Fact]
    public async Task The_registry_is_one_under_all_its_names()
    {
        using var host = HostOf(_ => { });
        var registry = host.Services.GetRequiredService<ActorRegistry>();

        Assert.Same(registry, host.Services.GetRequiredService<IActorRegistry>());
        Assert.Same(registry, host.Services.GetRequiredService<IReadOnlyActorRegistry>());
        Assert.Same(registry, ActorRegistry.For(host.Services.GetRequiredService<ActorSystem>()));
        await host.Services.GetRequiredService<ActorSystem>().Terminate();
    }

    [Fact]
    public async Task The_configuration_may_use_services()
    {
        using var host = new HostBuilder().ConfigureServices(services => services
            .AddSingleton("from a service")
            .AddAkka("hosted", (builder, provider) => builder
                .ConfigureLoggers(loggers => loggers.ClearLoggers())
                .AddHocon($"a = {provider.GetRequiredService<string>()}", HoconAddMode.Append)))
            .Build();

        var system = host.Services.GetRequiredService<ActorSystem>();

        Assert.Equal("from a service", system.Settings.Config.GetString("a"));
        await system.Terminate();
    }
}
