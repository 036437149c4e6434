using Akka.Actor;
using Akka.Event;
using ModemActors.Holding;
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
    /// <summary>How long the end waits for after-close; what is not done by then is done at the next start, or by <c>modemactors release</c>.</summary>
    private static readonly TimeSpan s_lastCommands = TimeSpan.FromSeconds(8);

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
        var holdings = Holdings.Of(settings, outcome => Report(system, outcome));
        system.RegisterOnTermination(() => holdings.EndedAsync().Wait(s_lastCommands));
        var dispatcher = system.ActorOf(Outbox.Dispatcher.Create(settings, store, time), "dispatcher");
        var fleet = system.ActorOf(ModemFleet.Create(settings, opener, store, dispatcher, time, new FixedPlaces(settings.Modems), holdings), "modems");
        return new ModemActorsNode(dispatcher, fleet);
    }

    private static void Report(ActorSystem system, CommandOutcome outcome)
    {
        if (outcome.Failure is null)
            system.Log.Info("{0}: done", outcome.Command);
        else
            system.Log.Error("{0}: {1}", outcome.Command, outcome.Failure);
    }
}
