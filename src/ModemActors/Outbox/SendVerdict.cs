using System.Globalization;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>What the modem's answer to a part, or its silence, means for the message. Decisions only; who carries them out is elsewhere.</summary>
internal static class SendVerdict
{
    /// <summary>So often a modem may fall silent before the body, one time after the other, before that counts as the message's attempts.</summary>
    private const int MostSilences = 2;

    /// <summary>After the modem answered.</summary>
    public static OutboundStep OfAnswer(Claim claim, int number, AtResult<SendReceipt> receipt, bool bodyWritten, OutboxSettings settings, DateTimeOffset now)
    {
        if (receipt.IsOk)
            return new PartSent(claim.Message.Id, number, receipt.Value.MessageReference);
        var failure = receipt.Failure!;
        if (bodyWritten && SaysNothing(failure.Final))
            return new PartIndeterminate(claim.Message.Id, number, failure.Reason, settings.ResendIndeterminate);
        if (ConcernsModem(receipt))
            return new Released(claim.Message.Id, $"modem {claim.Modem} cannot send: {failure.Reason}");
        if (ConcernsNetwork(receipt))
            return new Released(claim.Message.Id, $"modem {claim.Modem} has no network: {failure.Reason}");
        return failure.Nature is ErrorNature.Permanent or ErrorNature.Unsupported
            ? new PartFailed(claim.Message.Id, number, failure.Reason, null)
            : OfTemporary(claim, number, failure.Reason, settings, now);
    }

    /// <summary>After the modem, or the line to it, broke down while a part was being sent.</summary>
    /// <param name="silences">How often in a row the modem fell silent before the body, this time included.</param>
    public static OutboundStep OfFailure(
        Claim claim, SubmitPart submission, PortProtocol.Failed failed, int silences, OutboxSettings settings, DateTimeOffset now) => failed switch
        {
            // the SIM is asked before anything else is done with it
            _ when submission is { HasWitness: true, IsBegun: true } => new PartIndeterminate(claim.Message.Id, submission.Number, $"{failed.Reason}; the SIM will tell", false),
            { BodyWritten: true } => new PartIndeterminate(claim.Message.Id, submission.Number, failed.Reason, settings.ResendIndeterminate),
            { Failure: PortFailure.NoAnswer } when silences > MostSilences => OfTemporary(claim, submission.Number, failed.Reason, settings, now),
            _ => new Released(claim.Message.Id, failed.Reason),
        };

    /// <summary>
    /// Whether an error after the body leaves open what became of the message. A cause that the network gave (RP-CAUSE, TP-FCS: 0 to 255) and one that the modem found
    /// before it sent (300 to 331, +CME ERROR with a cause) settle it; a network that did not answer (332), an unknown error (500 and beyond, +CME ERROR 0 and 100) and
    /// errors without a cause do not (3GPP TS 27.005 §3.2.5, TS 27.007 §9.2.1).
    /// </summary>
    private static bool SaysNothing(FinalResultCode? final) => final switch
    {
        { Kind: FinalKind.CmsError, Code: >= 0 and <= 331 } => false,
        { Kind: FinalKind.CmeError, Code: > 0 and not 100 } => false,
        { Kind: FinalKind.CommandNotSupported } => false,
        _ => true,
    };

    /// <summary>Whether the SIM or the modem is the reason, and will be until somebody changes something: then the message is not to blame, and another modem may send it.</summary>
    public static bool ConcernsModem(AtResult<SendReceipt> receipt) =>
        receipt.Failure is { Nature: ErrorNature.Permanent, Final: { Kind: FinalKind.CmsError or FinalKind.CmeError, ConcernsModem: true } };

    /// <summary>Whether the modem has no network just now (+CMS ERROR: 331, +CME ERROR: 30): no message is to blame, and the next one would fare alike.</summary>
    public static bool ConcernsNetwork(AtResult<SendReceipt> receipt) =>
        receipt.Failure?.Final is { Kind: FinalKind.CmsError, Code: 331 } or { Kind: FinalKind.CmeError, Code: 30 };

    /// <summary>After an attempt that failed without the body having left, or for a reason that may pass.</summary>
    public static OutboundStep OfTemporary(Claim claim, int number, string reason, OutboxSettings settings, DateTimeOffset now) =>
        claim.Message.Attempts >= settings.MaxAttempts
            ? new PartFailed(claim.Message.Id, number, $"{reason} (after {claim.Message.Attempts} attempts)", null)
            : new PartFailed(claim.Message.Id, number, reason, now + settings.DelayAfter(claim.Message.Attempts));

    /// <summary>TP-MR of an answer to a send that comes after its time; null if the line is none.</summary>
    public static int? LateReference(string line) =>
        (line.StartsWith("+CMGS:", StringComparison.Ordinal) || line.StartsWith("+CMSS:", StringComparison.Ordinal))
        && int.TryParse(line[6..].Split(',')[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var reference) ? reference & 0xFF : null;
}
