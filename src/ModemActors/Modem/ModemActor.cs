using Akka.Actor;
using Akka.Event;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Modem;

/// <summary>
/// Owns one modem's port: the only one who ever reads or writes it. Runs one <see cref="PortTransaction"/> at a time and answers every one.
/// Supervised by <see cref="ModemSupervisor"/>; its death means that the port broke: who waits is told so, and the next incarnation opens the port
/// anew after a pause. What outlives incarnations is in <see cref="PortLifeline"/>.
/// </summary>
internal sealed class ModemActor : ReceiveActor, IWithTimers, IPortConversationHost
{
    public static Props Create(
        ModemSettings settings,
        IReadOnlyDictionary<string, ModemProfile> profiles,
        PortLifeline lifeline,
        PinGuard pin) => Props.Create(() => new ModemActor(settings, profiles, lifeline, pin));

    private static readonly TimeSpan s_settleAgain = TimeSpan.FromSeconds(10);

    private readonly ModemSettings _settings;
    private readonly IReadOnlyDictionary<string, ModemProfile> _profiles;
    private readonly PortLifeline _lifeline;
    private readonly PinGuard _pin;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly PortConversation _conversation;
    private readonly TransactionQueue _queue = new();
    private readonly object _incarnation = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly Queue<ReadOnlyMemory<byte>> _outgoing = new();
    private readonly IActorRef _self;
    private readonly IActorRef _parent;
    private IModemPort? _port;
    private IActorRef _requester = ActorRefs.Nobody;
    private bool _writing;
    private bool _settled;
    private int _settlementsFailed;
    private string _ending = "the service stops using the modem";

    public ModemActor(ModemSettings settings, IReadOnlyDictionary<string, ModemProfile> profiles, PortLifeline lifeline, PinGuard pin)
    {
        (_settings, _profiles, _lifeline, _pin) = (settings, profiles, lifeline, pin);
        (_self, _parent) = (Self, Context.Parent);
        _conversation = new PortConversation(this, settings.CommandTimeout, settings.SendTimeout);
        Become(Closed);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        if (_lifeline.Failures == 0)
            Open();
        else
            Timers.StartSingleTimer(Tick.Open, Tick.Open, ReopenDelay.After(_lifeline.LastFault, _lifeline.Failures));
    }

    protected override void PreRestart(Exception reason, object message)
    {
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
        _conversation.Break(PortFailure.PortLost, _ending);
        while (_queue.TryTake(out var transaction, out var requester))
            requester.Tell(new PortProtocol.Failed(transaction, PortFailure.PortLost, _ending, false));
    }

    private void Closed()
    {
        Receive<Tick>(tick => tick == Tick.Open, _ => Open());
        Receive<PortOpened>(opened => opened.Incarnation == _incarnation, opened => OnOpened(opened.Port));
        Receive<OpenFailed>(failed => failed.Incarnation == _incarnation, failed => OnOpenFailed(failed.Cause));
        Receive<PortProtocol.Run>(run => Refuse(run, "the port is not open"));
        Receive<PortProtocol.Reopen>(_ => { });
        Receive<PortProtocol.SettleAgain>(_ => { });
        ReceiveStale();
    }

    private void InUse()
    {
        Receive<BytesRead>(read => ReferenceEquals(read.Port, _port), OnBytesRead);
        Receive<BytesWritten>(written => ReferenceEquals(written.Port, _port), _ => WriteNext());
        Receive<PortBroke>(broke => ReferenceEquals(broke.Port, _port), broke => Lose(AsPortException(broke.Cause)));
        Receive<Tick>(tick => tick == Tick.Wake, _ => OnWake());
        Receive<Tick>(tick => tick == Tick.Settle, _ => SettleWhenPossible());
        Receive<PortProtocol.Run>(run => _settled, run =>
        {
            _queue.Add(run.Transaction, Sender);
            RunNext();
        });
        Receive<PortProtocol.Run>(run => Refuse(run, "the modem is not set up yet"));
        Receive<PortProtocol.SettleAgain>(again =>
        {
            _log.Info("{0}: is set up again: {1}", _settings.Id, again.Reason);
            SettleWhenPossible();
        });
        Receive<PortProtocol.Reopen>(reopen => Lose(new PortException(PortFault.TimedOut, reopen.Reason)));
        ReceiveStale();
    }

