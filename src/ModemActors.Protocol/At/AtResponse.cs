namespace ModemActors.Protocol.At;

/// <summary>What the modem answered to one command.</summary>
/// <param name="Lines">The lines that belong to the command, without line ends, echo and unsolicited codes. A header and the PDU or text
/// that follows it
/// (<c>+CMGL</c>, <c>+CMGR</c>) stand in one entry, separated by <c>\n</c>.</param>
/// <param name="Final">How it ended.</param>
public sealed record AtResponse(IReadOnlyList<string> Lines, FinalResultCode Final)
{
    /// <summary>True once the PDU or text of the command was handed out to be written: from then on nobody knows whether the modem acts on
    /// it.</summary>
    public bool BodyWritten { get; init; }
}
