namespace ModemActors.Protocol.At;

/// <summary>One command: what to write, which lines answer it, how long it may take. Immutable, so one instance may be used again and
/// again.</summary>
public abstract class AtCommand
{
    /// <summary>The command line without its carriage return, for example <c>AT+CSQ</c>.</summary>
    public abstract string Text { get; }

    /// <summary>The command line as it may stand in a log: PINs and passwords are masked.</summary>
    public virtual string LogText => Text;

    /// <summary>What is written at the prompt, without Ctrl-Z; empty = the command opens no prompt.</summary>
    public virtual ReadOnlyMemory<byte> Body => default;

    /// <summary>How long to wait for the final result code before the command is abandoned. Longer where a network or a slow memory is
    /// asked.</summary>
    public virtual TimeSpan Deadline => TimeSpan.FromSeconds(5);

    /// <summary>True if <c>NO CARRIER</c>, <c>BUSY</c>, <c>CONNECT</c> and the like end this command; otherwise they are
    /// unsolicited.</summary>
    public virtual bool IsCall => false;

    /// <summary>True if a final result code counts only after the answer line: earlier ones belong to commands abandoned before.</summary>
    public virtual bool EndsAfterAnswerOnly => false;

    /// <summary>True for firmware that sends the answer line and never a final result code: the answer line ends the command with
    /// <see cref="FinalKind.Ok"/>
    /// (<c>AT+CPIN?</c> of old Wavecom modules). Without it such a command takes its whole deadline, and succeeds then.</summary>
    public bool EndsWithAnswer { get; init; }

    /// <summary>What is written before the command line; empty for all but <see cref="Resynchronise"/>.</summary>
    internal virtual ReadOnlySpan<byte> Preamble => default;

    /// <summary>What a line means to this command. Never asked for final result codes and reboot marks.</summary>
    /// <param name="line">The line, trimmed.</param>
    /// <param name="answers">How many answer lines have been taken so far.</param>
    protected internal virtual LineRole RoleOf(ReadOnlySpan<char> line, int answers) => LineRole.Foreign;

    /// <summary>The command line as it may stand in a log.</summary>
    public override string ToString() => LogText;
}

/// <summary>A command whose answer has a type.</summary>
/// <typeparam name="T">What it brings.</typeparam>
public abstract class AtCommand<T> : AtCommand
{
    /// <summary>Turns the answer into a value or a reason. Never throws, whatever the modem answered.</summary>
    /// <param name="response">What <see cref="AtDialogue"/> completed the command with.</param>
    public abstract AtResult<T> Interpret(AtResponse response);
}

/// <summary>What a line means to the command that runs.</summary>
public enum LineRole
{
    /// <summary>Not an answer to it.</summary>
    Foreign,

    /// <summary>Its answer, beyond doubt.</summary>
    Answer,

    /// <summary>Its answer, unless the line is a known unsolicited code.</summary>
    BareAnswer,

    /// <summary>Its answer, and a line with a PDU (hex digits) belongs to it.</summary>
    HeaderOfPdu,

    /// <summary>Its answer, and one or more lines of text belong to it.</summary>
    HeaderOfText,
}