    private void ReceiveStale()
    {
        // what an earlier incarnation asked its port for
        Receive<PortResult>(_ => { });
        Receive<Tick>(_ => { });
    }

    private void Open()
    {
        var incarnation = _incarnation;
        _lifeline.OpenAsync().PipeTo(
            _self, success: port => new PortOpened(incarnation, port), failure: cause => new OpenFailed(incarnation, cause));
    }

    private void OnOpened(IModemPort port)
    {
        _port = port;
        Become(InUse);
        _parent.Tell(new PortProtocol.Opened(port.Name));
        ReadNext();
        SettleWhenPossible();
    }

    private void OnOpenFailed(Exception cause)
    {
        var fault = (cause as PortException)?.Fault;
        _lifeline.Failed(fault);
        _parent.Tell(new PortProtocol.Unavailable(PortFailure.PortLost, cause.Message) { Fault = fault });
        if (cause is not (PortException or OperationCanceledException))
            _log.Warning(cause, "{0}: opening {1} failed", _settings.Id, _settings.Port);
        Timers.StartSingleTimer(Tick.Open, Tick.Open, ReopenDelay.After(fault, _lifeline.Failures));
    }

    private SettleModem NewSettlement() => new(_settings, _profiles, _pin, ReopenDelay.KnocksBeforeReopening(_lifeline.Failures), _lifeline.Identity);

    /// <summary>A modem in use is set up again in its turn; one that is not in use, now.</summary>
    private void SettleWhenPossible()
    {
        if (_settled)
        {
            _queue.Add(NewSettlement(), ActorRefs.Nobody);
            RunNext();
        }
        else if (_conversation.IsIdle)
        {
            Begin(NewSettlement(), ActorRefs.Nobody);
        }
    }

    private void OnSettled(SettleModem settle)
    {
        if (settle.IsSilent)
        {
            Lose(new PortException(PortFault.TimedOut, $"the modem at {_port!.Name} does not answer"));
            return;
        }

        if (settle.WrongModem is { } wrong)
        {
            Lose(new PortException(PortFault.WrongModem, wrong));
            return;
        }

        _lifeline.Succeeded();
        _lifeline.Identity.Settled(settle.Outcome.Identity, _port!.Name);
        if (!settle.SendsPrompt)
            _conversation.ExpectsPrompt = false;
        (_settled, _settlementsFailed) = (true, 0);
        var modem = settle.Outcome;
        foreach (var drift in modem.Drift)
            _log.Warning("{0}: {1}", _settings.Id, drift);
        _parent.Tell(new PortProtocol.Settled(modem));
        if (modem.Problem is not null)
            Timers.StartSingleTimer(Tick.Settle, Tick.Settle, s_settleAgain);
        RunNext();
    }

    private void RunNext()
    {
        if (_settled && _conversation.IsIdle && _queue.TryTake(out var transaction, out var requester))
            Begin(transaction, requester);
    }

    private void Begin(PortTransaction transaction, IActorRef requester)
    {
        _requester = requester;
        _log.Debug("{0}: {1}", _settings.Id, transaction.Purpose);
        _conversation.Begin(transaction);
    }

    private void Refuse(PortProtocol.Run run, string reason) =>
        Sender.Tell(new PortProtocol.Failed(run.Transaction, PortFailure.NotReady, reason, false));

    private void OnWake()
    {
        if (_writing && _conversation.AwaitsAnswer)
        {
            // The modem takes no bytes. Nothing else can be said to it, and only a new port, or a reset, helps.
            Lose(new PortException(PortFault.Wedged, $"the modem at {_port!.Name} takes no more bytes"));
            return;
        }

        _conversation.TimeIsUp();
    }

    private void OnBytesRead(BytesRead read)
    {
        _conversation.Receive(_buffer.AsSpan(0, read.Count));
        ReadNext();
    }

    private void ReadNext()
    {
        var port = _port!;
        port.ReadAsync(_buffer, CancellationToken.None).AsTask()
            .PipeTo(_self, success: count => new BytesRead(port, count), failure: cause => new PortBroke(port, cause));
    }

    private void WriteNext()
    {
        _writing = _outgoing.TryDequeue(out var bytes);
        if (!_writing)
            return;
        var port = _port!;
        port.WriteAsync(bytes, CancellationToken.None).AsTask()
            .PipeTo(_self, success: () => new BytesWritten(port), failure: cause => new PortBroke(port, cause));
    }

