using System.Buffers;
using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>Who carries out what a <see cref="PortConversation"/> decides.</summary>
internal interface IPortConversationHost
{
    void Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Call <see cref="PortConversation.TimeIsUp"/> after this time; replaces an earlier wish.</summary>
    void WakeAfter(TimeSpan time);

    void NeedNotWake();

    void OnDone(PortTransaction transaction);

    void OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten);

    void OnHeard(UnsolicitedCode code);

    void OnStray(string line);

    /// <summary>A command begins to be said.</summary>
    void OnSaid()
    {
    }

    /// <summary>A command has its answer, or is given up.</summary>
    void OnAnswered(AtCommand command, in FinalResultCode final)
    {
    }

    /// <summary>The modem did not prompt for a body so often that the prompt is not waited for any more.</summary>
    void OnNoPrompt()
    {
    }
}

/// <summary>Drives one <see cref="PortTransaction"/> at a time over the wire's bytes. No port, no clock, no actor: its host has these.</summary>
internal sealed class PortConversation(IPortConversationHost host, TimeSpan commandTimeout, TimeSpan sendTimeout) : IAtDialogueSink
{
    private static readonly TimeSpan s_usualDeadline = new SetErrorReporting(1).Deadline;
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(300);

    /// <summary>A modem that fell silent is asked again soon, so that it is noticed within a second when it answers.</summary>
    private static readonly TimeSpan s_knock = TimeSpan.FromSeconds(1);

    /// <summary>How often it is tried to bring modem and dialogue back into step before the modem counts as silent.</summary>
    private const int MostResynchronisations = 6;

    /// <summary>Where no prompt comes: how long after the command the body is written.</summary>
    private static readonly TimeSpan s_withoutPrompt = TimeSpan.FromMilliseconds(500);

    private const int MostPromptsMissed = 2;

    private readonly AtDialogue _dialogue = new();
    private readonly ArrayBufferWriter<byte> _output = new();
    private PortTransaction? _transaction;
    private IEnumerator<TransactionStep>? _steps;
    private CommandStep? _step;
    private CommandStep? _postponed;
    private int _resynchronisations;
    private int _promptsMissed;
    private bool _assuming;

    /// <summary>False: firmware that does not prompt for a body; it is written after a moment. Found out by itself too: after two prompts in a row
    /// that never came from a modem that answers otherwise; and taken back when one comes.</summary>
    public bool ExpectsPrompt { get; set; } = true;

    /// <summary>What runs; null = nothing.</summary>
    public PortTransaction? Running => _transaction;

    /// <summary>True if no transaction runs.</summary>
    public bool IsIdle => _transaction is null;

    /// <summary>True while a command waits for its answer.</summary>
    public bool AwaitsAnswer => _step is not null;

    /// <summary>True while a transaction lets time pass, so that nothing is asked of the modem.</summary>
    public bool IsPausing => _transaction is not null && _step is null;

    public void Begin(PortTransaction transaction)
    {
        if (!IsIdle)
            throw new InvalidOperationException($"'{transaction.Purpose}' cannot begin while '{_transaction!.Purpose}' runs.");
        _transaction = transaction;
        _steps = transaction.Steps().GetEnumerator();
        Advance();
    }

    public void Receive(ReadOnlySpan<byte> bytes) => _dialogue.Receive(bytes, this);

    /// <summary>The time asked for by <see cref="IPortConversationHost.WakeAfter"/> is over: a pause ends, or a command is abandoned.</summary>
    public void TimeIsUp()
    {
        if (_step is null)
        {
            if (_postponed is not null)
                Resynchronise();
            else if (_transaction is not null)
                Advance();
            return;
        }

        if (_dialogue.Phase == DialoguePhase.AwaitingPrompt)
        {
            if (!ExpectsPrompt)
            {
                // at most once for a command: from here on the dialogue awaits its final result code
                _assuming = true;
                _dialogue.AssumePrompt(this);
                _assuming = false;
                return;
            }

            if (++_promptsMissed >= MostPromptsMissed)
            {
                ExpectsPrompt = false;
                host.OnNoPrompt();
            }
        }

        _dialogue.Abandon(_output, this);
        Flush();
    }

