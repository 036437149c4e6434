using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>Who goes first at the port. A transaction that was overtaken often enough goes all the same, see <see cref="TransactionQueue"/>.</summary>
internal enum TransactionPriority
{
    /// <summary>Health and hand-over.</summary>
    Control,

    /// <summary>A message on its way out.</summary>
    Send,

    /// <summary>Reading what came in.</summary>
    Read,

    /// <summary>Tidying up.</summary>
    Housekeeping,
}

/// <summary>
/// An exclusive conversation with the modem: commands one after the other, the next one decided by the answers before. While it runs nobody
/// else's command comes between. Written as an iterator, so that it needs neither an actor nor a thread to be tried: whoever drives it fills in each
/// step's answer before asking for the next step. A transaction is handed to the <see cref="ModemActor"/> and handed back when it is over;
/// in between its sender leaves it alone.
/// </summary>
internal abstract class PortTransaction
{
    /// <summary>What it is for, in a log: <c>list messages</c>.</summary>
    public abstract string Purpose { get; }

    public abstract TransactionPriority Priority { get; }

    /// <summary>True: worth opening a port for that is released between cycles (access = shared); all else waits for the next cycle.</summary>
    public virtual bool IsUrgent => Priority == TransactionPriority.Send;

    /// <summary>The steps. An answer that says no is data; silence ends the transaction unless the step says otherwise.</summary>
    public abstract IEnumerable<TransactionStep> Steps();

    protected static CommandStep<T> Ask<T>(AtCommand<T> command, TimeSpan? deadline = null, bool maySayNothing = false) =>
        new(command) { Deadline = deadline, MaySayNothing = maySayNothing };
}

/// <summary>One step of a <see cref="PortTransaction"/>.</summary>
internal abstract class TransactionStep;

/// <summary>Nothing is said for a while.</summary>
internal sealed class PauseStep(TimeSpan time) : TransactionStep
{
    public TimeSpan Time => time;
}

/// <summary>One command and, afterwards, its answer.</summary>
internal abstract class CommandStep(AtCommand command) : TransactionStep
{
    public AtCommand Command { get; protected set; } = command;

    /// <summary>How long the answer may take; null = as the command and the settings say.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>True: silence is an answer too, and the transaction goes on.</summary>
    public bool MaySayNothing { get; init; }

    /// <summary>The answer; null until there is one.</summary>
    public AtResponse? Response { get; private set; }

    public virtual void Answer(AtResponse response) => Response = response;
}

/// <summary>A command that is said although nobody knows whether the modem is in step: it may still do what it cannot answer.</summary>
internal sealed class BlindStep(AtCommand command) : CommandStep(command);

/// <summary>One command and, afterwards, what its answer means.</summary>
internal sealed class CommandStep<T>(AtCommand<T> command) : CommandStep(command)
{
    private AtResult<T>? _result;

    /// <summary>What the answer means.</summary>
    /// <exception cref="InvalidOperationException">There is no answer yet: the step was not yielded before.</exception>
    public AtResult<T> Result => _result ?? throw new InvalidOperationException($"{Command} has no answer yet.");

    /// <summary>The value, or <paramref name="otherwise"/> if the modem said no.</summary>
    public T? ValueOr(T? otherwise) => Result.IsOk ? Result.Value : otherwise;

    public override void Answer(AtResponse response)
    {
        base.Answer(response);
        _result = command.Interpret(response);
    }
}

/// <summary>
/// Asks whether the modem is there. While answers to commands that were given up may still come, in a way that tells the answer from theirs.
/// </summary>
/// <param name="plainly">
/// True: by ATQ0V1E0 in any case, for modems that do not know the questions otherwise used, or that another program left without result codes or with
/// numbers for them (V.250 §6.2.5, §6.2.6).
/// </param>
internal sealed class KnockStep(bool plainly) : CommandStep(plainly ? new SetResultFormat() : new Attention())
{
    /// <summary>True if the modem said anything that ends a command.</summary>
    public bool IsAnswered => Response is { Final.Kind: not (FinalKind.Abandoned or FinalKind.Rebooted) };

    public void Aim(AtDialogue dialogue)
    {
        if (!plainly && !dialogue.IsInStep)
            Command = dialogue.CreateResynchronise();
    }
}
