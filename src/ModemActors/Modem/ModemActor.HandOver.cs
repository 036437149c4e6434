using Akka.Actor;
using Akka.Event;

namespace ModemActors.Modem;

/// <summary>How the port leaves our hands on purpose and comes back: lent, suspended, or released between cycles.</summary>
internal sealed partial class ModemActor
{
    /// <summary>What runs is finished; nothing else is begun.</summary>
    private void LettingGo()
    {
        Receive<PortProtocol.Run>(RefuseAbsent);
        Receive<PortProtocol.LetGo>(OnLetGo);
        Receive<PortProtocol.TakeBack>(_ =>
        {
            _custody.Return();
            _isLeaving = false;
            Become(InUse);
        });
        ReceiveFromWire();
    }

    /// <summary>The port is closed, or being closed, and not ours.</summary>
    private void Away()
    {
        Receive<PortProtocol.Run>(RefuseAbsent);
        Receive<PortProtocol.LetGo>(OnLetGo);
        Receive<Left>(left => left.Absence == _custody.Absence, _ => _custody.Asker.Tell(new PortProtocol.Free(_custody.PortName)));
        Receive<PortProtocol.TakeBack>(back =>
        {
            _log.Info("{0}: the port is taken back: {1}", _settings.Id, back.Reason);
            _custody.Return();
            _lifeline.Succeeded();
            Become(Closed);
            Open();
        });
        ReceiveStale();
    }

    /// <summary>With access = shared: the port is closed until the next cycle, or until something cannot wait.</summary>
    private void Resting()
    {
        Receive<PortProtocol.Run>(run =>
        {
            Enqueue(run);
            if (run.Transaction.IsUrgent)
                BeginCycle();
        });
        Receive<Tick>(tick => tick == Tick.Open, _ => BeginCycle());
        Receive<PortProtocol.Reopen>(_ => BeginCycle());
        Receive<PortProtocol.LetGo>(OnLetGo);
        ReceiveStale();
    }

    private void OnLetGo(PortProtocol.LetGo wish)
    {
        _log.Info("{0}: the port is let go of: {1}", _settings.Id, wish.Reason);
        _custody.Leave(wish, Sender);
        Timers.Cancel(Tick.Open);
        Refuse(wish.Failure, wish.Reason);
        (_settled, _isCycle) = (false, false);
        // what is set up is of no use to whoever comes next
        if (_conversation.Running is SettleModem)
            _conversation.Break(PortFailure.NotReady, wish.Reason);
        if (_conversation.IsIdle)
        {
            Leave();
            return;
        }

        _isLeaving = true;
        _parent.Tell(new PortProtocol.Unavailable(wish.Failure, wish.Reason));
        Become(LettingGo);
    }

    /// <summary>Closes the port and keeps it closed.</summary>
    private void Leave()
    {
        var absence = _custody.Absence!;
        _parent.Tell(new PortProtocol.Unavailable(absence.Failure, absence.Reason));
        _isLeaving = false;
        CloseWire();
        Become(Away);
        var closed = _lifeline.Closed;
        (absence.Failure == PortFailure.Leased ? PortCustody.LendAsync(closed) : _custody.EndAsync(closed)).PipeTo(_self, success: () => new Left(absence));
    }

    /// <summary>With access = shared: nothing is to be done, so others may have the port.</summary>
    private void Rest()
    {
        if (!_settled || !_conversation.IsIdle)
            return;
        _settled = false;
        CloseWire();
        _ = _custody.EndAsync(_lifeline.Closed);
        _parent.Tell(PortProtocol.Resting.Instance);
        Become(Resting);
        Timers.StartSingleTimer(Tick.Open, Tick.Open, _settings.PollInterval);
    }

    private void BeginCycle()
    {
        Timers.Cancel(Tick.Open);
        _isCycle = true;
        Become(Closed);
        Open();
    }
}
