using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>TP-SCTS and TP-DT: seven octets of swapped digits (3GPP TS 23.040 §9.2.3.11).</summary>
internal static class Timestamp
{
    public static byte[] Encode(DateTimeOffset time)
    {
        var quarters = (int)Math.Abs(time.Offset.TotalMinutes / 15);
        var zone = (byte)(Swapped(quarters) | (time.Offset < TimeSpan.Zero ? 0x08 : 0));
        return [Swapped(time.Year % 100), Swapped(time.Month), Swapped(time.Day), Swapped(time.Hour), Swapped(time.Minute), Swapped(time.Second), zone];
    }

    /// <summary>As text mode prints it: <c>yy/MM/dd,hh:mm:ss±zz</c>, the zone in quarters of an hour (3GPP TS 27.005 §3.1).</summary>
    public static string Format(ReadOnlySpan<byte> octets)
    {
        var zone = octets[6] & ~0x08;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Pair(octets[0])}/{Pair(octets[1])}/{Pair(octets[2])},{Pair(octets[3])}:{Pair(octets[4])}:{Pair(octets[5])}"
            + $"{((octets[6] & 0x08) != 0 ? '-' : '+')}{Pair((byte)zone)}");
    }

    private static byte Swapped(int value) => (byte)((value % 10 << 4) | (value / 10));

    private static string Pair(byte octet) => $"{octet & 0xF:X}{octet >> 4:X}";
}
