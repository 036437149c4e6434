namespace ModemActors.Protocol.At;

/// <summary>Brings dialogue and modem back into step after a command was abandoned: leaves edit mode (ESC), then asks something whose
/// answer line cannot belong to a
/// command before. Only the final result code behind that line counts, so a late <c>OK</c> is never taken for an answer. Made by
/// <see cref="AtDialogue.CreateResynchronise"/>.</summary>
public sealed class Resynchronise : PlainCommand
{
    /// <summary>Questions that message modems answer in every state, also without a SIM.</summary>
    private static readonly string[] Questions = ["+CMEE", "+CMGF", "+CSCS", "+CSMS"];

    private readonly string _header;

    internal Resynchronise(int turn) => _header = Questions[turn % Questions.Length];

    /// <inheritdoc/>
    public override string Text => $"AT{_header}?";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public override bool EndsAfterAnswerOnly => true;

    /// <summary>How many different questions there are.</summary>
    internal static int Turns => Questions.Length;

    /// <summary>ESC leaves edit mode if a prompt opened late; the carriage return ends the line that the ESC otherwise begins.</summary>
    internal override ReadOnlySpan<byte> Preamble => "\x1b\r"u8;

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        answers == 0 && AtText.HasHeader(line, _header, out var rest) && rest.Length > 0 ? LineRole.Answer : LineRole.Foreign;

    /// <summary>True if the other command asks the same, so that its late answer could be mistaken for this one's.</summary>
    internal bool IsMistakenFor(AtCommand other) => other.Text.Contains(_header, StringComparison.OrdinalIgnoreCase);
}
