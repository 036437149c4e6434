namespace ModemActors.Protocol.At;

/// <summary>An unsolicited code that goes on in the next line: the PDU or text of <c>+CMT</c>, <c>+CDS</c>, <c>+CBM</c>, or the rest of a
/// <c>+CUSD</c> text.</summary>
internal sealed class PendingUnsolicited
{
    /// <summary>A USSD text has 182 characters at most; more lines than this are something else.</summary>
    private const int MostUssdLines = 32;

    private UnsolicitedCode? _header;
    private int _lines;

    /// <summary>True while a line of hexadecimal digits is awaited.</summary>
    public bool WantsPdu { get; private set; }

    /// <summary>True while a line of text is awaited.</summary>
    public bool WantsText { get; private set; }

    /// <summary>True while the quoted text of a <c>+CUSD</c> is open.</summary>
    public bool WantsUssd { get; private set; }

    /// <summary>The length the header told; null = none.</summary>
    public int? Length { get; private set; }

    /// <summary>True until another line came between.</summary>
    public bool IsFresh { get; set; }

    /// <summary>Takes a code that goes on in the next line.</summary>
    /// <param name="code">The code.</param>
    /// <param name="widowed">What was awaited before and never came; null = nothing.</param>
    /// <returns>False if it does not go on.</returns>
    public bool TryBegin(UnsolicitedCode code, out UnsolicitedCode? widowed)
    {
        widowed = null;
        var ussd = code is UssdReceived && code.Line.AsSpan().Count('"') % 2 != 0;
        var length = code switch
        {
            MessageForwarded message => message.Length,
            ReportForwarded report => report.Length,
            BroadcastForwarded => UnsolicitedReadings.LengthOf(AtText.WithoutHeader(code.Line, "+CBM")),
            _ => null,
        };
        // Reports in text mode have one line only.
        var twoLines = code is MessageForwarded or BroadcastForwarded || (code is ReportForwarded && length is not null);
        if (!ussd && !twoLines) return false;
        widowed = Forget();
        Length = length;
        _header = code;
        _lines = 0;
        WantsUssd = ussd;
        WantsPdu = twoLines && Length is not null;
        WantsText = twoLines && Length is null;
        IsFresh = true;
        return true;
    }

    /// <summary>The code with its second line.</summary>
    public UnsolicitedCode Complete(string line)
    {
        var whole = $"{_header!.Line}\n{line}";
        var (pdu, text) = WantsPdu ? (line.ToUpperInvariant(), null) : ((string?)null, line);
        UnsolicitedCode complete = _header switch
        {
            MessageForwarded => new MessageForwarded(whole, pdu, Length, text),
            ReportForwarded => new ReportForwarded(whole, pdu, Length),
            _ => new BroadcastForwarded(whole, pdu, text),
        };
        Forget();
        return complete;
    }

    /// <summary>Goes on with the text of a <c>+CUSD</c>.</summary>
    /// <returns>The whole code once its quotes are closed (or it grew beyond reason); null = more is to come.</returns>
    public UnsolicitedCode? Extend(string line, int blankLines)
    {
        var whole = $"{_header!.Line}{new string('\n', 1 + Math.Min(blankLines, MostUssdLines))}{line}";
        if (whole.AsSpan().Count('"') % 2 == 0 || ++_lines >= MostUssdLines)
        {
            Forget();
            return Read(whole);
        }

        _header = _header with { Line = whole };
        return null;
    }

    /// <summary>Gives up waiting.</summary>
    /// <returns>What had come; null = nothing was awaited.</returns>
    public UnsolicitedCode? Forget()
    {
        var header = _header;
        if (WantsUssd && header is not null) header = Read(header.Line);
        _header = null;
        WantsPdu = WantsText = WantsUssd = IsFresh = false;
        return header;
    }

    private static UnsolicitedCode Read(string line) =>
        UnsolicitedReadings.UssdReceived(line, AtText.WithoutHeader(line, "+CUSD")) ?? new OtherUnsolicited(line);
}
