namespace ModemActors.Protocol.Sms;

/// <summary>A TPDU behind its service centre address, as modems list and take it (3GPP TS 27.005 §3.1, &lt;pdu&gt;).</summary>
/// <param name="Smsc">The service centre; null to use the one that the modem knows.</param>
/// <param name="Tpdu">The TPDU.</param>
public sealed record Pdu(SmsAddress? Smsc, Tpdu Tpdu)
{
    /// <summary>Octets of the TPDU without service centre address: what AT+CMGS and AT+CMGW want to be told.</summary>
    /// <exception cref="ArgumentException">A field holds what it cannot carry.</exception>
    public int TpduLength
    {
        get
        {
            var writer = new TpduWriter(stackalloc byte[TpduWriter.MaxOctets]);
            Tpdu.Write(ref writer);
            return writer.Count;
        }
    }

    /// <summary>Upper-case hex, service centre address first.</summary>
    /// <exception cref="ArgumentException">A field holds what it cannot carry.</exception>
    public string ToHex()
    {
        Span<byte> buffer = stackalloc byte[TpduWriter.MaxOctets];
        var writer = new TpduWriter(buffer);
        AddressField.WriteServiceCentre(ref writer, Smsc);
        Tpdu.Write(ref writer);
        return Convert.ToHexString(buffer[..writer.Count]);
    }
}
