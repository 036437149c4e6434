namespace ModemActors.Simulator;

/// <summary>Septets into octets and back (3GPP TS 23.038 §6.1.2.1).</summary>
internal static class SeptetPacking
{
    /// <param name="septets">One septet in each byte.</param>
    /// <param name="fillBits">Empty bits before the first septet: those that round a user data header up to whole septets.</param>
    public static byte[] Pack(ReadOnlySpan<byte> septets, int fillBits = 0)
    {
        var octets = new byte[(septets.Length * 7 + fillBits + 7) / 8];
        var bit = fillBits;
        foreach (var septet in septets)
        {
            var shifted = septet << (bit % 8);
            octets[bit / 8] |= (byte)shifted;
            if (bit % 8 > 1) octets[bit / 8 + 1] |= (byte)(shifted >> 8);
            bit += 7;
        }
        return octets;
    }

    /// <summary>Takes up to <paramref name="count"/> septets, fewer if the octets end before.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> octets, int count, int fillBits = 0)
    {
        count = Math.Max(0, Math.Min(count, (octets.Length * 8 - fillBits) / 7));
        var septets = new byte[count];
        var bit = fillBits;
        for (var i = 0; i < count; i++, bit += 7)
        {
            var pair = octets[bit / 8] | (bit / 8 + 1 < octets.Length ? octets[bit / 8 + 1] << 8 : 0);
            septets[i] = (byte)((pair >> (bit % 8)) & 0x7F);
        }
        return septets;
    }
}
