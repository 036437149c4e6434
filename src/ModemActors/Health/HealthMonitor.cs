using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Health;

/// <summary>
/// Knows whether the modem lives: recent successful work is proof, otherwise it is probed. Judges it by what is heard of it (<see cref="Diagnosis"/>), and makes the resets
/// that the <see cref="RecoveryLadder"/> or a person wants. Also the source of signal and registration. Supervised by <see cref="ModemSupervisor"/>; its death means that
/// nobody watches until it is back, and then it knows from the record what was tried.
/// </summary>
internal sealed partial class HealthMonitor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, ModemActorsSettings settings, IActorRef port, IActorRef resets, IMessageStore store, TimeProvider clock) =>
        Props.Create(() => new HealthMonitor(modem, settings, port, resets, store, clock));

    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);

    private readonly ModemSettings _modem;
    private readonly ModemActorsSettings _settings;
    private readonly IActorRef _port;
    private readonly IActorRef _resets;
    private readonly IMessageStore _store;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Diagnosis _diagnosis;
    private readonly RecoveryLadder _ladder;
    private readonly RecoveryJournal _journal;
    private readonly LifeProbe _probe;
    private ModemProfile _profile;
    private ResetByCommand? _command;
    private ResetMeans _means;
    private bool _settledSince;
    private bool _isSick;
    private string? _quarantine;
    private HealthProtocol.Judged? _judged;

    public HealthMonitor(ModemSettings modem, ModemActorsSettings settings, IActorRef port, IActorRef resets, IMessageStore store, TimeProvider clock)
    {
        (_modem, _settings, _port, _resets, _store, _clock) = (modem, settings, port, resets, store, clock);
        _diagnosis = new Diagnosis(settings.Health.Silence, settings.Health.Patience);
        _ladder = new RecoveryLadder(settings.Health.Ladder, settings.Health.ResetsPerHour);
        _journal = new RecoveryJournal(modem.Id, Save);
        _probe = new LifeProbe();
        _profile = settings.Profiles[modem.Profile == "auto" ? ModemProfile.Generic : modem.Profile];
        _means = new ResetMeans(modem.Port.ToString(), (modem.Port as UsbPathPort)?.Path, settings.Health.PowerCommand is not null);
        Become(Watching);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _clock.GetUtcNow();

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Check, Tick.Check, _settings.Health.CheckInterval);
        Context.Parent.Tell(PortProtocol.Joined.Instance);
        _store.ListRecoveriesAsync(_modem.Id, 200).PipeTo(Self, success: records => new Recalled(records), failure: cause => new RecordFailed(cause));
    }

    private void Watching()
    {
        Receive<PortProtocol.Opened>(OnOpened);
        Receive<PortProtocol.Settled>(settled => OnSettled(settled.Modem));
        Receive<PortProtocol.Unavailable>(unavailable =>
        {
            _probe.Unavailable();
            _diagnosis.Unavailable(unavailable, _ladder.IsProving(Now), Now);
            Consider();
        });
        Receive<HealthProtocol.Alive>(alive =>
        {
            _probe.Worked();
            if (alive.Sent)
                _diagnosis.Worked();
        });
        Receive<HealthProtocol.Unsent>(unsent => _diagnosis.Unsent(unsent.Reason, Now));
        Receive<RegistrationChanged>(_ => Probe());
        Receive<ResetModem>(OnReset);
        Receive<Tick>(tick => tick == Tick.Check, _ => Check());
        Receive<Tick>(_ => Consider());
        Receive<PortProtocol.Done>(done => done.Transaction == _command, _ => OnReset(true, null));
        Receive<PortProtocol.Failed>(failed => failed.Transaction == _command, failed => OnReset(
            failed.Failure is PortFailure.Rebooted or PortFailure.PortLost or PortFailure.NoAnswer, failed.Reason));
        Receive<ResetProtocol.Ended>(
            ended => _ladder.IsClimbing && _journal.Last[0].Level == ended.Level, ended => OnReset(ended.IsDone, ended.Detail));
        Receive<ResetProtocol.Ended>(_ => { });
        Receive<ResetProtocol.Located>(OnLocated);
        Receive<PortProtocol.Done>(done => done.Transaction is ReadNetwork, done => OnProbed(((ReadNetwork)done.Transaction).Network));
        Receive<PortProtocol.Done>(done => done.Transaction is CheckSettings { Drift: not null }, done => OnDrift((CheckSettings)done.Transaction));
        Receive<PortProtocol.Failed>(failed => failed.Transaction is ReadNetwork, _ => _probe.Ended(false));
        Receive<Recalled>(recalled => OnRecalled(recalled.Records));
        Receive<RecordFailed>(failed => _log.Warning(failed.Cause, "{0}: the store has no record of its resets", _modem.Id));
        Receive<PortProtocol.Done>(_ => { });
        Receive<PortProtocol.Failed>(_ => { });
    }

    private void OnOpened(PortProtocol.Opened opened)
    {
        _means = new ResetMeans(opened.PortName, _means.UsbPath, _means.HasPower);
        _resets.Tell(new ResetProtocol.Locate(_modem.Id, opened.PortName));
        if (opened.IsCycle)
            return;
        _diagnosis.Opened(Now);
        Consider();
    }

    private void OnLocated(ResetProtocol.Located located)
    {
        if (located.UsbPath is { } path && located.PortName == _means.PortName)
            _means = new ResetMeans(located.PortName, path, _means.HasPower);
    }

    private void OnSettled(SettledModem modem)
    {
        _settledSince = true;
        _profile = _settings.Profiles[modem.Identity.Profile ?? ModemProfile.Generic];
        _probe.Settled(modem, _profile);
        _diagnosis.Settled(modem, Now);
        Consider();
    }

    private void Check()
    {
        if (_probe.Check())
            Probe();
        Consider();
    }

    private void Probe()
    {
        foreach (var question in _probe.Questions())
            _port.Tell(new PortProtocol.Run(question));
    }

    private void OnProbed(NetworkStatus network)
    {
        _probe.Ended(true);
        _diagnosis.Seen(network, Now);
        Context.Parent.Tell(new HealthProtocol.NetworkSeen(network));
        Consider();
    }

    private void OnDrift(CheckSettings check)
    {
        _log.Warning("{0}: {1}: the modem forgot its settings", _modem.Id, check.Drift);
        Context.System.EventStream.Publish(new ModemDrifted(_modem.Id, check.Drifts));
        _port.Tell(new PortProtocol.SettleAgain(check.Drift!));
    }

    private void OnRecalled(IReadOnlyList<RecoveryRecord> records)
    {
        _journal.Recall(records);
        foreach (var recovery in records.Where(record => Enum.TryParse<ResetLevel>(record.Level, ignoreCase: true, out _)))
            _ladder.Remember(Enum.Parse<ResetLevel>(recovery.Level, ignoreCase: true), recovery.At);
        Judge(_diagnosis.Find(Now));
    }

    private void Save(RecoveryRecord record) => _store.SaveRecoveryAsync(record).PipeTo(Self, failure: cause => new RecordFailed(cause));

    private static void Publish(IModemEvent happened) => Context.System.EventStream.Publish(happened);

    private enum Tick
    {
        Check,
        Look,
    }

    private sealed record Recalled(IReadOnlyList<RecoveryRecord> Records);

    private sealed record RecordFailed(Exception Cause);
}
