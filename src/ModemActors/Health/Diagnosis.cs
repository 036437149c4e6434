using ModemActors.Modem;
using ModemActors.Ports;

namespace ModemActors.Health;

/// <summary>Puts together what is heard of a modem and says what is wrong with it, the worst first. No clock, no actor.</summary>
/// <param name="silence">How long a modem that worked may be silent before something is done.</param>
/// <param name="patience">The same for what may pass by itself: no network, no SIM, nothing sent.</param>
internal sealed class Diagnosis(TimeSpan silence, TimeSpan patience)
{
    /// <summary>A port that is gone may be on its way back: unplugged and plugged, renumbered.</summary>
    private static readonly TimeSpan s_absence = TimeSpan.FromSeconds(20);

    /// <summary>A modem that was just opened, or that restarted, may be starting.</summary>
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_restartsWithin = TimeSpan.FromMinutes(10);

    private const int MostRestarts = 3;

    private const int MostUnsent = 3;

    private readonly Queue<DateTimeOffset> _restarts = new();
    private Finding? _line;
    private Finding? _sim;
    private Finding? _network;
    private Finding? _signal;
    private bool _isAway;
    private bool _hadSignal;
    private int _unsent;
    private string _unsentReason = "";
    private DateTimeOffset _unsentSince;

    /// <summary>True while the port is not ours on purpose: nothing is known then, and nothing is wrong.</summary>
    public bool IsAway => _isAway;

    /// <summary>The port is open; the modem has not answered yet.</summary>
    public void Opened(DateTimeOffset now)
    {
        _isAway = false;
        if (_line?.Symptom != Symptom.Silent)
            _line = new Finding(Symptom.Silent, "it has not answered since its port was opened", now, s_start);
    }

    /// <summary>It answers and was set up, as far as it can be.</summary>
    public void Settled(SettledModem modem, DateTimeOffset now)
    {
        (_isAway, _line) = (false, null);
        _sim = modem.Problem is not { } problem ? null
            : modem.NeedsPerson ? Since(_sim, new Finding(Symptom.NeedsPerson, problem, now, TimeSpan.Zero))
            : Since(_sim, new Finding(Symptom.SimTrouble, problem, now, patience));
        if (modem.Problem is null)
            Seen(modem.Network, now);
    }

    /// <summary>It cannot be used.</summary>
    /// <param name="isOurs">True: we reset it, so that restarting is no sign of trouble.</param>
    public void Unavailable(PortProtocol.Unavailable unavailable, bool isOurs, DateTimeOffset now)
    {
        _isAway = unavailable.Failure is PortFailure.Leased or PortFailure.Suspended;
        if (_isAway)
        {
            (_line, _sim, _network, _signal, _unsent) = (null, null, null, null, 0);
            return;
        }

        if (unavailable.Failure == PortFailure.Rebooted && !isOurs)
            _restarts.Enqueue(now);
        var symptom = SymptomOf(unavailable);
        _line = Since(_line, new Finding(symptom, unavailable.Reason, now, symptom switch
        {
            Symptom.Silent => unavailable.Failure == PortFailure.Rebooted ? s_start : silence,
            Symptom.PortGone => s_absence,
            _ => TimeSpan.Zero,
        }));
    }

    /// <summary>How it stands in the network.</summary>
    public void Seen(NetworkStatus network, DateTimeOffset now)
    {
        _hadSignal |= network.SignalDbm is not null;
        _network = network.MaySend ? null : Since(_network, new Finding(
            Symptom.Unregistered,
            $"not registered in the network ({network.Registration}), {(network.SignalDbm is { } dbm ? $"{dbm} dBm" : "no signal")}",
            now,
            patience));
        _signal = network.SignalDbm is not null || !_hadSignal || !network.MaySend ? null
            : Since(_signal, new Finding(Symptom.NoSignal, "its signal is gone although it says that it is registered", now, TimeSpan.Zero));
    }

    /// <summary>It just did what it is there for.</summary>
    public void Worked() => (_unsent, _signal) = (0, null);

    /// <summary>A message did not go out for a reason of the modem's.</summary>
    public void Unsent(string reason, DateTimeOffset now)
    {
        if (_unsent++ == 0)
            _unsentSince = now;
        _unsentReason = reason;
    }

    /// <summary>What is wrong with it; null = nothing that is known.</summary>
    public Finding? Find(DateTimeOffset now)
    {
        while (_restarts.TryPeek(out var oldest) && now - oldest > s_restartsWithin)
            _restarts.Dequeue();
        if (_isAway)
            return null;
        if (_line is not null)
            return _line;
        if (_sim is not null)
            return _sim;
        if (_restarts.Count >= MostRestarts)
            return new Finding(Symptom.Restarting, $"it restarted by itself {_restarts.Count} times in {s_restartsWithin.TotalMinutes} minutes", _restarts.Peek(), TimeSpan.Zero);
        if (_unsent >= MostUnsent && now - _unsentSince >= patience)
            return new Finding(Symptom.Stuck, $"{_unsent} times in a row a message did not go out: {_unsentReason}", _unsentSince, TimeSpan.Zero);
        return _network ?? (_signal is not null && now - _signal.Since >= patience ? _signal : null);
    }

    private static Symptom SymptomOf(PortProtocol.Unavailable unavailable) => unavailable.Fault switch
    {
        PortFault.NotFound or PortFault.Lost => Symptom.PortGone,
        PortFault.Busy or PortFault.LockedByOther => Symptom.PortHeld,
        PortFault.Wedged => Symptom.Wedged,
        PortFault.TimedOut => Symptom.Silent,
        null => unavailable.Failure is PortFailure.NoAnswer or PortFailure.Rebooted ? Symptom.Silent : Symptom.PortGone,
        _ => Symptom.NeedsPerson,
    };

    /// <summary>The same trouble goes on, whatever is newly said of it.</summary>
    private static Finding Since(Finding? before, Finding now) =>
        before?.Symptom == now.Symptom ? before with { Evidence = now.Evidence } : now;
}
