namespace ModemActors.Protocol.Sms;

/// <summary>
/// A transfer protocol data unit (3GPP TS 23.040 §9.2.2). Fields have the standard's names; flags that follow from other fields (TP-UDHI,
/// TP-VPF) are not kept twice.
/// </summary>
public abstract record Tpdu
{
    private protected Tpdu()
    {
    }

    /// <summary>Writes the TPDU without service centre address.</summary>
    internal abstract void Write(ref TpduWriter writer);

    private protected static byte Bit(bool value, int bit) => (byte)(value ? 1 << bit : 0);

    private protected static bool Has(byte octet, int bit) => (octet >> bit & 1) != 0;
}
