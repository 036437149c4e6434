using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Health;

/// <summary>
/// Knows whether the modem lives: recent successful work is proof, otherwise it is probed. Probes that fail time and again ask for recovery. Also the source of signal and
/// registration. Supervised by <see cref="ModemSupervisor"/>; its death means that nobody watches until it is back.
/// </summary>
internal sealed class HealthMonitor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, ModemActorsSettings settings, IActorRef port) =>
        Props.Create(() => new HealthMonitor(modem, settings, port));

    /// <summary>Signal and registration are looked at this often at least, in checks, however busy the modem is.</summary>
    private const int ChecksBetweenLooks = 6;

    private readonly ModemSettings _modem;
    private readonly ModemActorsSettings _settings;
    private readonly IActorRef _port;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _eps;
    private bool _checksSettings;
    private NotificationSettings? _notification;
    private bool _usable;
    private bool _probing;
    private bool _alive;
    private int _checksSinceLook;
    private int _failures;

    public HealthMonitor(ModemSettings modem, ModemActorsSettings settings, IActorRef port)
    {
        (_modem, _settings, _port) = (modem, settings, port);
        Become(Watching);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Check, Tick.Check, _settings.Health.CheckInterval);
        Context.Parent.Tell(PortProtocol.Joined.Instance);
    }

    private void Watching()
    {
        Receive<PortProtocol.Settled>(settled =>
        {
            (_usable, _failures, _alive, _probing) = (true, 0, true, false);
            _notification = settled.Modem.Problem is null ? settled.Modem.Notification : null;
            _checksSettings = settled.Modem.Problem is null;
            _eps = _settings.Profiles[settled.Modem.Identity.Profile ?? ModemProfile.Generic].EpsRegistration;
        });
        Receive<PortProtocol.Unavailable>(_ => (_usable, _probing) = (false, false));
        Receive<HealthProtocol.Alive>(_ =>
        {
            (_alive, _failures) = (true, 0);
        });
        Receive<RegistrationChanged>(_ => Probe());
        Receive<ResetModem>(OnReset);
        Receive<Tick>(_ => Check());
        Receive<PortProtocol.Done>(done => done.Transaction is ReadNetwork, done =>
        {
            (_probing, _failures, _alive) = (false, 0, true);
            Context.Parent.Tell(new HealthProtocol.NetworkSeen(((ReadNetwork)done.Transaction).Network));
        });
        Receive<PortProtocol.Done>(done => done.Transaction is CheckSettings { Drift: not null }, done =>
        {
            var drift = ((CheckSettings)done.Transaction).Drift!;
            _log.Warning("{0}: {1}: the modem forgot its settings", _modem.Id, drift);
            _port.Tell(new PortProtocol.SettleAgain(drift));
        });
        Receive<PortProtocol.Done>(_ => { });
        Receive<PortProtocol.Failed>(OnFailed);
    }

    private void Check()
    {
        var skip = _alive && ++_checksSinceLook < ChecksBetweenLooks;
        _alive = false;
        if (!skip)
            Probe();
    }

    private void Probe()
    {
        if (!_usable || _probing)
            return;
        (_probing, _checksSinceLook) = (true, 0);
        _port.Tell(new PortProtocol.Run(new ReadNetwork(_eps)));
        if (_checksSettings)
            _port.Tell(new PortProtocol.Run(new CheckSettings(_modem.TextMode, _notification)));
    }

    private void OnReset(ResetModem reset)
    {
        object? order = reset.Level switch
        {
            ResetLevel.Resynchronise => new PortProtocol.SettleAgain(reset.Reason),
            ResetLevel.Reopen => new PortProtocol.Reopen(reset.Reason),
            _ => null,
        };
        if (order is null)
        {
            Sender.Tell(new ModemRefused(_modem.Id, $"this version cannot reset the {reset.Level.ToString().ToLowerInvariant()}; it can resynchronise and reopen"));
            return;
        }

        _log.Info("{0}: {1} asked for: {2}", _modem.Id, reset.Level, reset.Reason);
        _port.Tell(order);
        Sender.Tell(new ResetBegun(_modem.Id, reset.Level));
    }

    private void OnFailed(PortProtocol.Failed failed)
    {
        if (failed.Transaction is not ReadNetwork)
            return;
        _probing = false;
        if (failed.Failure is not PortFailure.NoAnswer || ++_failures < _settings.Health.FailuresBeforeRecovery)
            return;
        _failures = 0;
        _log.Warning("{0}: {1} probes in a row failed: {2}", _modem.Id, _settings.Health.FailuresBeforeRecovery, failed.Reason);
        Context.System.EventStream.Publish(new ModemRecovering(_modem.Id, "reopen", failed.Reason));
        Context.Parent.Tell(new HealthProtocol.RecoveryNeeded(failed.Reason));
    }

    private enum Tick
    {
        Check,
    }
}
