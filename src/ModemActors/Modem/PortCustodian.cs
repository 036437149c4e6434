using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;

namespace ModemActors.Modem;

/// <summary>
/// Decides whether the modem's port is ours: lends it, takes it back when the lease ends however it ends, and lets go of it while suspend-file exists.
/// Supervised by <see cref="ModemSupervisor"/>; its death ends a lease, which is not known after it.
/// </summary>
internal sealed class PortCustodian : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, IActorRef port, TimeProvider clock) => Props.Create(() => new PortCustodian(modem, port, clock));

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <summary>How long what the modem is doing may keep somebody waiting; longer than the network may take for a message, as a rule.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(75);

    private readonly ModemSettings _modem;
    private readonly IActorRef _port;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private (LeaseModem Request, IActorRef Asker)? _wanted;
    private ModemLease? _lease;
    private HolderProcess? _holder;
    private bool _suspended;

    public PortCustodian(ModemSettings modem, IActorRef port, TimeProvider clock)
    {
        (_modem, _port, _clock) = (modem, port, clock);
        Become(Keeping);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // whatever an earlier incarnation lent
        Context.Parent.Tell(new CustodyProtocol.LeaseChanged(null));
        Look();
        if (!_suspended)
            _port.Tell(new PortProtocol.TakeBack("nobody is known to have it"));
        WatchWhatMatters();
    }

    /// <summary>Hundreds of modems look at nothing once a second if there is nothing to be seen.</summary>
    private void WatchWhatMatters()
    {
        if (_modem.SuspendFile is null && _holder is null)
            Timers.Cancel(Tick.Look);
        else if (!Timers.IsTimerActive(Tick.Look))
            Timers.StartPeriodicTimer(Tick.Look, Tick.Look, s_look);
    }

    private void Keeping()
    {
        Receive<LeaseModem>(lease =>
        {
            if (Refusal(lease) is { } refusal)
                Sender.Tell(new ModemRefused(_modem.Id, refusal));
            else
                Begin(lease);
        });
        Receive<PortProtocol.Free>(free =>
        {
            if (_wanted is { } wanted)
                Grant(wanted.Request, wanted.Asker, free.PortName);
        });
        Receive<ReturnModem>(OnReturn);
        Receive<Tick>(tick => tick == Tick.Look, _ => Look());
        Receive<Tick>(tick => tick == Tick.Expire, _ => End("its time is over"));
        Receive<Tick>(tick => tick == Tick.Patience, _ => Renounce("the modem is still busy with what it began; try again later"));
    }

    private string? Refusal(LeaseModem lease) => lease switch
    {
        _ when lease.For < s_shortest || lease.For > s_longest => "a lease is for 1 second to 24 hours",
        _ when _modem.Port is SimulatorPort => "a simulated modem inside the service has no port that another program could open",
        _ when _lease is { } other => $"it is lent to {other.Holder} until {other.Until:HH:mm:ss} UTC (lease {other.Lease})",
        _ when _wanted is { } other => $"{other.Request.Holder} waits for it already",
        _ when _suspended => $"its port is not ours while {_modem.SuspendFile} exists",
        { ProcessId: { } id } when HolderProcess.Find(id) is null => $"there is no process {id} on this machine",
        _ => null,
    };

    private void Begin(LeaseModem lease)
    {
        _wanted = (lease, Sender);
        Timers.StartSingleTimer(Tick.Patience, Tick.Patience, s_patience);
        _port.Tell(new PortProtocol.LetGo(PortFailure.Leased, $"lent to {lease.Holder}"));
    }

    private void Grant(LeaseModem request, IActorRef asker, string? openedBefore)
    {
        if (PathOf(openedBefore) is not { } path)
        {
            Renounce("it was never found yet, so nobody knows which port it has");
            return;
        }

        (_wanted, _holder) = (null, request.ProcessId is { } id ? HolderProcess.Find(id) ?? new HolderProcess(id, DateTime.MaxValue) : null);
        WatchWhatMatters();
        Timers.Cancel(Tick.Patience);
        Timers.StartSingleTimer(Tick.Expire, Tick.Expire, request.For);
        var now = _clock.GetUtcNow();
        _lease = new ModemLease(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), request.Holder, now, now + request.For, request.ProcessId);
        _log.Info("{0}: {1} is lent to {2} until {3} (lease {4})", _modem.Id, path, request.Holder, _lease.Until, _lease.Lease);
        Context.Parent.Tell(new CustodyProtocol.LeaseChanged(_lease));
        Context.System.EventStream.Publish(new ModemLeased(_modem.Id, _lease.Lease, _lease.Holder, _lease.Until));
        asker.Tell(new ModemLeaseGranted(_modem.Id, _lease.Lease, path, _lease.Until) { BaudRate = _modem.PortOptions.BaudRate });
    }

    /// <summary>What another program can open: the path as configured, which may be a stable name, or what was found for it.</summary>
    private string? PathOf(string? openedBefore) => _modem.Port switch
    {
        DevicePort device => device.Path,
        TcpPort tcp => tcp.ToString(),
        _ => openedBefore,
    };

    private void Renounce(string reason)
    {
        if (_wanted is not { } wanted)
            return;
        _wanted = null;
        Timers.Cancel(Tick.Patience);
        wanted.Asker.Tell(new ModemRefused(_modem.Id, reason));
        _port.Tell(new PortProtocol.TakeBack("it is not lent after all"));
    }

    private void OnReturn(ReturnModem returned)
    {
        if (_lease is not { } lease || lease.Lease != returned.Lease)
        {
            Sender.Tell(new ModemRefused(_modem.Id, $"there is no lease '{returned.Lease}' of it, or not any more"));
            return;
        }

        var asker = Sender;
        asker.Tell(End("its holder returned it"));
    }

    private void Look()
    {
        if (_holder is { IsGone: true })
            End($"its holder, process {_holder.Id}, is gone");
        var suspended = _modem.SuspendFile is { } file && File.Exists(file);
        if (suspended == _suspended)
            return;
        _suspended = suspended;
        if (_lease is not null)
            return;
        if (suspended)
            Renounce($"its port is not ours while {_modem.SuspendFile} exists");
        KeepOrSuspend($"{_modem.SuspendFile} is gone");
    }

    private ModemReturned End(string reason)
    {
        var returned = new ModemReturned(_modem.Id, _lease!.Lease, reason);
        _log.Info("{0}: lease {1} of {2} is over: {3}", _modem.Id, _lease.Lease, _lease.Holder, reason);
        (_lease, _holder) = (null, null);
        WatchWhatMatters();
        Timers.Cancel(Tick.Expire);
        Context.Parent.Tell(new CustodyProtocol.LeaseChanged(null));
        Context.System.EventStream.Publish(returned);
        KeepOrSuspend(reason);
        return returned;
    }

    private void KeepOrSuspend(string reason) =>
        _port.Tell(_suspended
            ? new PortProtocol.LetGo(PortFailure.Suspended, $"suspended while {_modem.SuspendFile} exists")
            : new PortProtocol.TakeBack(reason));

    private enum Tick
    {
        Look,
        Expire,
        Patience,
    }
}