    /// <summary>The line is gone: the transaction, if there is one, fails.</summary>
    public void Break(PortFailure failure, string reason)
    {
        if (_transaction is not null)
            Fail(failure, reason, _step is not null && _dialogue.BodyWritten);
    }

    void IAtDialogueSink.OnPrompt(ReadOnlyMemory<byte> bodyWithCtrlZ)
    {
        if (!_assuming)
            (_promptsMissed, ExpectsPrompt) = (0, true);
        host.WakeAfter(_step?.Deadline ?? sendTimeout);
        host.Write(bodyWithCtrlZ);
    }

    void IAtDialogueSink.OnUnsolicited(UnsolicitedCode code) => host.OnHeard(code);

    void IAtDialogueSink.OnStrayLine(string line) => host.OnStray(line);

    void IAtDialogueSink.OnCompleted(AtCommand command, AtResponse response)
    {
        var step = _step!;
        _step = null;
        host.NeedNotWake();
        host.OnAnswered(command, response.Final);
        step.Answer(response);
        switch (response.Final.Kind)
        {
            case not FinalKind.Rebooted when _postponed is not null:
                OnResynchronised(_postponed, response.Final);
                break;
            case FinalKind.Abandoned when !step.MaySayNothing:
                Fail(PortFailure.NoAnswer, $"{command.LogText}: {response.Final.Meaning}", response.BodyWritten);
                break;
            case FinalKind.Rebooted:
                Fail(PortFailure.Rebooted, response.Final.Meaning, response.BodyWritten);
                break;
            default:
                Advance();
                break;
        }
    }

    private void Advance()
    {
        if (!_steps!.MoveNext())
        {
            var transaction = End();
            host.OnDone(transaction);
            return;
        }

        switch (_steps.Current)
        {
            case PauseStep pause:
                host.WakeAfter(pause.Time);
                break;
            case KnockStep knock:
                knock.Aim(_dialogue);
                Begin(knock);
                break;
            case BlindStep blind:
                Begin(blind);
                break;
            case CommandStep step when _dialogue.IsInStep:
                Begin(step);
                break;
            case CommandStep step:
                // An answer that comes late would be taken for this command's.
                (_postponed, _resynchronisations) = (step, 0);
                host.WakeAfter(s_silence);
                break;
        }
    }

    private void Begin(CommandStep step)
    {
        _step = step;
        host.OnSaid();
        _dialogue.Begin(step.Command, _output);
        host.WakeAfter(!ExpectsPrompt && _dialogue.Phase == DialoguePhase.AwaitingPrompt ? s_withoutPrompt : step.Deadline ?? DeadlineOf(step.Command));
        Flush();
    }

    private void Resynchronise()
    {
        var knock = new KnockStep(plainly: false) { Deadline = s_knock };
        knock.Aim(_dialogue);
        Begin(knock);
    }

    private void OnResynchronised(CommandStep postponed, FinalResultCode final)
    {
        if (_dialogue.IsInStep)
        {
            _postponed = null;
            Begin(postponed);
        }
        else if (++_resynchronisations < MostResynchronisations)
        {
            host.WakeAfter(s_silence);
        }
        else
        {
            Fail(PortFailure.NoAnswer, $"{postponed.Command.LogText}: not said, since the modem is silent ({final.Meaning})", false);
        }
    }

    /// <summary>Until the prompt a command with a body has as long as any other; from then on the network's time counts.</summary>
    private TimeSpan DeadlineOf(AtCommand command) =>
        !command.Body.IsEmpty || command.Deadline == s_usualDeadline ? commandTimeout : Longer(commandTimeout, command.Deadline);

    private void Flush()
    {
        if (_output.WrittenCount == 0)
            return;
        host.Write(_output.WrittenMemory.ToArray());
        _output.ResetWrittenCount();
    }

    private void Fail(PortFailure failure, string reason, bool bodyWritten)
    {
        var transaction = End();
        host.OnFailed(transaction, failure, reason, bodyWritten);
    }

    private PortTransaction End()
    {
        var transaction = _transaction!;
        _steps?.Dispose();
        (_transaction, _steps, _step, _postponed) = (null, null, null, null);
        host.NeedNotWake();
        return transaction;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan? b) => b > a ? b.Value : a;
}
