using System.Text;

namespace ModemActors.Protocol.At;

/// <summary>The modem took the message.</summary>
/// <param name="MessageReference">TP-MR, 0 to 255, which a delivery report will name; null = not told (a bare <c>OK</c>).</param>
/// <param name="AckPdu">The network's acknowledgement in upper-case hex (phase 2+ service only); null = none.</param>
public sealed record SendReceipt(int? MessageReference, string? AckPdu);

/// <summary><c>AT+CMGS=</c>: sends a message in PDU mode (TS 27.005 §4.3).
/// If it fails with <see cref="AtResponse.BodyWritten"/>, the message may have gone out all the same.</summary>
/// <param name="tpduLength">Octets without the service centre.</param>
/// <param name="hex">The PDU, service centre first.</param>
public sealed class SendPdu(int tpduLength, string hex) : AtCommand<SendReceipt>
{
    private readonly int _length = Guard.InRange(tpduLength, 1, 255);
    private readonly byte[] _body = Encoding.ASCII.GetBytes(Guard.Hex(hex));

    /// <inheritdoc/>
    public override string Text => $"AT+CMGS={_length}";

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => _body;

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) => SendAnswer.RoleOf(line, answers, "+CMGS");

    /// <inheritdoc/>
    public override AtResult<SendReceipt> Interpret(AtResponse response) => SendAnswer.Interpret(response, "+CMGS", hasBody: true);
}

/// <summary><c>AT+CMGW=</c>: stores a message in PDU mode (TS 27.005 §4.4); brings the slot.</summary>
/// <param name="tpduLength">Octets without the service centre.</param>
/// <param name="hex">The PDU, service centre first.</param>
/// <param name="stat">The state it gets; null = stored, unsent.</param>
public sealed class WritePdu(int tpduLength, string hex, MessageStat? stat = null) : AtCommand<int>
{
    private readonly int _length = Guard.InRange(tpduLength, 1, 255);
    private readonly byte[] _body = Encoding.ASCII.GetBytes(Guard.Hex(hex));

    /// <inheritdoc/>
    public override string Text => stat is { } value ? $"AT+CMGW={_length},{(int)value}" : $"AT+CMGW={_length}";

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => _body;

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) => SendAnswer.RoleOf(line, answers, "+CMGW");

    /// <inheritdoc/>
    public override AtResult<int> Interpret(AtResponse response)
    {
        if (response.Lines.Count == 0) return response.Final.IsOk ? response.NotUnderstood("") : response.Refusal();
        if (!response.IsUsable()) return response.Refusal();
        return AtParameters.Parse(AtText.WithoutHeader(response.Lines[0], "+CMGW")).NumberAt(0) is { } index and >= 0
            ? index
            : response.NotUnderstood(response.Lines[0]);
    }
}

/// <summary><c>AT+CMSS=</c>: sends a stored message (TS 27.005 §3.5.2).</summary>
/// <param name="index">The slot.</param>
/// <param name="number">Another recipient than the stored one; null = the stored one.</param>
public sealed class SendStored(int index, string? number = null) : AtCommand<SendReceipt>
{
    private readonly int _index = Guard.InRange(index, 0, int.MaxValue);
    private readonly string? _number = number is null ? null : Guard.Quotable(number);

    /// <inheritdoc/>
    public override string Text => _number is null
        ? $"AT+CMSS={_index}"
        : $"AT+CMSS={_index},\"{_number}\",{(_number.StartsWith('+') ? 145 : 129)}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) => SendAnswer.RoleOf(line, answers, "+CMSS");

    /// <inheritdoc/>
    public override AtResult<SendReceipt> Interpret(AtResponse response) => SendAnswer.Interpret(response, "+CMSS", hasBody: false);
}

/// <summary><c>AT+CNMA</c>: acknowledges a forwarded message or report (TS 27.005 §3.4.4); needed in time with <c>AT+CSMS=1</c>, else
/// forwarding stops.</summary>
/// <param name="mode">null = <c>AT+CNMA</c>; in PDU mode 0 = the same, 1 = positive, 2 = negative acknowledgement without a PDU.</param>
public sealed class AcknowledgeMessage(int? mode = null) : PlainCommand
{
    private readonly int? _mode = mode is { } value ? Guard.InRange(value, 0, 2, nameof(mode)) : null;

    /// <inheritdoc/>
    public override string Text => _mode is { } value ? $"AT+CNMA={value}" : "AT+CNMA";
}

/// <summary><c>AT+CMMS=</c>: keeps the link up between messages (TS 27.005 §3.5.6).</summary>
/// <param name="mode">0 = off, 1 = until a short pause, 2 = until switched off.</param>
public sealed class WriteMoreMessages(int mode) : PlainCommand
{
    private readonly int _mode = Guard.InRange(mode, 0, 2);

    /// <inheritdoc/>
    public override string Text => $"AT+CMMS={_mode}";
}

/// <summary>What the answers to sending commands have in common.</summary>
internal static class SendAnswer
{
    public static LineRole RoleOf(ReadOnlySpan<char> line, int answers, string header) =>
        answers == 0 && AtText.HasHeader(line, header, out _) ? LineRole.Answer : LineRole.Foreign;

    public static AtResult<SendReceipt> Interpret(AtResponse response, string header, bool hasBody)
    {
        if (!response.IsUsable()) return response.Refusal();
        if (hasBody && !response.BodyWritten)
        {
            return response.Final.IsOk
                ? new AtFailure(ErrorNature.Temporary, "The modem ended the command before it took the message.", response.Final)
                : response.Refusal();
        }

        // Accepted: OK without a reference, or the reference without OK.
        if (response.Lines.Count == 0) return response.Final.IsOk ? new SendReceipt(null, null) : response.Refusal();
        var parameters = AtParameters.Parse(AtText.WithoutHeader(response.Lines[0], header));
        return new SendReceipt(
            parameters.NumberAt(0) is { } reference and >= 0 and <= 255 ? reference : null,
            parameters.NonEmptyAt(1) is { } ack && AtText.IsHex(ack) ? ack.ToUpperInvariant() : null);
    }
}
