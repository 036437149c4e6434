using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Telemetry;

namespace ModemActors.Modem;

/// <summary>What is said over the port while it is in use.</summary>
internal sealed partial class ModemActor : IPortConversationHost
{
    /// <summary>A modem in use is set up again in its turn; one that is not in use, now.</summary>
    private void SettleWhenPossible()
    {
        var settle = new SettleModem(_settings, _profiles, _pin, KnocksBeforeTelling, _lifeline.Identity);
        if (_settled)
        {
            _queue.Add(settle, ActorRefs.Nobody);
            RunNext();
        }
        else if (_conversation.IsIdle && !BeginRescue())
        {
            Begin(settle, ActorRefs.Nobody);
        }
    }

    /// <summary>A reset of a modem that is not set up: as soon as what runs has had its answer, or none.</summary>
    private void Rescue(PortProtocol.Run run)
    {
        if (_rescue is not null)
        {
            Refuse(run, PortFailure.NotReady, $"it is being done already: {_rescue.Transaction.Purpose}");
            return;
        }

        (_rescue, _rescuer) = (run, Sender);
        (_conversation.Running as SettleModem)?.GiveWay();
        SettleWhenPossible();
    }

    private bool BeginRescue()
    {
        if (_rescue is not { } rescue)
            return false;
        _rescue = null;
        Begin(rescue.Transaction, _rescuer);
        return true;
    }

    private void RefuseRescue(PortFailure failure, string reason)
    {
        if (_rescue is { } rescue)
            _rescuer.Tell(new PortProtocol.Failed(rescue.Transaction, failure, reason, false));
        _rescue = null;
    }

    private void OnSettled(SettleModem settle)
    {
        if (settle.IsSilent)
        {
            // Asking goes on, since an answer must be noticed within a second; whether the port is opened anew is decided by who watches over the modem's health.
            StartOver(PortFailure.NoAnswer, $"the modem at {_wire!.Name} does not answer");
            return;
        }

        if (settle.WrongModem is { } wrong)
            Lose(new PortException(PortFault.WrongModem, wrong));

        _lifeline.Succeeded();
        _lifeline.Identity.Settled(settle.Outcome.Identity, _wire!.Name);
        if (!settle.SendsPrompt)
            _conversation.ExpectsPrompt = false;
        (_settled, _isCycle) = (true, false);
        var modem = settle.Outcome;
        foreach (var drift in modem.Drift)
            _log.Warning("{0}: {1}", _settings.Id, drift);
        _parent.Tell(new PortProtocol.Settled(modem));
        if (BeginRescue())
            return;
        if (modem.Problem is not null)
            Timers.StartSingleTimer(Tick.Settle, Tick.Settle, s_settleAgain);
        RunNext();
    }

    private void Enqueue(PortProtocol.Run run) => _queue.Add(run.Transaction, Sender);

    private void RunNext()
    {
        if (!_settled || !_conversation.IsIdle)
            return;
        if (_queue.TryTake(out var transaction, out var requester))
            Begin(transaction, requester);
        else if (_settings.IsShared)
            Timers.StartSingleTimer(Tick.Rest, Tick.Rest, s_linger);
    }

    private void Begin(PortTransaction transaction, IActorRef requester)
    {
        _requester = requester;
        Timers.Cancel(Tick.Rest);
        _log.Debug("{0}: {1}", _settings.Id, transaction.Purpose);
        _conversation.Begin(transaction);
    }

    private void Refuse(PortProtocol.Run run, PortFailure failure, string reason) =>
        Sender.Tell(new PortProtocol.Failed(run.Transaction, failure, reason, false));

    /// <summary>All who wait.</summary>
    private void Refuse(PortFailure failure, string reason)
    {
        while (_queue.TryTake(out var transaction, out var requester))
            requester.Tell(new PortProtocol.Failed(transaction, failure, reason, false));
    }

    private void RefuseAbsent(PortProtocol.Run run) => Refuse(run, _custody.Absence!.Failure, _custody.Absence.Reason);

    private void OnWake()
    {
        // The modem takes no bytes. Nothing else can be said to it, and only a new port, or a reset, helps.
        if (_wire!.IsWriting && _conversation.AwaitsAnswer)
            Lose(new PortException(PortFault.Wedged, $"the modem at {_wire.Name} takes no more bytes"));
        _conversation.TimeIsUp();
    }

    /// <summary>Silent, or restarted: nothing that was set can be relied on. Those who wait shall not wait for what comes.</summary>
    private void StartOver(PortFailure failure, string reason)
    {
        _settled = false;
        Refuse(PortFailure.NotReady, reason);
        _parent.Tell(new PortProtocol.Unavailable(failure, reason));
        Timers.StartSingleTimer(Tick.Settle, Tick.Settle, TimeSpan.FromMilliseconds(10));
    }

    void IPortConversationHost.Write(ReadOnlyMemory<byte> bytes) => _wire!.Write(bytes);

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
        if (_isLeaving)
            Leave();
        else if (transaction is ResetByCommand && _settled)
            StartOver(PortFailure.Rebooted, $"{transaction.Purpose}: done");
        else if (_settled)
            RunNext();
        else
            SettleWhenPossible();
    }

    void IPortConversationHost.OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten)
    {
        _requester.Tell(new PortProtocol.Failed(transaction, failure, reason, bodyWritten));
        if (failure == PortFailure.PortLost)
            return;

        _log.Warning("{0}: {1} failed: {2}", _settings.Id, transaction.Purpose, reason);
        if (_custody.Absence is not null)
        {
            if (_isLeaving)
                Leave();
            return;
        }

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

    void IPortConversationHost.OnSaid() => _said = Stopwatch.GetTimestamp();

    void IPortConversationHost.OnAnswered(AtCommand command, in FinalResultCode final) =>
        ModemActorsMeter.Answered(_settings.Id, command, final, _said);

    void IPortConversationHost.OnStray(string line)
    {
        _log.Debug("{0}: stray line {1}", _settings.Id, new Personal(line));
        _parent.Tell(new PortProtocol.HeardStray(line));
    }
}
