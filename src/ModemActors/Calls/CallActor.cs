using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Calls;

/// <summary>
/// Tells of calls: that one comes in, who calls, and that it ended. Calls are never answered; the caller hears it ring. Supervised by
/// <see cref="ModemSupervisor"/>; its death loses a call that rings just then.
/// </summary>
internal sealed class CallActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, IActorRef port, TimeProvider clock) => Props.Create(() => new CallActor(modem, port, clock));

    /// <summary>So long after the first RING the number (+CLIP) is waited for.</summary>
    private static readonly TimeSpan s_number = TimeSpan.FromSeconds(1);

    /// <summary>Modems say RING every 3 to 6 s while it rings, and some say nothing when it ends.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(10);

    private readonly ModemSettings _modem;
    private readonly IActorRef _port;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private DateTimeOffset _since;
    private DateTimeOffset _lastRing;
    private string? _number;
    private bool _isTold;

    public CallActor(ModemSettings modem, IActorRef port, TimeProvider clock)
    {
        (_modem, _port, _clock) = (modem, port, clock);
        Become(Quiet);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Context.Parent.Tell(PortProtocol.Joined.Instance);

    private void Quiet()
    {
        Receive<Protocol.At.CallIncoming>(call =>
        {
            (_since, _number, _isTold) = (_clock.GetUtcNow(), null, false);
            Timers.StartSingleTimer(Tick.Number, Tick.Number, s_number);
            Become(Ringing);
            OnRing(call);
        });
        ReceiveAlways();
    }

    private void Ringing()
    {
        Receive<Protocol.At.CallIncoming>(OnRing);
        Receive<CallEnded>(_ => End());
        Receive<PortProtocol.Unavailable>(_ => End());
        Receive<Tick>(tick => tick == Tick.Number, _ => Announce());
        Receive<Tick>(tick => tick == Tick.Silence, _ => End());
        ReceiveAlways();
    }

    private void ReceiveAlways()
    {
        Receive<PortProtocol.Settled>(settled => settled.Modem.Problem is null, _ => _port.Tell(new PortProtocol.Run(new ShowCallers())));
        Receive<PortProtocol.Failed>(failed => _log.Debug("{0}: callers' numbers will not be told: {1}", _modem.Id, failed.Reason));
        Receive<PortProtocol.Done>(_ => { });
        Receive<PortProtocol.Settled>(_ => { });
        Receive<PortProtocol.Unavailable>(_ => { });
        Receive<CallEnded>(_ => { });
        Receive<Tick>(_ => { });
    }

    private void OnRing(Protocol.At.CallIncoming call)
    {
        _lastRing = _clock.GetUtcNow();
        Timers.StartSingleTimer(Tick.Silence, Tick.Silence, s_silence);
        _number ??= call.Number;
        if (_number is not null)
            Announce();
    }

    private void Announce()
    {
        if (_isTold)
            return;
        _isTold = true;
        _log.Info("{0}: {1} calls", _modem.Id, _number ?? "somebody");
        Context.System.EventStream.Publish(new Messages.CallIncoming(_modem.Id, _number));
    }

    private void End()
    {
        Announce();
        Timers.Cancel(Tick.Number);
        Timers.Cancel(Tick.Silence);
        Context.System.EventStream.Publish(new CallMissed(_modem.Id, _number, _lastRing - _since));
        Become(Quiet);
    }

    private enum Tick
    {
        Number,
        Silence,
    }
}
