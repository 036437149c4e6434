namespace ModemActors.Simulator;

/// <summary>An SMS-STATUS-REPORT (3GPP TS 23.040 §9.2.2.3) as a modem reads it for text mode.</summary>
internal sealed record StatusReportFrame(byte FirstOctet, byte MessageReference, AddressField Recipient, byte[] Submitted, byte[] Discharged, byte Status)
{
    public static bool TryParse(ReadOnlySpan<byte> tpdu, out StatusReportFrame? frame)
    {
        frame = null;
        var position = 2;
        if (tpdu.Length < 2 || (tpdu[0] & 3) != 2) return false;
        if (!AddressField.TryRead(tpdu, ref position, out var recipient) || position + 15 > tpdu.Length) return false;
        frame = new StatusReportFrame(tpdu[0], tpdu[1], recipient!, tpdu.Slice(position, 7).ToArray(), tpdu.Slice(position + 7, 7).ToArray(), tpdu[position + 14]);
        return true;
    }
}
