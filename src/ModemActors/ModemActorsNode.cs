using Akka.Actor;
using Akka.Event;
using ModemActors.Health;
using ModemActors.Holding;
using ModemActors.Modem;
using ModemActors.Outbox;
using ModemActors.Ports;
using ModemActors.Relay;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Telemetry;
using ModemActors.Whereabouts;

namespace ModemActors;

/// <summary>The actors of one node: <c>/user/relay</c>, <c>/user/resets</c>, <c>/user/dispatcher</c> and <c>/user/modems</c> with everything below.</summary>
/// <param name="Dispatcher">Takes <see cref="Messages.SendSms"/>.</param>
/// <param name="Fleet">Takes <see cref="Messages.ListModems"/> and what is addressed to one modem.</param>
/// <param name="Relay">Brings events to handlers.</param>
public sealed record ModemActorsNode(IActorRef Dispatcher, IActorRef Fleet, IActorRef Relay)
{
    /// <summary>How long the end waits for after-close; what is not done by then is done at the next start, or by <c>modemactors release</c>.</summary>
    private static readonly TimeSpan s_lastCommands = TimeSpan.FromSeconds(8);

    /// <summary>Starts the actors.</summary>
    /// <param name="system">Where.</param>
    /// <param name="settings">What they are to be.</param>
    /// <param name="opener">Opens the ports.</param>
    /// <param name="store">Keeps the messages; closed by whoever opened it, after the actors ended.</param>
    /// <param name="clock">The wall clock for what is stored; waiting goes by the actor system's scheduler.</param>
    /// <param name="ports">Where serial ports are looked up; null = this machine's.</param>
    /// <param name="usb">What resets USB devices; null = this machine's.</param>
    public static ModemActorsNode Start(
        ActorSystem system, ModemActorsSettings settings, IModemPortOpener opener, IMessageStore store, TimeProvider? clock = null, ISerialPorts? ports = null,
        IUsbBus? usb = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        var time = clock ?? TimeProvider.System;
        var holdings = Holdings.Of(settings, outcome => Report(system, outcome));
        system.RegisterOnTermination(() => holdings.EndedAsync().Wait(s_lastCommands));
        var bus = usb ?? NoUsbBus.OfThisMachine();
        var endings = new PortEndings(bus);
        system.RegisterOnTermination(() => End(system, endings));

        // first, so that it hears everything
        system.ActorOf(TelemetryActor.Create(), "telemetry");
        var relay = system.ActorOf(EventRelay.Create(settings, store.Journal, time), "relay");
        var resets = system.ActorOf(DeviceResets.Create(bus, settings.Health.PowerCommand, endings, time), "resets");
        var dispatcher = system.ActorOf(Outbox.Dispatcher.Create(settings, store, time), "dispatcher");
        var locator = LocatorOf(system, settings, opener, store, time, ports);
        var fleet = system.ActorOf(ModemFleet.Create(settings, opener, store, dispatcher, time, locator, holdings, new Healing(resets, endings)), "modems");
        return new ModemActorsNode(dispatcher, fleet, relay);
    }

    private static void End(ActorSystem system, PortEndings endings)
    {
        var hanging = endings.EndAsync().GetAwaiter().GetResult();
        if (hanging.Count > 0)
            system.Log.Warning("the ports of {0} cannot be closed: the modems take no more bytes and could not be reset", string.Join(", ", hanging));
    }

    private static void Report(ActorSystem system, CommandOutcome outcome)
    {
        if (outcome.Failure is null)
            system.Log.Info("{0}: done", outcome.Command);
        else
            system.Log.Error("{0}: {1}", outcome.Command, outcome.Failure);
    }

    private static ModemLocator LocatorOf(
        ActorSystem system, ModemActorsSettings settings, IModemPortOpener opener, IMessageStore store, TimeProvider clock, ISerialPorts? ports)
    {
        var machine = ports ?? new MachineSerialPorts();
        var register = new ModemRegister(settings.Modems, machine, clock);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watches = ports is null && settings.Modems.Any(modem => modem.Port is not (SimulatorPort or TcpPort));
        var whereabouts = system.ActorOf(WhereaboutsActor.Create(register, opener, store, ready, watches), "whereabouts");
        return new ModemLocator(system, settings.Modems, register, machine, whereabouts, ready.Task, clock);
    }
}
