using System.Collections.Concurrent;
using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;

namespace ModemActors.Tests.Harness;

/// <summary>A whole node over simulated modems.</summary>
public abstract class NodeKit : StoreKit
{
    private static readonly string[] s_parts = ["port", "custody", "inbox", "outbox", "witness", "capacity", "health"];

    private readonly ConcurrentQueue<IModemActorsEvent> _events = new();
    private ModemActorsNode? _node;

    protected NodeKit()
    {
        Air = new Air(Clock);
        Simulator = new SimulatorPortOpener(Air, (name, ordinal) => Options(SimulatedModemOptions.Numbered(ordinal) with { Id = name }));
    }

    protected Air Air { get; }

    internal SimulatorPortOpener Simulator { get; }

    /// <summary>What the modems are that are made from now on.</summary>
    protected Func<SimulatedModemOptions, SimulatedModemOptions> Options { get; set; } = options => options;

    protected ModemActorsNode Node => _node!;

    /// <summary>What goes over the wire.</summary>
    internal WatchedOpener Line { get; private set; } = null!;

    protected SimulatedModem Modem(string id = "a") => Simulator.Modem(id);

    /// <summary>Starts the node and waits until every modem was tried.</summary>
    internal void Begin(string section = "", IModemPortOpener? opener = null)
    {
        var settings = Given.Settings(section.Contains("modems =", StringComparison.Ordinal) ? section : $"{Given.OneModem}\n{section}");
        Begin(settings, opener);
    }

    internal void Begin(ModemActorsSettings settings, IModemPortOpener? opener = null)
    {
        var ear = Sys.ActorOf(Props.Create(() => new Ear(_events)));
        Sys.EventStream.Subscribe(ear, typeof(IModemActorsEvent));
        Line = new WatchedOpener(opener ?? Simulator, Activity);
        _node = Launch(settings, Line);
        Watch(_node.Dispatcher, _node.Fleet, ear);
        foreach (var modem in settings.Modems)
        {
            Watch(Supervisor(modem.Id));
            Watch(s_parts.Select(part => Part(part, modem.Id)));
        }
    }

    /// <summary>Starts the node and waits until its modems are ready.</summary>
    internal void BeginReady(string section = "", IModemPortOpener? opener = null)
    {
        Begin(section, opener);
        Until(() => Statuses().All(status => status.State == ModemState.Ready), what: "every modem is ready");
    }

    /// <summary>How the node is started.</summary>
    internal virtual ModemActorsNode Launch(ModemActorsSettings settings, IModemPortOpener opener) => ModemActorsNode.Start(Sys, settings, opener, Store, Clock);

    protected ICanTell Supervisor(string modem = "a") => Sys.ActorSelection(Node.Fleet.Path + "/" + modem);

    protected ICanTell Part(string part, string modem = "a") => Sys.ActorSelection($"{Node.Fleet.Path}/{modem}/{part}");

    protected IActorRef Find(string part, string modem = "a") =>
        Wait(Sys.ActorSelection($"{Node.Fleet.Path}/{modem}/{part}").ResolveOne(TimeSpan.FromSeconds(20)));

    protected IReadOnlyList<ModemStatus> Statuses() => Wait(Node.Fleet.Ask<ModemList>(ListModems.Instance, TimeSpan.FromSeconds(20))).Modems;

    protected ModemStatus Status(string modem = "a") => Statuses().Single(status => status.Modem == modem);

    protected IReadOnlyList<T> Events<T>()
        where T : IModemActorsEvent => [.. _events.OfType<T>()];

    protected SmsQueued Send(string content = "Hello", string to = "+15557654321") =>
        Wait(Node.Dispatcher.Ask<SmsQueued>(new SendSms(to, content), TimeSpan.FromSeconds(20)));

    private sealed class Ear : ReceiveActor
    {
        public Ear(ConcurrentQueue<IModemActorsEvent> events) => Receive<IModemActorsEvent>(events.Enqueue);
    }
}
