using Akka.Actor;
using Akka.Event;
using ModemActors.Health;
using ModemActors.Holding;
using ModemActors.Inbox;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Whereabouts;

namespace ModemActors.Modem;

/// <summary>
/// All modems of this node, one <see cref="ModemSupervisor"/> each, and what is known of them. Supervised by the user guardian; its death stops every modem
/// and is a fault of ours.
/// </summary>
internal sealed class ModemFleet : ReceiveActor
{
    public static Props Create(
        ModemActorsSettings settings, IModemPortOpener opener, IMessageStore store, IActorRef dispatcher, TimeProvider clock, IModemLocator locator, Holdings holdings,
        Healing healing) =>
        Props.Create(() => new ModemFleet(settings, opener, store, dispatcher, clock, locator, holdings, healing));

    private readonly ModemActorsSettings _settings;
    private readonly IModemPortOpener _opener;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly TimeProvider _clock;
    private readonly IModemLocator _locator;
    private readonly Holdings _holdings;
    private readonly Healing _healing;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, ModemStatus> _statuses;
    private readonly HashSet<IActorRef> _stillSending = [];
    private IDisposable? _foreignChanges;
    private IActorRef _endSending = ActorRefs.Nobody;

    public ModemFleet(
        ModemActorsSettings settings, IModemPortOpener opener, IMessageStore store, IActorRef dispatcher, TimeProvider clock, IModemLocator locator, Holdings holdings,
        Healing healing)
    {
        (_settings, _opener, _store, _dispatcher, _clock, _locator, _holdings, _healing) = (settings, opener, store, dispatcher, clock, locator, holdings, healing);
        _statuses = settings.Modems.ToDictionary(modem => modem.Id, modem => new ModemStatus { Modem = modem.Id, Port = modem.Port.ToString() });
        Become(Running);
    }

    protected override void PreStart()
    {
        var self = Self;
        _foreignChanges = _store.OnForeignChange(() => self.Tell(InboxProtocol.LookAtMarks.Instance));
        _ = _holdings.RecoverAsync();
        foreach (var modem in _settings.Modems)
            Context.Watch(Context.ActorOf(ModemSupervisor.Create(modem, _settings, _opener, _store, _dispatcher, _clock, _locator, _holdings, _healing), modem.Id));
        _store.RemoveModemsAsync([.. _statuses.Keys]).PipeTo(self, failure: cause => new Status.Failure(cause));
    }

    protected override void PostStop() => _foreignChanges?.Dispose();

    private void Running()
    {
        Receive<ModemStatusChanged>(changed => _statuses[changed.Modem] = changed.Status);
        Receive<ListModems>(_ => Sender.Tell(new ModemList([.. _settings.Modems.Select(modem => _statuses[modem.Id])])));
        Receive<IWithModem>(Pass);
        Receive<InboxProtocol.LookAtMarks>(TellAll);
        Receive<ReadMarksChanged>(_ => TellAll(InboxProtocol.LookAtMarks.Instance));
        Receive<EndSending>(_ => OnEndSending());
        Receive<SendingEnded>(_ => Ended(Sender));
        Receive<Terminated>(terminated =>
        {
            var id = terminated.ActorRef.Path.Name;
            _log.Error("{0} is gone", id);
            _statuses[id] = _statuses[id] with { State = ModemState.Closed, OpenedPort = null, LastError = "a fault in the program took it out of use", Tried = true };
            Ended(terminated.ActorRef);
        });
        Receive<Status.Failure>(failure => _log.Warning(failure.Cause, "modems of an earlier configuration could not be removed from the store"));
    }

    private void Pass(IWithModem message)
    {
        var modem = Context.Child(message.Modem);
        if (modem.IsNobody())
            Sender.Tell(new ModemRefused(message.Modem, $"there is no modem '{message.Modem}'; there are: {string.Join(", ", _statuses.Keys)}"));
        else
            modem.Forward(message);
    }

    private void TellAll(object message)
    {
        foreach (var modem in Context.GetChildren())
            modem.Tell(message);
    }

    private void OnEndSending()
    {
        _endSending = Sender;
        foreach (var modem in Context.GetChildren())
        {
            _stillSending.Add(modem);
            modem.Tell(EndSending.Instance);
        }

        if (_stillSending.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }

    private void Ended(IActorRef modem)
    {
        if (_stillSending.Remove(modem) && _stillSending.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }
}
