namespace ModemActors.Protocol.At;

/// <summary><c>AT+CFUN?</c>: the level of functionality (TS 27.007 §8.2): 0 = minimum, 1 = full, 4 = radio off, others the
/// maker's.</summary>
public sealed class ReadFunctionality : HeaderCommand<int>
{
    /// <inheritdoc/>
    public override string Text => "AT+CFUN?";

    private protected override string Header => "+CFUN";

    private protected override bool TryRead(ReadOnlySpan<char> rest, out int value)
    {
        var level = AtParameters.Parse(rest).NumberAt(0);
        value = level ?? 0;
        return level is not null;
    }
}

/// <summary><c>AT+CFUN=</c>: sets the level of functionality (TS 27.007 §8.2).</summary>
/// <param name="level">0 = minimum, 1 = full, 4 = radio off, up to 127.</param>
/// <param name="reset">True: the modem restarts; a restart then counts as success, and so does a port that vanishes.</param>
public sealed class WriteFunctionality(int level, bool reset = false) : PlainCommand
{
    private readonly int _level = Guard.InRange(level, 0, 127);

    /// <inheritdoc/>
    public override string Text => reset ? $"AT+CFUN={_level},1" : $"AT+CFUN={_level}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override AtResult<Nothing> Interpret(AtResponse response) =>
        reset && response.Final.Kind == FinalKind.Rebooted ? default(Nothing) : base.Interpret(response);
}