    /// <summary>The port is of no use any more: crash, so that the supervisor decides.</summary>
    private void Lose(PortException cause)
    {
        _ending = cause.Message;
        _lifeline.Failed(cause.Fault);
        throw cause;
    }

    private PortException AsPortException(Exception cause) =>
        cause as PortException ?? new PortException(PortFault.Lost, $"{_port!.Name}: {cause.Message}", null, cause);

    void IPortConversationHost.Write(ReadOnlyMemory<byte> bytes)
    {
        _outgoing.Enqueue(bytes);
        if (!_writing)
            WriteNext();
    }

    void IPortConversationHost.WakeAfter(TimeSpan time) => Timers.StartSingleTimer(Tick.Wake, Tick.Wake, time);

    void IPortConversationHost.NeedNotWake() => Timers.Cancel(Tick.Wake);

    void IPortConversationHost.OnDone(PortTransaction transaction)
    {
        if (transaction is SettleModem settle)
        {
            OnSettled(settle);
            return;
        }

        _requester.Tell(new PortProtocol.Done(transaction));
        RunNext();
    }

    void IPortConversationHost.OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten)
    {
        _requester.Tell(new PortProtocol.Failed(transaction, failure, reason, bodyWritten));
        if (failure == PortFailure.PortLost)
            return;

        _log.Warning("{0}: {1} failed: {2}", _settings.Id, transaction.Purpose, reason);
        if (transaction is SettleModem && failure == PortFailure.NoAnswer && ++_settlementsFailed >= 3)
            Lose(new PortException(PortFault.TimedOut, $"the modem at {_port!.Name} cannot be set up: {reason}"));
        StartOver(failure, reason);
    }

    void IPortConversationHost.OnHeard(UnsolicitedCode code)
    {
        _parent.Tell(new PortProtocol.Heard(code));
        switch (code)
        {
            case ModemBooted { IsCertain: true } when _conversation.IsPausing:
                _conversation.Break(PortFailure.Rebooted, Restarted(code));
                break;
            case ModemBooted { IsCertain: true }:
                // a command that runs ends by itself, with this for its reason
                if (_settled && _conversation.IsIdle)
                    StartOver(PortFailure.Rebooted, Restarted(code));
                break;
            case ModemBooted or PinReady when _settled:
                // Perhaps it restarted; perhaps it is only slow to say that it started. Asking costs little.
                Timers.StartSingleTimer(Tick.Settle, Tick.Settle, TimeSpan.FromSeconds(1));
                break;
        }
    }

    private static string Restarted(UnsolicitedCode code) => $"the modem restarted by itself ({code.Line})";

    void IPortConversationHost.OnNoPrompt() =>
        _log.Warning("{0}: no prompt came for two messages in a row; from now on the text is written without waiting for it (profile: prompt = none)", _settings.Id);

    /// <summary>Silent, or restarted: nothing that was set can be relied on. Those who wait shall not wait for what comes.</summary>
    private void StartOver(PortFailure failure, string reason)
    {
        _settled = false;
        while (_queue.TryTake(out var waiting, out var requester))
            requester.Tell(new PortProtocol.Failed(waiting, PortFailure.NotReady, reason, false));
        _parent.Tell(new PortProtocol.Unavailable(failure, reason));
        Timers.StartSingleTimer(Tick.Settle, Tick.Settle, TimeSpan.FromMilliseconds(10));
    }

    void IPortConversationHost.OnStray(string line)
    {
        _log.Debug("{0}: stray line {1}", _settings.Id, line);
        _parent.Tell(new PortProtocol.HeardStray(line));
    }

    /// <summary>Names of timers, and what they say.</summary>
    private enum Tick
    {
        Open,
        Wake,
        Settle,
    }

    private abstract record PortResult;

    private sealed record PortOpened(object Incarnation, IModemPort Port) : PortResult;

    private sealed record OpenFailed(object Incarnation, Exception Cause) : PortResult;

    private sealed record BytesRead(IModemPort Port, int Count) : PortResult;

    private sealed record BytesWritten(IModemPort Port) : PortResult;

    private sealed record PortBroke(IModemPort Port, Exception Cause) : PortResult;
}
