using Akka.Actor;
using Akka.Event;
using ModemActors.Calls;
using ModemActors.Capacity;
using ModemActors.Health;
using ModemActors.Holding;
using ModemActors.Inbox;
using ModemActors.Messages;
using ModemActors.Outbox;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Ussd;
using ModemActors.Whereabouts;

namespace ModemActors.Modem;

/// <summary>
/// One modem: its port and those who use it. Restarts the port on I/O errors while the others live on, keeps the modem's status and tells the others what the port says.
/// Supervised by <see cref="ModemFleet"/>; its death takes the modem out of use and is a fault of ours.
/// </summary>
internal sealed class ModemSupervisor : ReceiveActor, IWithTimers
{
    public static Props Create(
        ModemSettings modem, ModemActorsSettings settings, IModemPortOpener opener, IMessageStore store, IActorRef dispatcher, TimeProvider clock,
        IModemLocator locator, Holdings holdings, Healing healing)
    {
        var lasting = LastingPort.For(modem, settings.StateDirectory, opener, locator, holdings);
        healing.Endings.Add(modem.Id, lasting.Lifeline);
        return Create(modem, settings, lasting, store, dispatcher, healing.Resets, clock);
    }

    /// <summary>What lasts of the port is made once for all incarnations.</summary>
    private static Props Create(
        ModemSettings modem, ModemActorsSettings settings, LastingPort lasting, IMessageStore store, IActorRef dispatcher, IActorRef resets, TimeProvider clock) =>
        Props.Create(() => new ModemSupervisor(modem, settings, lasting, store, dispatcher, resets, clock));

    private readonly ModemSettings _modem;
    private readonly ModemActorsSettings _settings;
    private readonly LastingPort _lasting;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly IActorRef _resets;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly string _id;
    private IActorRef _port = ActorRefs.Nobody;
    private IActorRef _custody = ActorRefs.Nobody;
    private IActorRef _inbox = ActorRefs.Nobody;
    private IActorRef _outbox = ActorRefs.Nobody;
    private IActorRef _witness = ActorRefs.Nobody;
    private IActorRef _capacity = ActorRefs.Nobody;
    private IActorRef _health = ActorRefs.Nobody;
    private IActorRef _ussd = ActorRefs.Nobody;
    private IActorRef _calls = ActorRefs.Nobody;
    private IActorRef _endSending = ActorRefs.Nobody;
    private ModemStatus _status;
    private PortProtocol.Settled? _settled;
    private string? _loggedReason;

