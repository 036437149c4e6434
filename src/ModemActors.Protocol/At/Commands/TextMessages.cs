using System.Text;

namespace ModemActors.Protocol.At;

/// <summary>A message in a slot, as text mode shows it.</summary>
/// <param name="Index">The slot.</param>
/// <param name="Stat">Its state.</param>
/// <param name="Number">Sender or recipient as it came (hex of UCS-2 decoded); null = none.</param>
/// <param name="Timestamp">The service centre's time as it came, <c>yy/MM/dd,hh:mm:ss±zz</c>, zz in quarters of an hour; null =
/// none.</param>
/// <param name="Text">The text in the character set of the line, one char per octet, line ends as <c>\n</c>; hex if the character set is
/// UCS2.</param>
public sealed record StoredText(int Index, MessageStat Stat, string? Number, string? Timestamp, string Text);

/// <summary><c>AT+CMGL="…"</c>: lists messages in text mode (TS 27.005 §3.4.2). Text that looks like a header or a final code can be told
/// from one only where the modem
/// keeps the empty line before real ones; prefer PDU mode, or UCS2 as character set.</summary>
/// <param name="stat">Which.</param>
public sealed class ListTextMessages(MessageStat stat) : AtCommand<IReadOnlyList<StoredText>>
{
    /// <inheritdoc/>
    public override string Text => $"AT+CMGL=\"{TextEntry.NameOf(stat)}\"";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        AtText.HasHeader(line, "+CMGL", out var rest) && rest.Length > 0 ? LineRole.HeaderOfText : LineRole.Foreign;

    /// <inheritdoc/>
    public override AtResult<IReadOnlyList<StoredText>> Interpret(AtResponse response)
    {
        if (!response.Final.IsOk) return response.Refusal();
        var messages = new List<StoredText>(response.Lines.Count);
        foreach (var entry in response.Lines)
        {
            var (header, text) = TextEntry.Split(entry);
            var parameters = AtParameters.Parse(AtText.WithoutHeader(header, "+CMGL"));
            if (parameters.NumberAt(0) is not { } index || PduEntry.StatAt(parameters, 1) is not { } found)
                return response.NotUnderstood(header);
            messages.Add(new(index, found, TextEntry.NumberAt(parameters, 2), TextEntry.TimestampAt(parameters, 4), text));
        }

        return AtResult.Of<IReadOnlyList<StoredText>>(messages);
    }
}

/// <summary><c>AT+CMGR=</c>: reads one slot in text mode (TS 27.005 §3.4.3); null = the slot is empty.</summary>
/// <param name="index">The slot.</param>
public sealed class ReadTextMessage(int index) : AtCommand<StoredText?>
{
    private readonly int _index = Guard.InRange(index, 0, int.MaxValue);

    /// <inheritdoc/>
    public override string Text => $"AT+CMGR={_index}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        answers == 0 && AtText.HasHeader(line, "+CMGR", out var rest) && rest.Length > 0 ? LineRole.HeaderOfText : LineRole.Foreign;

    /// <inheritdoc/>
    public override AtResult<StoredText?> Interpret(AtResponse response)
    {
        if (response.Lines.Count == 0)
            return response.Final.IsOk || PduEntry.IsEmptySlot(response.Final) ? AtResult.Of<StoredText?>(null) : response.Refusal();
        // Without OK nobody knows whether the text was complete.
        if (!response.Final.IsOk) return response.Refusal();
        var (header, text) = TextEntry.Split(response.Lines[0]);
        var parameters = AtParameters.Parse(AtText.WithoutHeader(header, "+CMGR"));
        return PduEntry.StatAt(parameters, 0) is { } stat
            ? new StoredText(_index, stat, TextEntry.NumberAt(parameters, 1), TextEntry.TimestampAt(parameters, 3), text)
            : response.NotUnderstood(header);
    }
}

/// <summary><c>AT+CMGS="…"</c>: sends a message in text mode (TS 27.005 §3.5.1).</summary>
/// <param name="number">The recipient, in the character set of the line.</param>
/// <param name="encodedText">The text in the character set of the line, one char per octet; without ESC and Ctrl-Z, which would end the
/// entry.</param>
public sealed class SendText(string number, string encodedText) : AtCommand<SendReceipt>
{
    private readonly string _number = Guard.Quotable(number);
    private readonly ReadOnlyMemory<byte> _body = TextEntry.Encode(encodedText);

    /// <inheritdoc/>
    public override string Text => $"AT+CMGS=\"{_number}\"";

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => _body;

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) => SendAnswer.RoleOf(line, answers, "+CMGS");

    /// <inheritdoc/>
    public override AtResult<SendReceipt> Interpret(AtResponse response) => SendAnswer.Interpret(response, "+CMGS", hasBody: true);
}

/// <summary>What the headers of text mode have in common.</summary>
internal static class TextEntry
{
    public static string NameOf(MessageStat stat) => stat switch
    {
        MessageStat.ReceivedUnread => "REC UNREAD",
        MessageStat.ReceivedRead => "REC READ",
        MessageStat.StoredUnsent => "STO UNSENT",
        MessageStat.StoredSent => "STO SENT",
        _ => "ALL",
    };

    public static (string Header, string Text) Split(string entry)
    {
        var end = entry.IndexOf('\n');
        return end < 0 ? (entry, "") : (entry[..end], entry[(end + 1)..]);
    }

    public static string? NumberAt(AtParameters parameters, int index) =>
        parameters.NonEmptyAt(index) is { } number ? AtText.ReadableNumber(number) : null;

    /// <summary>The time in its place, or in that of the name, which Motorola leaves out.</summary>
    public static string? TimestampAt(AtParameters parameters, int index) =>
        TimeAt(parameters, index) ?? TimeAt(parameters, index - 1);

    private static string? TimeAt(AtParameters parameters, int index) =>
        parameters.TextAt(index) is { } text && text.Contains('/') && text.Contains(':') ? text : null;

    public static byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var character in text)
        {
            if (character is '\x1a' or '\x1b' or > '\xff')
                throw new ArgumentException("The text must be encoded: one char per octet, without ESC and Ctrl-Z.", nameof(text));
        }

        return Encoding.Latin1.GetBytes(text);
    }
}
