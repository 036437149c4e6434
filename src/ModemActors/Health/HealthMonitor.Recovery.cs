using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Modem;

namespace ModemActors.Health;

/// <summary>How resets are made, whoever wants them, and what became of them.</summary>
internal sealed partial class HealthMonitor
{
    /// <summary>A person wants it.</summary>
    private void OnReset(ResetModem reset)
    {
        if (WhyNot(reset.Level) is { } reason)
        {
            Sender.Tell(new ModemRefused(_modem.Id, reason));
            return;
        }

        Sender.Tell(new ResetBegun(_modem.Id, reset.Level));
        Begin(reset.Level, reset.Reason, _diagnosis.Find(Now)?.IsOfLine ?? true);
        Consider();
    }

    private string? WhyNot(ResetLevel level) => level switch
    {
        _ when _diagnosis.IsAway => "its port is not ours now; return it first",
        _ when _ladder.IsClimbing => $"it is being reset: {_journal.Last[0].Level.Word()}, {_journal.Last[0].Reason}",
        _ => _means.WhyNot(level),
    };

    /// <summary>Asks the ladder what is to be done, and does it.</summary>
    private void Consider()
    {
        if (_diagnosis.IsAway)
        {
            TellOfLine(null);
            Judge(null);
            return;
        }

        var finding = _diagnosis.Find(Now);
        TellOfLine(finding);
        if (finding is null && _journal.IsOpen && _settledSince && !_ladder.IsClimbing)
            _journal.End(RecoveryOutcome.Recovered, Now);
        for (var isDecided = false; !isDecided;)
            isDecided = !Carry(_ladder.Next(finding, _means.Possible, Now), finding);
        Judge(finding);
    }

    /// <returns>True: there may be more to do.</returns>
    private bool Carry(LadderMove move, Finding? finding)
    {
        switch (move)
        {
            case LadderMove.Climb climb:
                GiveUpLast();
                Begin(climb.Level, climb.Reason, finding!.IsOfLine);
                return true;
            case LadderMove.Quarantine quarantine:
                GiveUpLast();
                _quarantine = quarantine.Reason;
                _log.Error("{0}: quarantined until {1:u}, a person is needed: {2}", _modem.Id, quarantine.Until, quarantine.Reason);
                Publish(new ModemQuarantined(_modem.Id, quarantine.Reason, quarantine.Until));
                return true;
            case LadderMove.Recovered recovered:
                _log.Info("{0}: recovered after {1}, {2}", _modem.Id, recovered.Took, recovered.By is { } by ? $"by {by.Word()}" : "by itself");
                Publish(new ModemRecovered(_modem.Id, recovered.By?.Word() ?? "none", recovered.Took));
                return true;
            case LadderMove.Wait wait:
                var time = wait.Until - Now;
                Timers.StartSingleTimer(Tick.Look, Tick.Look, time > s_shortestWait ? time : s_shortestWait);
                return false;
            default:
                Timers.Cancel(Tick.Look);
                return false;
        }
    }

    private void Begin(ResetLevel level, string reason, bool isOfLine)
    {
        var attempt = _journal.Last.Count(before => before.Level == level && before.At > Now - RecoveryLadder.Stable);
        _ladder.Begun(level, isOfLine, Now);
        _journal.Begin(level, reason, Now);
        _settledSince = false;
        _log.Warning("{0}: {1}: {2}", _modem.Id, level.Word(), reason);
        Publish(new ModemRecovering(_modem.Id, level.Word(), reason));
        switch (level)
        {
            case ResetLevel.Resynchronise:
                _port.Tell(new PortProtocol.SettleAgain(reason));
                _ladder.Ended(true, true, Now);
                break;
            case ResetLevel.Reopen:
                _port.Tell(new PortProtocol.Reopen(reason));
                _ladder.Ended(true, true, Now);
                break;
            case ResetLevel.Radio or ResetLevel.Modem:
                _command = level == ResetLevel.Radio ? ResetByCommand.OfRadio(_profile, _probe.IsUsable) : ResetByCommand.OfModem(_profile, _probe.IsUsable);
                _port.Tell(new PortProtocol.Run(_command));
                break;
            default:
                _resets.Tell(new ResetProtocol.Reset(_modem.Id, level, _means.UsbPath, _means.PortName, reason, attempt));
                break;
        }
    }

    /// <summary>The reset was made, or could not be.</summary>
    private void OnReset(bool isDone, string? detail)
    {
        _command = null;
        _ladder.Ended(isDone, true, Now);
        if (_journal.IsOpen && detail is not null)
            _journal.Note(detail);
        if (!isDone && _journal.IsOpen)
        {
            _log.Warning("{0}: {1} could not be done: {2}", _modem.Id, _journal.Last[0].Level.Word(), detail);
            _journal.End(RecoveryOutcome.Impossible, Now);
        }

        Consider();
    }

    private void GiveUpLast()
    {
        if (_journal.IsOpen)
            _journal.End(RecoveryOutcome.InVain, Now);
    }

    /// <summary>Several modems in trouble on one hub are the hub's trouble.</summary>
    private void TellOfLine(Finding? finding)
    {
        var isSick = finding?.IsOfLine == true;
        if (isSick != _isSick)
            _resets.Tell(new ResetProtocol.Sick(_modem.Id, isSick));
        _isSick = isSick;
    }

    private void Judge(Finding? finding)
    {
        var verdict = _diagnosis.IsAway ? ModemVerdict.Ok : _ladder.Verdict;
        var judged = new HealthProtocol.Judged(verdict, verdict == ModemVerdict.Quarantined ? _quarantine : finding?.Evidence, _journal.Last);
        if (judged == _judged)
            return;
        _judged = judged;
        Context.Parent.Tell(judged);
    }
}
