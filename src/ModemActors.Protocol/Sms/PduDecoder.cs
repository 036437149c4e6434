using System.Buffers;

namespace ModemActors.Protocol.Sms;

/// <summary>Which way a PDU goes: message types share their numbers between the directions.</summary>
public enum PduDirection
{
    /// <summary>Service centre to phone: DELIVER, STATUS-REPORT, SUBMIT-REPORT.</summary>
    FromModem,

    /// <summary>Phone to service centre, what a network's side gets: SUBMIT, COMMAND, DELIVER-REPORT.</summary>
    FromNetworkSide,
}

/// <summary>What came of decoding.</summary>
public sealed record PduResult
{
    /// <summary>The PDU as far as it could be decoded; null if it could not.</summary>
    public Pdu? Pdu { get; init; }

    /// <summary>Why there is no PDU, naming field and octet (the first is 1); null if there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>What was wrong with a PDU that could be decoded all the same, such as a length that lies. Empty if nothing was.</summary>
    public IReadOnlyList<string> Defects { get; init; } = [];
}

/// <summary>Decodes PDUs in hex, service centre address first. No input whatever makes it throw.</summary>
public static class PduDecoder
{
    /// <summary>Decodes a PDU that is under way.</summary>
    /// <param name="hex">Hex of either case; blanks and quotes around it are left out.</param>
    /// <param name="direction">Which way it goes.</param>
    public static PduResult Decode(ReadOnlySpan<char> hex, PduDirection direction) =>
        Decode(hex, direction == PduDirection.FromModem ? ReadFromServiceCentre : ReadFromPhone);

    /// <summary>
    /// Decodes a PDU of a modem's message storage. There are no reports to SUBMIT and DELIVER, so that a status that lies about the
    /// direction does no harm.
    /// </summary>
    /// <param name="hex">Hex of either case; blanks and quotes around it are left out.</param>
    /// <param name="outgoing">True if its status is "stored unsent" or "stored sent", false if "received".</param>
    public static PduResult DecodeStored(ReadOnlySpan<char> hex, bool outgoing) =>
        Decode(hex, outgoing ? ReadStoredOutgoing : ReadStoredIncoming);

    private delegate Tpdu? TpduRead(ref TpduReader reader, byte first);

    private static PduResult Decode(ReadOnlySpan<char> hex, TpduRead read)
    {
        hex = hex.Trim(" \t\r\n\0\"");
        if (hex.Length % 2 != 0)
            hex = hex[..^1];
        byte[]? rented = null;
        Span<byte> octets = hex.Length <= 1024 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(hex.Length / 2);
        try
        {
            var status = Convert.FromHexString(hex, octets, out var consumed, out var count);
            return status == OperationStatus.Done
                ? Decode(octets[..count], read)
                : new PduResult { Reason = $"character {consumed + 1} or {consumed + 2} of the PDU is no hex digit" };
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static PduResult Decode(ReadOnlySpan<byte> octets, TpduRead read)
    {
        var reader = new TpduReader(octets);
        if (!AddressField.TryReadServiceCentre(ref reader, out var smsc) || !reader.TryReadOctet("the TPDU's first octet", out var first)
            || read(ref reader, first) is not { } tpdu)
            return new PduResult { Reason = reader.Reason ?? "the PDU holds no TPDU" };
        reader.NoteRest();
        return new PduResult { Pdu = new Pdu(smsc, tpdu), Defects = reader.Defects };
    }

    /// <summary>The reserved type is to be processed as a DELIVER (3GPP TS 23.040 §9.2.3.1).</summary>
    private static Tpdu? ReadFromServiceCentre(ref TpduReader reader, byte first) => (first & 0x03) switch
    {
        1 => SubmitReportTpdu.Read(ref reader, first),
        2 => StatusReportTpdu.Read(ref reader, first),
        _ => DeliverTpdu.Read(ref reader, first),
    };

    private static Tpdu? ReadFromPhone(ref TpduReader reader, byte first)
    {
        switch (first & 0x03)
        {
            case 0:
                return DeliverReportTpdu.Read(ref reader, first);
            case 1:
                return SubmitTpdu.Read(ref reader, first);
            case 2:
                return CommandTpdu.Read(ref reader, first);
            default:
                reader.Fail($"TP-MTI in octet {reader.Position} is 3, which is reserved from phone to service centre");
                return null;
        }
    }

    private static Tpdu? ReadStoredIncoming(ref TpduReader reader, byte first) =>
        (first & 0x03) == 1 ? SubmitTpdu.Read(ref reader, first) : ReadFromServiceCentre(ref reader, first);

    private static Tpdu? ReadStoredOutgoing(ref TpduReader reader, byte first) =>
        (first & 0x03) == 0 ? DeliverTpdu.Read(ref reader, first) : ReadFromPhone(ref reader, first);
}
