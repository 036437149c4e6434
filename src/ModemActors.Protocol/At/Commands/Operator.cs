namespace ModemActors.Protocol.At;

/// <summary>How the operator was chosen, numbered as in TS 27.007 §7.3.</summary>
public enum OperatorSelection
{
    /// <summary>By the modem.</summary>
    Automatic = 0,

    /// <summary>By hand.</summary>
    Manual = 1,

    /// <summary>The modem is deregistered on purpose.</summary>
    Deregistered = 2,

    /// <summary>Only the format was set.</summary>
    FormatOnly = 3,

    /// <summary>By hand, by the modem if that fails.</summary>
    ManualThenAutomatic = 4,
}

/// <summary>The network the modem is registered in.</summary>
/// <param name="Name">Its name, or its number (MCC and MNC), as the format in force gives it; decoded if it came as UCS-2 in hex.</param>
/// <param name="AccessTechnology">As in <see cref="Registration"/>; null = not told.</param>
/// <param name="Selection">How it was chosen.</param>
public sealed record NetworkOperator(string Name, int? AccessTechnology, OperatorSelection Selection);

/// <summary><c>AT+COPS?</c>: the operator; null = none, which is the answer of a modem that is not registered (TS 27.007 §7.3).</summary>
public sealed class ReadOperator : HeaderCommand<NetworkOperator?>
{
    /// <inheritdoc/>
    public override string Text => "AT+COPS?";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(20);

    private protected override string Header => "+COPS";

    private protected override bool TryRead(ReadOnlySpan<char> rest, out NetworkOperator? value)
    {
        value = null;
        var parameters = AtParameters.Parse(rest);
        if (parameters.NumberAt(0) is not { } mode) return false;
        var name = parameters.NonEmptyAt(2)?.Trim();
        if (string.IsNullOrEmpty(name)) return true;
        var selection = mode is >= 0 and <= 4 ? (OperatorSelection)mode : OperatorSelection.Automatic;
        value = new(AtText.ReadableName(name), parameters.NumberAt(3), selection);
        return true;
    }
}

/// <summary><c>AT+COPS=3,n</c>: how the operator is told (TS 27.007 §7.3).</summary>
/// <param name="format">0 = long name, 1 = short name, 2 = number.</param>
public sealed class WriteOperatorFormat(int format) : PlainCommand
{
    private readonly int _format = Guard.InRange(format, 0, 2);

    /// <inheritdoc/>
    public override string Text => $"AT+COPS=3,{_format}";
}
