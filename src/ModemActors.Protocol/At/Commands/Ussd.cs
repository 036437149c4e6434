namespace ModemActors.Protocol.At;

/// <summary><c>AT+CUSD=1,"…"</c>: sends a USSD request (TS 27.007 §7.15). OK means that it left; the network's answer comes as
/// <see cref="UssdReceived"/>, before or after it.</summary>
/// <param name="code">For example <c>*100#</c>, in the character set of the line.</param>
/// <param name="dcs">Cell broadcast data coding scheme, usually 15; null = left out.</param>
public sealed class SendUssd(string code, int? dcs = null) : PlainCommand
{
    private readonly string _code = Guard.Quotable(code);
    private readonly int? _dcs = dcs is { } value ? Guard.InRange(value, 0, 255, nameof(dcs)) : null;

    /// <inheritdoc/>
    public override string Text => _dcs is { } value ? $"AT+CUSD=1,\"{_code}\",{value}" : $"AT+CUSD=1,\"{_code}\"";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(60);
}

/// <summary><c>AT+CUSD=2</c>: ends a USSD session (TS 27.007 §7.15).</summary>
public sealed class CancelUssd : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => "AT+CUSD=2";
}
