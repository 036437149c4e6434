namespace ModemActors.Protocol.At;

/// <summary><c>AT+CLIP=</c>: whether the caller's number is told (TS 27.007 §7.6).</summary>
/// <param name="on">True: <c>+CLIP</c> follows <c>RING</c>.</param>
public sealed class WriteCallerIdentification(bool on) : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => on ? "AT+CLIP=1" : "AT+CLIP=0";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(20);
}

/// <summary><c>AT+CNUM</c>: the SIM's own numbers, as far as somebody wrote them there (TS 27.007 §7.1); empty = none.</summary>
public sealed class ReadOwnNumbers : AtCommand<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override string Text => "AT+CNUM";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        AtText.HasHeader(line, "+CNUM", out var rest) && rest.Length > 0 ? LineRole.Answer : LineRole.Foreign;

    /// <inheritdoc/>
    public override AtResult<IReadOnlyList<string>> Interpret(AtResponse response)
    {
        if (!response.Final.IsOk) return response.Refusal();
        var numbers = new List<string>();
        foreach (var line in response.Lines)
        {
            // +CNUM: [alpha],number,type[,…]
            var parameters = AtParameters.Parse(AtText.WithoutHeader(line, "+CNUM"));
            if (parameters.NonEmptyAt(1) is not { } number) continue;
            numbers.Add(parameters.NumberAt(2) == 145 && number[0] != '+' ? "+" + number : number);
        }

        return AtResult.Of<IReadOnlyList<string>>(numbers);
    }
}
