using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Protocol.At;

/// <summary>A command that brings nothing but its final result code.</summary>
public abstract class PlainCommand : AtCommand<Nothing>
{
    /// <inheritdoc/>
    public override AtResult<Nothing> Interpret(AtResponse response) => response.Final.IsOk ? default(Nothing) : response.Refusal();
}

/// <summary>A command answered by one line with a header, for example <c>+CSQ: 20,99</c>. The value counts even if the final result code
/// never came.</summary>
/// <typeparam name="T">What the line says.</typeparam>
public abstract class HeaderCommand<T> : AtCommand<T>
{
    /// <summary>The header without its colon.</summary>
    private protected abstract string Header { get; }

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        answers == 0 && AtText.HasHeader(line, Header, out var rest) && IsAnswer(rest) ? LineRole.Answer : LineRole.Foreign;

    /// <inheritdoc/>
    public override AtResult<T> Interpret(AtResponse response)
    {
        if (response.Lines.Count == 0) return WithoutAnswer(response);
        if (!response.IsUsable()) return response.Refusal();
        var line = response.Lines[0];
        return TryRead(AtText.WithoutHeader(line, Header), out var value) ? AtResult.Of(value) : response.NotUnderstood(line);
    }

    /// <summary>Whether what stands behind the header can be the answer, where an unsolicited code has the same header.</summary>
    private protected virtual bool IsAnswer(ReadOnlySpan<char> rest) => true;

    /// <summary>Reads what stands behind the header; false = it cannot be understood.</summary>
    private protected abstract bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out T value);

    private protected virtual AtResult<T> WithoutAnswer(AtResponse response) =>
        response.Final.IsOk ? response.NotUnderstood("") : response.Refusal();
}

/// <summary>A command answered by a line with or without a header, for example <c>SIMCOM_SIM7600E</c> or <c>+CGMM: "EC25"</c>.</summary>
public abstract class BareCommand : AtCommand<string>
{
    /// <summary>The header that some modems put before the answer.</summary>
    private protected abstract string Header { get; }

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers)
    {
        if (AtText.HasHeader(line, Header, out var rest)) return IsAnswer(AtText.Unquoted(rest)) ? LineRole.Answer : LineRole.Foreign;
        return IsAnswer(AtText.Unquoted(line)) ? LineRole.BareAnswer : LineRole.Foreign;
    }

    /// <inheritdoc/>
    public override AtResult<string> Interpret(AtResponse response)
    {
        if (response.Lines.Count == 0) return response.Final.IsOk ? response.NotUnderstood("") : response.Refusal();
        if (!response.IsUsable()) return response.Refusal();
        return Tidy(AtText.Unquoted(AtText.WithoutHeader(response.Lines[0], Header)));
    }

    /// <summary>Whether the text can be the answer.</summary>
    private protected virtual bool IsAnswer(ReadOnlySpan<char> text) => text.Length > 0;

    private protected virtual string Tidy(ReadOnlySpan<char> text) => text.Trim().ToString();
}

/// <summary>What answers have in common.</summary>
internal static class Answers
{
    /// <summary>True if answer lines count: after OK, and also when the firmware never sent a final result code.</summary>
    public static bool IsUsable(this AtResponse response) => response.Final.IsOk || response.Final.Kind is FinalKind.Abandoned;

    public static AtFailure Refusal(this AtResponse response) => new(response.Final.Nature, response.Final.Meaning, response.Final);

    public static AtFailure NotUnderstood(this AtResponse response, string line) => new(
        ErrorNature.Temporary,
        line.Length == 0 ? "The modem said OK without an answer." : $"The modem's answer cannot be understood: {line}",
        response.Final.IsOk ? null : response.Final);
}
