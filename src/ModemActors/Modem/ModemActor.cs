using Akka.Actor;
using Akka.Event;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Whereabouts;

namespace ModemActors.Modem;

/// <summary>
/// Owns one modem's port: the only one who ever reads or writes it. Runs one <see cref="PortTransaction"/> at a time and answers every one.
/// Supervised by <see cref="ModemSupervisor"/>; its death means that the port broke: who waits is told so, and the next incarnation opens the port
/// anew after a pause. What outlives incarnations is a <see cref="LastingPort"/>.
/// </summary>
internal sealed partial class ModemActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings settings, IReadOnlyDictionary<string, ModemProfile> profiles, LastingPort lasting) =>
        Props.Create(() => new ModemActor(settings, profiles, lasting));

    private static readonly TimeSpan s_settleAgain = TimeSpan.FromSeconds(10);

    /// <summary>How often a modem is asked, once a second, before it is told that it does not answer.</summary>
    private const int KnocksBeforeTelling = 10;

    /// <summary>With access = shared: who has just been answered may want more.</summary>
    private static readonly TimeSpan s_linger = TimeSpan.FromMilliseconds(500);

    /// <summary>With access = shared: how often the port may be found taken by others, a second each, before that is worth telling.</summary>
    private const int MostTaken = 5;

    private readonly ModemSettings _settings;
    private readonly IReadOnlyDictionary<string, ModemProfile> _profiles;
    private readonly PortLifeline _lifeline;
    private readonly PinGuard _pin;
    private readonly PortCustody _custody;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly PortConversation _conversation;
    private readonly TransactionQueue _queue = new();
    private readonly IActorRef _self;
    private readonly IActorRef _parent;
    private object _opening = new();
    private PortWire? _wire;
    private IActorRef _requester = ActorRefs.Nobody;
    private bool _settled;
    private bool _isCycle;
    private bool _isLeaving;
    private bool _restarting;
    private PortProtocol.Run? _rescue;
    private IActorRef _rescuer = ActorRefs.Nobody;
    private long _said;
    private string _ending = "the service stops using the modem";

    public ModemActor(ModemSettings settings, IReadOnlyDictionary<string, ModemProfile> profiles, LastingPort lasting)
    {
        (_settings, _profiles) = (settings, profiles);
        (_lifeline, _pin, _custody) = lasting;
        (_self, _parent) = (Self, Context.Parent);
        _conversation = new PortConversation(this, settings.CommandTimeout, settings.SendTimeout);
        Become(Closed);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(_self, typeof(WhereaboutsProtocol.LookAgain));
        if (_custody.Absence is not null)
            Leave();
        else if (_lifeline.Failures == 0)
            Open();
        else
            Timers.StartSingleTimer(Tick.Open, Tick.Open, ReopenDelay.After(_lifeline.LastFault, _lifeline.Failures));
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _restarting = true;
        if (reason is not PortException)
        {
            // A fault of ours: it must not make the port be opened in a tight loop, and nobody shall take the modem for usable meanwhile.
            _ending = "a fault in the program";
            _lifeline.Failed(null);
            _parent.Tell(new PortProtocol.Unavailable(PortFailure.PortLost, $"{_ending}: {reason.Message}"));
        }

        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        _lifeline.Close();
        if (!_restarting)
            _ = _custody.EndAsync(_lifeline.Closed);
        _conversation.Break(PortFailure.PortLost, _ending);
        RefuseRescue(PortFailure.PortLost, _ending);
        Refuse(PortFailure.PortLost, _ending);
    }

    private void Closed()
    {
        Receive<Tick>(tick => tick == Tick.Open, _ => Open());
        Receive<WhereaboutsProtocol.LookAgain>(_ => Timers.IsTimerActive(Tick.Open), _ =>
        {
            Timers.Cancel(Tick.Open);
            Open();
        });
        Receive<PortOpened>(opened => opened.Opening == _opening, opened => OnOpened(opened.Port));
        Receive<OpenFailed>(failed => failed.Opening == _opening, failed => OnOpenFailed(failed.Cause));
        Receive<PortProtocol.Run>(_ => _isCycle, Enqueue);
        Receive<PortProtocol.Run>(run => Refuse(run, PortFailure.NotReady, "the port is not open"));
        Receive<PortProtocol.LetGo>(OnLetGo);
        ReceiveStale();
    }

    private void InUse()
    {
        Receive<PortProtocol.Run>(run => !_settled && run.Transaction is ResetByCommand, Rescue);
        Receive<PortProtocol.Run>(_ => _settled || _isCycle, run =>
        {
            Enqueue(run);
            RunNext();
        });
        Receive<PortProtocol.Run>(run => Refuse(run, PortFailure.NotReady, "the modem is not set up yet"));
        Receive<Tick>(tick => tick == Tick.Settle, _ => SettleWhenPossible());
        Receive<Tick>(tick => tick == Tick.Rest, _ => Rest());
        Receive<PortProtocol.SettleAgain>(again =>
        {
            _log.Info("{0}: is set up again: {1}", _settings.Id, again.Reason);
            SettleWhenPossible();
        });
        Receive<PortProtocol.Reopen>(reopen => Lose(new PortException(PortFault.TimedOut, reopen.Reason)));
        Receive<PortProtocol.LetGo>(OnLetGo);
        ReceiveFromWire();
    }

    private void ReceiveFromWire()
    {
        Receive<PortWire.Arrived>(arrived => ReferenceEquals(arrived.Wire, _wire), arrived =>
        {
            _conversation.Receive(arrived.Wire.Bytes(arrived));
            if (ReferenceEquals(arrived.Wire, _wire))
                arrived.Wire.ReadNext();
        });
        Receive<PortWire.Written>(written => ReferenceEquals(written.Wire, _wire), written => written.Wire.WriteNext());
        Receive<PortWire.Broke>(broke => ReferenceEquals(broke.Wire, _wire), broke => Lose(AsPortException(broke.Cause)));
        Receive<Tick>(tick => tick == Tick.Wake, _ => OnWake());
        ReceiveStale();
    }

    private void ReceiveStale()
    {
        // what an earlier incarnation or an earlier port has still to say, and what does not matter in this state
        Receive<PortWire.Happening>(_ => { });
        Receive<PortOpened>(_ => { });
        Receive<OpenFailed>(_ => { });
        Receive<Left>(_ => { });
        Receive<WhereaboutsProtocol.LookAgain>(_ => { });
        Receive<Tick>(_ => { });
        Receive<PortProtocol.Reopen>(_ => { });
        Receive<PortProtocol.SettleAgain>(_ => { });
        Receive<PortProtocol.TakeBack>(_ => { });
    }

    private void Open()
    {
        var opening = _opening = new object();
        _lifeline.OpenAsync().PipeTo(_self, success: port => new PortOpened(opening, port), failure: cause => new OpenFailed(opening, cause));
    }

    private void OnOpened(IModemPort port)
    {
        _wire = new PortWire(port, _self);
        _custody.PortName = port.Name;
        Become(InUse);
        _parent.Tell(new PortProtocol.Opened(port.Name, _isCycle));
        _wire.ReadNext();
        SettleWhenPossible();
    }

    private void OnOpenFailed(Exception cause)
    {
        var fault = (cause as PortException)?.Fault;
        _lifeline.Failed(fault);
        Refuse(PortFailure.NotReady, cause.Message);
        var isTaken = fault is PortFault.Busy or PortFault.LockedByOther;
        if (!(_isCycle && isTaken && _lifeline.Failures < MostTaken))
        {
            _isCycle = false;
            _parent.Tell(new PortProtocol.Unavailable(PortFailure.PortLost, cause.Message) { Fault = fault });
        }

        if (cause is not (PortException or OperationCanceledException))
            _log.Warning(cause, "{0}: opening {1} failed", _settings.Id, _settings.Port);
        var delay = _settings.IsShared && isTaken ? TimeSpan.FromSeconds(1) : ReopenDelay.After(fault, _lifeline.Failures);
        Timers.StartSingleTimer(Tick.Open, Tick.Open, delay);
    }

    private void CloseWire()
    {
        _opening = new object();
        _wire = null;
        Timers.Cancel(Tick.Wake);
        _lifeline.Close(keepsPlace: true);
    }

    /// <summary>The port is of no use any more: crash, so that the supervisor decides.</summary>
    private void Lose(PortException cause)
    {
        _ending = cause.Message;
        _lifeline.Failed(cause.Fault);
        throw cause;
    }

    private PortException AsPortException(Exception cause) =>
        cause as PortException ?? new PortException(PortFault.Lost, $"{_wire!.Name}: {cause.Message}", null, cause);

    /// <summary>Names of timers, and what they say.</summary>
    private enum Tick
    {
        Open,
        Wake,
        Settle,
        Rest,
    }

    private sealed record PortOpened(object Opening, IModemPort Port);

    private sealed record OpenFailed(object Opening, Exception Cause);

    private sealed record Left(PortProtocol.LetGo Absence);
}
