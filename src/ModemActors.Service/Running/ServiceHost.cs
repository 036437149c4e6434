using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Logger.Serilog;
using ModemActors.Hosting;
using ModemActors.Ports;
using ModemActors.Service.Configuration;
using ModemActors.Service.Dashboard;
using ModemActors.Service.Events;
using ModemActors.Service.Http;
using ModemActors.Service.Logging;
using ModemActors.Service.Operations;
using ModemActors.Service.Verbs;
using ModemActors.Service.Views;
using ModemActors.Storage;
using Serilog;

namespace ModemActors.Service.Running;

/// <summary>Puts the service together and runs it.</summary>
internal static class ServiceHost
{
    /// <summary>A wedged modem must not hold up a shutdown for longer.</summary>
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(9);

    /// <summary>Runs until a signal or <paramref name="cancellation"/> ends it.</summary>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    /// <exception cref="VerbException">HTTP cannot listen where it is told to, or the log directory cannot be written.</exception>
    public static async Task RunAsync(ServiceConfiguration configuration, CancellationToken cancellation)
    {
        using var level = new LogLevelControl(configuration.Service.Log.Level, TimeProvider.System);
        ServiceLog.Open(
            configuration.Service.Log,
            new LogRedaction(ConfiguredSecrets.Pins(configuration), ConfiguredSecrets.All(configuration), configuration.Service.Log.Redact),
            level.Switch);
        try
        {
            Introduce(configuration);
            using var alone = NodeLock.Take(configuration.Settings);
            CheckAddresses(configuration.Service.Urls);
            await using var store = await OpenStoreAsync(configuration, cancellation).ConfigureAwait(false);
            await CheckKeysAsync(configuration.Service.Api, (IApiKeyStore)store).ConfigureAwait(false);
            await using var simulators = Simulators.For(configuration.Settings);
            await using var app = Build(configuration, store, simulators.Opener, level, simulators.Usb);
            app.Lifetime.ApplicationStopping.Register(() => Log.Information("Stopping; what is on its way is finished first."));
            await StartAsync(app, cancellation).ConfigureAwait(false);
            await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            Log.Information("Stopped.");
        }
        finally
        {
            await Log.CloseAndFlushAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Before a modem is touched: a service that cannot listen must not have disturbed the one that does.</summary>
    private static void CheckAddresses(IEnumerable<string> urls)
    {
        foreach (var url in urls)
        {
            var uri = new Uri(url);
            var address = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Loopback;
            try
            {
                using var listener = new TcpListener(address, uri.Port);
                listener.Start();
            }
            catch (SocketException cause)
            {
                throw new VerbException(
                    $"HTTP cannot listen at {url}: {cause.Message}. Choose another address with modem-actors.api.urls, or stop what uses this one.", cause);
            }
        }
    }

    private static async Task CheckKeysAsync(ApiSettings api, IApiKeyStore keys)
    {
        if (api.UrlsBeyondLoopback.FirstOrDefault() is { } url && api.Keys.Count == 0
            && (await keys.ListKeysAsync().ConfigureAwait(false)).All(key => key.RevokedAt is not null))
            throw new VerbException(
                $"others can reach {url}, but there is no API key: make one with 'modemactors keys add NAME', or let modem-actors.api.urls be a loopback address (127.0.0.1, [::1], localhost).");
    }

    internal static Task<IMessageStore> OpenStoreAsync(ServiceConfiguration configuration, CancellationToken cancellation) =>
        SqliteMessageStore.OpenAsync(
            ModemActorsHostingExtensions.StoreOptionsOf(configuration.Settings), TimeProvider.System, cancellation);

    internal static WebApplication Build(
        ServiceConfiguration configuration, IMessageStore store, IModemPortOpener simulators, LogLevelControl? level = null,
        IUsbBus? simulatedUsb = null)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // all settings are ours: no appsettings.json, no ASPNETCORE_ variables
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders().AddSerilog(Log.Logger);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_shutdown);
        builder.AddModemActorsHttp(configuration);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton((IApiKeyStore)store);
        builder.Services.AddSingleton((IContactBook)store);
        builder.Services.AddSingleton(configuration);
        builder.Services.AddDashboard();
        builder.Services.AddSingleton<EventFeed>();
        builder.Services.AddOperations(configuration, level ?? new LogLevelControl(configuration.Service.Log.Level, TimeProvider.System));
        builder.Services.AddAkka("modemactors", akka => akka
            .AddHocon(configuration.Config, HoconAddMode.Prepend)
            .AddHocon(AkkaDefaults(), HoconAddMode.Append)
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLogger<SerilogLogger>();
                // loggers keep the level of their beginning, so that of the log, which may change, decides behind them
                loggers.LogLevel = Akka.Event.LogLevel.DebugLevel;
            })
            .WithModemActors(options =>
            {
                options.Store = store;
                options.PortOpener = new PortOpeners(new SerialPortOpener(new PortAccessToLog()), new TcpPortOpener(new PortAccessToLog()), simulators);
                options.Usb = simulatedUsb is null ? NoUsbBus.OfThisMachine() : new UsbBuses(NoUsbBus.OfThisMachine(), simulatedUsb);
            }));
        if (configuration.IsDemo)
            builder.Services.AddHostedService<DemoGreeting>();
        if (configuration.Service.Urls.Count > 0)
            builder.WebHost.UseUrls([.. configuration.Service.Urls]);
        else
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();

        var app = builder.Build();
        app.MapModemActors();
        return app;
    }

    /// <summary>hocon/akka.conf.</summary>
    private static Config AkkaDefaults()
    {
        using var stream = typeof(ServiceHost).Assembly.GetManifestResourceStream("ModemActors.Service.akka.conf")!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException cause) when (cause.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            throw new VerbException(
                $"HTTP cannot listen: {cause.Message} Choose another address with modem-actors.api.urls, or stop what uses this one.",
                cause);
        }
    }

    private static void Introduce(ServiceConfiguration configuration)
    {
        if (configuration.IsDemo)
        {
            Log.Warning("No configuration found ({Places}): this is a DEMO with two simulated modems that text each other.",
                string.Join(", ", ServiceConfiguration.UsualPlaces));
            Log.Warning("For real modems: 'modemactors discover' prints the lines to put into ./modem-actors.conf.");
        }

        Log.Information(
            "Node {Node}: {Count} modems, store {Store}, HTTP {Urls}", configuration.Settings.Node, configuration.Settings.Modems.Count,
            configuration.Settings.Store.Connection,
            configuration.Service.Urls.Count > 0 ? string.Join(' ', configuration.Service.Urls) : "off");
    }
}
