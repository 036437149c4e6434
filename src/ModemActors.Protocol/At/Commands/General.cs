namespace ModemActors.Protocol.At;

/// <summary><c>AT</c>: is there a modem that listens (V.250 §5.2)?</summary>
public sealed class Attention : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => "AT";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(2);
}

/// <summary><c>ATE</c>: echo on or off (V.250 §6.2.4).</summary>
/// <param name="on">True: the modem repeats what is written to it.</param>
public sealed class SetEcho(bool on) : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => on ? "ATE1" : "ATE0";
}

/// <summary><c>ATQ0V1E0</c>: result codes on, in words, echo off: undoes what another program may have left behind (V.250 §6.2.4 to
/// §6.2.6).</summary>
public sealed class SetResultFormat : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => "ATQ0V1E0";
}

/// <summary><c>AT+CMEE</c>: how errors are told (TS 27.007 §9.1).</summary>
/// <param name="mode">0 = <c>ERROR</c> only, 1 = numbers, 2 = words.</param>
public sealed class SetErrorReporting(int mode) : PlainCommand
{
    private readonly int _mode = Guard.InRange(mode, 0, 2);

    /// <inheritdoc/>
    public override string Text => $"AT+CMEE={_mode}";
}