    public ModemSupervisor(
        ModemSettings modem, ModemActorsSettings settings, LastingPort lasting, IMessageStore store, IActorRef dispatcher, IActorRef resets, TimeProvider clock)
    {
        (_modem, _settings, _lasting, _store, _dispatcher, _resets, _clock) = (modem, settings, lasting, store, dispatcher, resets, clock);
        _id = modem.Id;
        _status = new ModemStatus { Modem = modem.Id, Port = modem.Port.ToString() };
        Become(Supervising);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var (modem, settings, store, clock) = (_modem, _settings, _store, _clock);
        _port = Context.ActorOf(ModemActor.Create(modem, settings.Profiles, _lasting), "port");
        _custody = Context.ActorOf(PortCustodian.Create(modem, _port, clock), "custody");
        _inbox = Context.ActorOf(InboxActor.Create(modem, settings.Inbox, _port, store, _dispatcher), "inbox");
        _outbox = Context.ActorOf(OutboxActor.Create(modem, settings.Outbox, _port, store, _dispatcher, clock), "outbox");
        _witness = Context.ActorOf(SlotWitness.Create(modem, settings.Outbox, _port, store, _dispatcher, clock), "witness");
        _capacity = Context.ActorOf(CapacityActor.Create(modem, settings.Capacity, _port, store, clock), "capacity");
        _ussd = Context.ActorOf(UssdActor.Create(modem, _port), "ussd");
        _calls = Context.ActorOf(CallActor.Create(modem, _port, clock), "calls");
        _health = Context.ActorOf(HealthMonitor.Create(modem, settings, _port, _resets, store, clock), "health");
        Save();
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(-1, -1, Decide, false);

    private Directive Decide(Exception cause)
    {
        switch (cause)
        {
            case PortException lost:
                PortLost(
                    lost.Message,
                    lost.Fault is PortFault.TimedOut or PortFault.Wedged ? ModemState.Unresponsive : ModemState.Closed,
                    new PortProtocol.Unavailable(PortFailure.PortLost, lost.Message) { Fault = lost.Fault });
                return Directive.Restart;
            case ActorInitializationException:
                _log.Error(cause, "{0}: a part of the modem cannot be made", _id);
                return Directive.Stop;
            default:
                _log.Error(cause, "{0}: a fault in the program; the part is started anew", _id);
                return Directive.Restart;
        }
    }

    private void Supervising()
    {
        Receive<PortProtocol.Opened>(opened =>
        {
            Change(_status with { OpenedPort = opened.PortName, State = opened.IsCycle ? _status.State : ModemState.Settling });
            _health.Tell(opened);
        });
        Receive<PortProtocol.Resting>(_ => Change(_status with { OpenedPort = null }));
        Receive<PortProtocol.Joined>(_ => OnJoined());
        Receive<PortProtocol.Settled>(OnSettled);
        Receive<PortProtocol.Unavailable>(OnUnavailable);
        Receive<PortProtocol.Heard>(OnHeard);
        Receive<PortProtocol.HeardStray>(heard => _outbox.Forward(heard));
        Receive<HealthProtocol.NetworkSeen>(OnNetworkSeen);
        Receive<HealthProtocol.Alive>(alive =>
        {
            Change(_status with { LastProofOfLife = _clock.GetUtcNow() });
            _health.Tell(alive);
        });
        Receive<CapacityProtocol.Foreseen>(seen => Change(_status with { ArrivalsPerHour = seen.ArrivalsPerHour, StorageFullAt = seen.FullAt }));
        Receive<CapacityProtocol.StorageSeen>(seen =>
        {
            Change(_status with { StorageUsed = seen.Used, StorageTotal = seen.Total ?? _status.StorageTotal });
            if (!Sender.Equals(_capacity))
                _capacity.Forward(seen);
        });
        Receive<HealthProtocol.Unsent>(unsent => _health.Tell(unsent));
        Receive<HealthProtocol.Judged>(judged => Change(_status with { Verdict = judged.Verdict, Evidence = judged.Evidence, Recoveries = judged.Recoveries }));
        Receive<ResetModem>(reset => _health.Forward(reset));
        Receive<LeaseModem>(lease => _custody.Forward(lease));
        Receive<ReturnModem>(returned => _custody.Forward(returned));
        Receive<CustodyProtocol.LeaseChanged>(changed => Change(_status with { Lease = changed.Lease }));
        Receive<RunAtCommand>(OnRunAtCommand);
        Receive<RunUssd>(run => _ussd.Forward(run));
        Receive<PortProtocol.Done>(done => OnRan((RawTransaction)done.Transaction));
        Receive<PortProtocol.Failed>(failed =>
            ((RawTransaction)failed.Transaction).Requester.Tell(new ModemRefused(_id, $"{failed.Transaction.Purpose}: {failed.Reason}")));
        Receive<EndSending>(_ =>
        {
            _endSending = Sender;
            _outbox.Tell(EndSending.Instance);
        });
        Receive<SendingEnded>(ended => _endSending.Tell(ended));
        Receive<DispatcherProtocol.LookAtSlots>(look => _witness.Forward(look));
        Receive<InboxProtocol.Look>(look => _inbox.Tell(look));
        Receive<InboxProtocol.LookAtMarks>(look => _inbox.Forward(look));
        Receive<SaveDue>(_ => Save());
        Receive<SaveFailed>(failed => _log.Warning(failed.Cause, "{0}: its status could not be stored", _id));
    }

    private void OnRunAtCommand(RunAtCommand run)
    {
        if (GuardedCommand.Refusal(run.Command) is { } refusal)
            Sender.Tell(new ModemRefused(_id, refusal));
        else
            _port.Tell(new PortProtocol.Run(new RawTransaction(new RawCommand(run.Command), Sender)));
    }

    private void OnRan(RawTransaction raw)
    {
        var response = raw.Response!;
        raw.Requester.Tell(new AtCommandAnswered(_id, response.Lines, response.Final.Text.Length > 0 ? response.Final.Text : response.Final.Meaning, response.Final.IsOk));
    }

    private void OnJoined()
    {
        if (Sender.Equals(_health) && _status.OpenedPort is { } port)
            _health.Tell(new PortProtocol.Opened(port, IsCycle: true));
        if (_settled is not null)
            Sender.Tell(_settled);
        if (Sender.Equals(_outbox) && !_endSending.IsNobody())
            _outbox.Tell(EndSending.Instance);
    }

    private void OnSettled(PortProtocol.Settled settled)
    {
        _settled = settled;
        var modem = settled.Modem;
        var before = _status.State;
        Change(_status.After(modem, _clock.GetUtcNow()));
        Tell(settled);
        Announce(before, _status.LastError);
    }

    private void OnNetworkSeen(HealthProtocol.NetworkSeen seen)
    {
        var before = _status.State;
        Change(_status.After(seen.Network, _clock.GetUtcNow()));
        _outbox.Tell(seen);
        if (_status.IsJudgedByNetwork)
            Announce(before, _status.LastError);
    }

    private void OnUnavailable(PortProtocol.Unavailable unavailable) =>
        PortLost(unavailable.Reason, StateAfter(unavailable.Failure), unavailable);

    private static ModemState StateAfter(PortFailure failure) => failure switch
    {
        PortFailure.NoAnswer => ModemState.Unresponsive,
        PortFailure.Leased => ModemState.Leased,
        PortFailure.Suspended => ModemState.Suspended,
        _ => ModemState.Closed,
    };

    private void PortLost(string reason, ModemState state, PortProtocol.Unavailable unavailable)
    {
        _settled = null;
        Change(_status with
        {
            State = state,
            LastError = state == ModemState.Leased ? null : reason,
            Tried = true,
            OpenedPort = state == ModemState.Unresponsive ? _status.OpenedPort : null,
        });
        Tell(unavailable);
        if (_loggedReason == reason || state == ModemState.Leased)
            return;
        _loggedReason = reason;
        _log.Warning("{0}: {1}", _id, reason);
        Context.System.EventStream.Publish(new ModemDegraded(_id, state, reason));
    }

    private void Announce(ModemState before, string? reason)
    {
        if (reason is null && before != ModemState.Ready)
        {
            _loggedReason = null;
            var identity = _status.Identity!;
            _log.Info("{0}: ready: {1} {2} at {3}, {4}, {5} dBm", _id, identity.Manufacturer, identity.Model, _status.OpenedPort, _status.Operator ?? "no operator", _status.SignalDbm);
            Context.System.EventStream.Publish(new ModemReady(_id, identity));
        }
        else if (reason is not null && _loggedReason != reason)
        {
            _loggedReason = reason;
            _log.Warning("{0}: {1}", _id, reason);
            Context.System.EventStream.Publish(new ModemDegraded(_id, ModemState.Degraded, reason));
        }
    }

    private void OnHeard(PortProtocol.Heard heard)
    {
        switch (heard.Code)
        {
            case MessageStored or MessageForwarded or ReportStored or ReportForwarded:
                _inbox.Tell(heard.Code);
                break;
            case StorageFull:
                _inbox.Tell(heard.Code);
                _capacity.Tell(heard.Code);
                break;
            case RegistrationChanged:
                _health.Tell(heard.Code);
                break;
            case UssdReceived:
                _ussd.Tell(heard.Code);
                break;
            case Protocol.At.CallIncoming or CallEnded:
                _calls.Tell(heard.Code);
                break;
        }
    }

    private void Tell(object message)
    {
        foreach (var user in (IActorRef[])[_inbox, _outbox, _witness, _capacity, _health, _ussd, _calls])
            user.Tell(message);
    }

    private void Change(ModemStatus status)
    {
        if (status == _status)
            return;
        var quiet = status with { LastProofOfLife = _status.LastProofOfLife } == _status;
        _status = status;
        Context.Parent.Tell(new ModemStatusChanged(status));
        if (quiet)
            return;
        Context.System.EventStream.Publish(new ModemStatusChanged(status));
        if (!Timers.IsTimerActive(SaveDue.Instance))
            Timers.StartSingleTimer(SaveDue.Instance, SaveDue.Instance, TimeSpan.FromMilliseconds(250));
    }

    private void Save() => _store.SaveModemAsync(ModemSnapshots.Of(_status, _settings.Node, _clock.GetUtcNow()))
        .PipeTo(Self, failure: cause => new SaveFailed(cause));

    private sealed record SaveDue : INotInfluenceReceiveTimeout
    {
        public static readonly SaveDue Instance = new();
    }

    private sealed record SaveFailed(Exception Cause);
}
