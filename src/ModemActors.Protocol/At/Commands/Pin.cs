namespace ModemActors.Protocol.At;

/// <summary>What the SIM or the equipment waits for (TS 27.007 §8.3).</summary>
public enum PinStatus
{
    /// <summary><c>READY</c>: nothing.</summary>
    Ready,

    /// <summary><c>SIM PIN</c>.</summary>
    SimPin,

    /// <summary><c>SIM PUK</c>: the PIN was wrong three times.</summary>
    SimPuk,

    /// <summary><c>SIM PIN2</c>.</summary>
    SimPin2,

    /// <summary><c>SIM PUK2</c>.</summary>
    SimPuk2,

    /// <summary><c>PH-SIM PIN</c>: the equipment is bound to another SIM.</summary>
    PhoneToSimPin,

    /// <summary><c>PH-FSIM PIN</c>, <c>PH-FSIM PUK</c>: bound to the very first SIM.</summary>
    PhoneToFirstSimPin,

    /// <summary><c>PH-NET PIN</c> and the other personalizations (network subset, service provider, corporate), PIN or PUK.</summary>
    Personalization,

    /// <summary><c>NOT INSERTED</c>, <c>NO SIM</c>, or <c>+CME ERROR: 10</c>.</summary>
    NotInserted,

    /// <summary><c>NOT READY</c>, <c>SIM BUSY</c>, or <c>+CME ERROR: 14</c>: still starting.</summary>
    Busy,

    /// <summary>Something that is not in the standard.</summary>
    Unknown,
}

/// <summary><c>AT+CPIN?</c>: what the SIM waits for (TS 27.007 §8.3). SIM missing, busy, or locked are values here, not failures.</summary>
public sealed class ReadPinStatus : HeaderCommand<PinStatus>
{
    /// <inheritdoc/>
    public override string Text => "AT+CPIN?";

    private protected override string Header => "+CPIN";

    internal static PinStatus Parse(ReadOnlySpan<char> text) => AtText.Unquoted(text) switch
    {
        "READY" => PinStatus.Ready,
        "SIM PIN" => PinStatus.SimPin,
        "SIM PUK" => PinStatus.SimPuk,
        "SIM PIN2" => PinStatus.SimPin2,
        "SIM PUK2" => PinStatus.SimPuk2,
        "PH-SIM PIN" => PinStatus.PhoneToSimPin,
        "PH-FSIM PIN" or "PH-FSIM PUK" => PinStatus.PhoneToFirstSimPin,
        "PH-NET PIN" or "PH-NET PUK" or "PH-NETSUB PIN" or "PH-NETSUB PUK" => PinStatus.Personalization,
        "PH-SP PIN" or "PH-SP PUK" or "PH-CORP PIN" or "PH-CORP PUK" => PinStatus.Personalization,
        "NOT INSERTED" or "NO SIM" or "SIM REMOVED" or "SIM NOT INSERTED" => PinStatus.NotInserted,
        "NOT READY" or "SIM BUSY" or "BUSY" or "SIM NOT READY" => PinStatus.Busy,
        _ => PinStatus.Unknown,
    };

    private protected override bool TryRead(ReadOnlySpan<char> rest, out PinStatus value)
    {
        value = Parse(rest);
        return true;
    }

    private protected override AtResult<PinStatus> WithoutAnswer(AtResponse response) => response.Final switch
    {
        { Kind: FinalKind.CmeError, Code: 10 } or { Kind: FinalKind.CmsError, Code: 310 } => PinStatus.NotInserted,
        { Kind: FinalKind.CmeError, Code: 14 } or { Kind: FinalKind.CmsError, Code: 314 } => PinStatus.Busy,
        _ => base.WithoutAnswer(response),
    };
}

/// <summary><c>AT+CPIN=</c>: gives the PIN (TS 27.007 §8.3). Three wrong ones lock the SIM: never repeat after a failure.</summary>
/// <param name="pin">4 to 8 digits.</param>
public sealed class EnterPin(string pin) : PlainCommand
{
    private readonly string _pin = pin is { Length: >= 4 and <= 8 } && AtText.IsDigits(pin)
        ? pin
        : throw new ArgumentException("A PIN has 4 to 8 digits.", nameof(pin));

    /// <inheritdoc/>
    public override string Text => $"AT+CPIN=\"{_pin}\"";

    /// <inheritdoc/>
    public override string LogText => "AT+CPIN=\"***\"";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(20);
}
