using Akka.Actor;
using ModemActors.Modem;
using ModemActors.Outbox;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Whereabouts;

namespace ModemActors;

/// <summary>The actors of one node: <c>/user/dispatcher</c> and <c>/user/modems</c> with everything below.</summary>
/// <param name="Dispatcher">Takes <see cref="Messages.SendSms"/>.</param>
/// <param name="Fleet">Takes <see cref="Messages.ListModems"/> and what is addressed to one modem.</param>
public sealed record ModemActorsNode(IActorRef Dispatcher, IActorRef Fleet)
{
    /// <summary>Starts the actors.</summary>
    /// <param name="system">Where.</param>
    /// <param name="settings">What they are to be.</param>
    /// <param name="opener">Opens the ports.</param>
    /// <param name="store">Keeps the messages; closed by whoever opened it, after the actors ended.</param>
    /// <param name="clock">The wall clock for what is stored; waiting goes by the actor system's scheduler.</param>
    public static ModemActorsNode Start(ActorSystem system, ModemActorsSettings settings, IModemPortOpener opener, IMessageStore store, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        var time = clock ?? TimeProvider.System;
        var dispatcher = system.ActorOf(Outbox.Dispatcher.Create(settings, store, time), "dispatcher");
        var fleet = system.ActorOf(ModemFleet.Create(settings, opener, store, dispatcher, time, new FixedPlaces(settings.Modems)), "modems");
        return new ModemActorsNode(dispatcher, fleet);
    }
}
