namespace ModemActors.Protocol.At;

/// <summary>Any command line that a person writes; brings every line that is not a known unsolicited code.</summary>
public sealed class RawCommand : AtCommand<IReadOnlyList<string>>
{
    private const int LongestText = 512;

    private static readonly string[] SecretCommands = ["+CPIN", "+CLCK", "+CPWD", "+CPIN2", "^CPIN", "+CPINR", "^CARDLOCK"];

    private readonly string _header;

    /// <summary>Takes a command line.</summary>
    /// <param name="text">Begins with AT, printable ASCII, at most 512 characters, without line end.</param>
    /// <exception cref="ArgumentException">The text is none of that.</exception>
    public RawCommand(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        var isPrintable = text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
        if (!isPrintable || text.Length > LongestText || !text.StartsWith("AT", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"A command is AT and at most {LongestText} printable ASCII characters in one line.", nameof(text));
        Text = text;
        _header = HeaderOf(text);
    }

    /// <inheritdoc/>
    public override string Text { get; }

    /// <inheritdoc/>
    public override string LogText => Text.IndexOf('=') is var equals and > 0 && HasSecret ? Text[..(equals + 1)] + "***" : Text;

    /// <summary>Also where the secret stands behind another command in the same line.</summary>
    private bool HasSecret => SecretCommands.Any(command => Text.Contains(command, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override bool IsCall => Text.Length > 2 && char.ToUpperInvariant(Text[2]) is 'D' or 'A' or 'O';

    /// <summary>Takes a command line with its own deadline.</summary>
    /// <param name="text">As above.</param>
    /// <param name="deadline">How long to wait for the final result code.</param>
    public RawCommand(string text, TimeSpan deadline)
        : this(text) => Deadline = deadline;

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers)
    {
        if (_header.Length == 0 || !AtText.HasHeader(line, _header, out var rest)) return LineRole.BareAnswer;
        return RegistrationLine.DomainOf(_header) is null || RegistrationLine.IsAnswer(rest) ? LineRole.Answer : LineRole.BareAnswer;
    }

    /// <inheritdoc/>
    public override AtResult<IReadOnlyList<string>> Interpret(AtResponse response) =>
        response.Final.IsOk ? AtResult.Of(response.Lines) : response.Refusal();

    /// <summary><c>+CSQ</c> of <c>AT+CSQ</c>, <c>^SYSINFO</c> of <c>AT^SYSINFO?</c>; empty for commands without one.</summary>
    private static string HeaderOf(string text)
    {
        if (text.Length < 4 || char.IsAsciiLetterOrDigit(text[2])) return "";
        var end = text.AsSpan(3).IndexOfAny("=?; ");
        return end < 0 ? text[2..] : text[2..(3 + end)];
    }
}
