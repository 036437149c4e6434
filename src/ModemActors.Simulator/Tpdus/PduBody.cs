using System.Text;

namespace ModemActors.Simulator;

/// <summary>The body of AT+CMGS and AT+CMGW in PDU mode: the service centre's address, then as many octets as the command said.</summary>
internal static class PduBody
{
    public static bool TryRead(byte[] body, int length, out byte[] smsc, out byte[] tpdu)
    {
        (smsc, tpdu) = ([], []);
        if (TextCoding.FromHex(Encoding.Latin1.GetString(body).Trim().Replace("\n", "", StringComparison.Ordinal)) is not { Length: > 0 } octets) return false;
        var head = octets[0] + 1;
        if (octets.Length - head != length) return false;
        (smsc, tpdu) = (octets[..head], octets[head..]);
        return true;
    }
}
