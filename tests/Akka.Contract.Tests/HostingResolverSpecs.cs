using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Contract.Tests;

/// <summary>Actors whose constructors take services.</summary>
public sealed class HostingResolverSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Microsoft.Extensions.DependencyInjection.ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddTransient<Transient>()
        .AddScoped<Scoped>()
        .AddAkka("resolved", builder => builder.ConfigureLoggers(loggers => loggers.ClearLoggers()))
        .BuildServiceProvider();

    private ActorSystem System => _services.GetRequiredService<ActorSystem>();

    private IDependencyResolver Resolver => DependencyResolver.For(System).Resolver;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await System.Terminate();
        await _services.DisposeAsync();
    }

    private sealed class Transient
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    private sealed class Scoped : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Resolved : ReceiveActor
    {
        public Resolved(string argument, Transient service)
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("asked for"));
            ReceiveAny(_ => Sender.Tell($"{argument} {service.Id}"));
        }
    }

    [Fact]
    public async Task Arguments_come_first_and_services_fill_the_rest()
    {
        var actor = System.ActorOf(Resolver.Props<Resolved>("argument"));

        Assert.StartsWith("argument ", await actor.Ask<string>("who", Deadline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_incarnation_gets_services_anew()
    {
        var actor = System.ActorOf(Resolver.Props<Resolved>("argument"));
        var before = await actor.Ask<string>("who", Deadline);

        actor.Tell("fail");
        var after = await actor.Ask<string>("who", Deadline);

        Assert.StartsWith("argument ", after, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Actor_starters_get_the_resolver()
    {
        var given = new List<IDependencyResolver>();
        using var host = new HostBuilder().ConfigureServices(services => services.AddAkka("starting", builder => builder
            .ConfigureLoggers(loggers => loggers.ClearLoggers())
            .WithActors((_, _, resolver) => given.Add(resolver))
            .WithActors((_, _, resolver) =>
            {
                given.Add(resolver);
                return Task.CompletedTask;
            }))).Build();

        await host.StartAsync();

        Assert.Equal(2, given.Count);
        Assert.Same(host.Services.GetRequiredService<ActorRegistry>(), given[0].GetService<ActorRegistry>());
        await host.StopAsync();
    }

    [Fact]
    public void Services_are_found_or_null()
    {
        Assert.NotNull(Resolver.GetService<Transient>());
        Assert.Null(Resolver.GetService<string>());
    }

    [Fact]
    public void A_scope_ends_with_its_services()
    {
        Scoped service;
        using (var scope = Resolver.CreateScope())
        {
            service = scope.Resolver.GetService<Scoped>();
            Assert.False(service.Disposed);
        }

        Assert.True(service.Disposed);
    }

    [Fact]
    public void What_is_no_actor_is_refused() => Assert.Throws<ArgumentException>(() => Resolver.Props(typeof(Transient)));

    [Fact]
    public async Task Another_system_has_no_resolver()
    {
        var other = ActorSystem.Create("other", "akka.stdout-loglevel = OFF\nakka.loggers = []");

        Assert.Throws<ConfigurationException>(() => DependencyResolver.For(other));

        await other.Terminate();
    }
}
