using Akka;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Hosting;

/// <summary>Puts ModemActors into an Akka.Hosting application.</summary>
public static class ModemActorsHostingExtensions
{
    /// <summary>
    /// Starts the modems and the queue with the actor system. Settings come from the HOCON section <c>modem-actors</c> (see hocon/reference.conf). Then
    /// <c>IRequiredActor&lt;Outbox&gt;</c> takes <see cref="SendSms"/>, <c>IRequiredActor&lt;Fleet&gt;</c> answers <see cref="ListModems"/>, and events
    /// (<see cref="IModemActorsEvent"/>) are on the EventStream.
    /// </summary>
    /// <param name="builder">The builder of <c>AddAkka</c>.</param>
    /// <param name="configure">Brings parts of the host's own.</param>
    /// <exception cref="SettingsException">At the start: the section is wrong; carries everything that is.</exception>
    /// <exception cref="StoreException">At the start: the store cannot be opened.</exception>
    public static AkkaConfigurationBuilder WithModemActors(this AkkaConfigurationBuilder builder, Action<ModemActorsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new ModemActorsOptions();
        configure?.Invoke(options);
        return builder.WithActors(async (system, registry) =>
        {
            var settings = ModemActorsSettings.From(system.Settings.Config);
            var store = options.Store ?? await OpenStoreAsync(system, settings, options.Clock).ConfigureAwait(false);
            var node = ModemActorsNode.Start(system, settings, options.PortOpener, store, options.Clock, usb: options.Usb);
            registry.Register<Messages.Outbox>(node.Dispatcher);
            registry.Register<Fleet>(node.Fleet);
            registry.Register<Handlers>(node.Relay);
            DrainBeforeStop(system, node, options.Drain);
        });
    }

    /// <summary>The options of the store that <paramref name="settings"/> ask for.</summary>
    public static StoreOptions StoreOptionsOf(ModemActorsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new StoreOptions
        {
            ConnectionString = settings.Store.Connection,
            Node = settings.Node,
            DuplicateWindow = settings.Outbox.DuplicateWindow,
            ClaimLease = settings.Outbox.ClaimLease,
        };
    }

    private static async Task<IMessageStore> OpenStoreAsync(ActorSystem system, ModemActorsSettings settings, TimeProvider clock)
    {
        var alone = NodeLock.Take(settings);
        system.RegisterOnTermination(alone.Dispose);
        var store = await SqliteMessageStore.OpenAsync(StoreOptionsOf(settings), clock, CancellationToken.None).ConfigureAwait(false);

        // after the last actor: what they put on record while they stop is still written
        system.RegisterOnTermination(() => store.DisposeAsync().AsTask().GetAwaiter().GetResult());
        return store;
    }

    private static void DrainBeforeStop(ActorSystem system, ModemActorsNode node, TimeSpan drain) =>
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "modem-actors-drain", async () =>
        {
            try
            {
                await Task.WhenAll(
                    node.Fleet.Ask<SendingEnded>(EndSending.Instance, drain), node.Relay.Ask<SendingEnded>(EndSending.Instance, drain)).ConfigureAwait(false);
            }
            catch (AskTimeoutException)
            {
                system.Log.Warning("Some messages were still on their way after {0}; what is certain of them is on record.", drain);
            }

            return Done.Instance;
        });
}
