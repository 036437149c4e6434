namespace ModemActors.Protocol.At;

/// <summary>The state of a stored message, numbered as in PDU mode (TS 27.005 §3.1).</summary>
public enum MessageStat
{
    /// <summary>Received, not yet read: <c>REC UNREAD</c>.</summary>
    ReceivedUnread = 0,

    /// <summary>Received and read: <c>REC READ</c>.</summary>
    ReceivedRead = 1,

    /// <summary>Stored, not sent: <c>STO UNSENT</c>.</summary>
    StoredUnsent = 2,

    /// <summary>Stored and sent: <c>STO SENT</c>.</summary>
    StoredSent = 3,

    /// <summary>For listing only: <c>ALL</c>.</summary>
    All = 4,
}

/// <summary>A message in a slot.</summary>
/// <param name="Index">The slot.</param>
/// <param name="Stat">Its state, before the listing or reading marks it as read.</param>
/// <param name="Alpha">The name from the phone book; null = none.</param>
/// <param name="Length">The length the header tells, in octets without the service centre; -1 = not told.</param>
/// <param name="Hex">The PDU in upper-case hex, service centre first, exactly as long as it came; empty if the slot's line was
/// missing.</param>
public sealed record StoredPdu(int Index, MessageStat Stat, string? Alpha, int Length, string Hex);

/// <summary><c>AT+CMGL=</c>: lists messages in PDU mode (TS 27.005 §3.4.2). Marks unread ones as read.</summary>
/// <param name="stat">Which; ALL for safety.</param>
public sealed class ListMessages(MessageStat stat) : AtCommand<IReadOnlyList<StoredPdu>>
{
    /// <inheritdoc/>
    public override string Text => $"AT+CMGL={(int)stat}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        AtText.HasHeader(line, "+CMGL", out var rest) && rest.Length > 0 ? LineRole.HeaderOfPdu : LineRole.Foreign;

    /// <inheritdoc/>
    public override AtResult<IReadOnlyList<StoredPdu>> Interpret(AtResponse response)
    {
        // A list that was cut off must not pass for the whole: what is missing from it would count as deleted.
        if (!response.Final.IsOk) return response.Refusal();
        var messages = new List<StoredPdu>(response.Lines.Count);
        foreach (var entry in response.Lines)
        {
            if (Parse(entry) is not { } message) return response.NotUnderstood(entry);
            messages.Add(message);
        }

        return AtResult.Of<IReadOnlyList<StoredPdu>>(messages);
    }

    /// <summary><c>+CMGL: index,stat,[alpha],length</c>, the name missing altogether on some.</summary>
    private static StoredPdu? Parse(string entry)
    {
        var (header, hex) = PduEntry.Split(entry);
        var parameters = AtParameters.Parse(AtText.WithoutHeader(header, "+CMGL"));
        return parameters.NumberAt(0) is { } index and >= 0 && PduEntry.StatAt(parameters, 1) is { } stat
            ? new(index, stat, PduEntry.AlphaAt(parameters, 2), PduEntry.LengthAt(parameters, 2), hex)
            : null;
    }
}

/// <summary><c>AT+CMGR=</c>: reads one slot in PDU mode (TS 27.005 §3.4.3); null = the slot is empty (bare <c>OK</c>, or <c>+CMS ERROR:
/// 321</c>). Marks it as read.</summary>
/// <param name="index">The slot.</param>
public sealed class ReadMessage(int index) : AtCommand<StoredPdu?>
{
    private readonly int _index = Guard.InRange(index, 0, int.MaxValue);

    /// <inheritdoc/>
    public override string Text => $"AT+CMGR={_index}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        answers == 0 && AtText.HasHeader(line, "+CMGR", out var rest) && rest.Length > 0 ? LineRole.HeaderOfPdu : LineRole.Foreign;

    /// <inheritdoc/>
    public override AtResult<StoredPdu?> Interpret(AtResponse response)
    {
        if (response.Lines.Count == 0)
            return response.Final.IsOk || PduEntry.IsEmptySlot(response.Final) ? AtResult.Of<StoredPdu?>(null) : response.Refusal();
        if (!response.IsUsable()) return response.Refusal();
        var (header, hex) = PduEntry.Split(response.Lines[0]);
        if (hex.Length == 0 && !response.Final.IsOk) return response.Refusal();
        var parameters = AtParameters.Parse(AtText.WithoutHeader(header, "+CMGR"));
        // Some firmware shows an empty slot as "+CMGR: 0,,0" with nothing behind it.
        if (hex.Length == 0 && PduEntry.LengthAt(parameters, 1) == 0) return AtResult.Of<StoredPdu?>(null);
        return PduEntry.StatAt(parameters, 0) is { } stat
            ? new StoredPdu(_index, stat, PduEntry.AlphaAt(parameters, 1), PduEntry.LengthAt(parameters, 1), hex)
            : response.NotUnderstood(header);
    }
}

/// <summary><c>AT+CMGD=</c>: deletes a message (TS 27.005 §3.5.4).</summary>
/// <param name="index">The slot.</param>
/// <param name="flag">null or 0 = this slot; 1 = all read; 2 = and sent; 3 = and unsent; 4 = all.</param>
public sealed class DeleteMessage(int index, int? flag = null) : PlainCommand
{
    private readonly int _index = Guard.InRange(index, 0, int.MaxValue);
    private readonly int? _flag = flag is { } value ? Guard.InRange(value, 0, 4, nameof(flag)) : null;

    /// <inheritdoc/>
    public override string Text => _flag is { } value ? $"AT+CMGD={_index},{value}" : $"AT+CMGD={_index}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(25);
}

/// <summary>What the headers of <c>+CMGL</c> and <c>+CMGR</c> have in common.</summary>
internal static class PduEntry
{
    public static (string Header, string Hex) Split(string entry)
    {
        var end = entry.IndexOf('\n');
        return end < 0 ? (entry, "") : (entry[..end], entry[(end + 1)..].ToUpperInvariant());
    }

    public static MessageStat? StatAt(AtParameters parameters, int index) => parameters.TextAt(index) switch
    {
        "0" or "REC UNREAD" => MessageStat.ReceivedUnread,
        "1" or "REC READ" => MessageStat.ReceivedRead,
        "2" or "STO UNSENT" => MessageStat.StoredUnsent,
        "3" or "STO SENT" => MessageStat.StoredSent,
        // Siemens and SIMCom show templates and reports with numbers beyond the standard; they are received things that lie there.
        { } other when AtText.IsDigits(other) => MessageStat.ReceivedRead,
        "" => MessageStat.ReceivedRead,
        _ => null,
    };

    /// <summary>The name between state and length; null if it is empty or left out.</summary>
    public static string? AlphaAt(AtParameters parameters, int index) => parameters.Count > index + 1 ? parameters.NonEmptyAt(index) : null;

    /// <summary>The length: behind the name, or in its place.</summary>
    public static int LengthAt(AtParameters parameters, int index) =>
        parameters.NumberAt(parameters.Count > index + 1 ? index + 1 : index) ?? -1;

    public static bool IsEmptySlot(FinalResultCode final) =>
        final is { Kind: FinalKind.CmsError, Code: 321 } or { Kind: FinalKind.CmeError, Code: 21 or 22 };
}
