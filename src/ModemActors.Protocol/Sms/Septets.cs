namespace ModemActors.Protocol.Sms;

/// <summary>Packing of septets into octets (3GPP TS 23.038 §6.1.2.1), low bits first, from any bit on.</summary>
internal static class Septets
{
    /// <summary>Octets that <paramref name="count"/> septets take.</summary>
    public static int Octets(int count) => (7 * count + 7) / 8;

    /// <summary>Septets that so many octets take: what a user data header counts for.</summary>
    public static int ForOctets(int octets) => (8 * octets + 6) / 7;

    /// <summary>Packs into a zeroed <paramref name="destination"/>, beginning at bit <paramref name="firstBit"/>.</summary>
    public static void Pack(ReadOnlySpan<byte> septets, Span<byte> destination, int firstBit)
    {
        var at = firstBit >> 3;
        var free = firstBit & 7;
        uint bits = 0;
        foreach (var septet in septets)
        {
            bits |= (uint)septet << free;
            free += 7;
            if (free < 8)
                continue;
            destination[at++] |= (byte)bits;
            bits >>= 8;
            free -= 8;
        }

        if (free > 0 && bits != 0)
            destination[at] |= (byte)bits;
    }

    /// <summary>
    /// Fills <paramref name="septets"/> from bit <paramref name="firstBit"/> on; what lies behind the octets reads as zero.
    /// </summary>
    public static void Unpack(ReadOnlySpan<byte> octets, int firstBit, Span<byte> septets)
    {
        var bit = firstBit;
        foreach (ref var septet in septets)
        {
            var at = bit >> 3;
            var low = at < octets.Length ? octets[at] : 0;
            var high = at + 1 < octets.Length ? octets[at + 1] : 0;
            septet = (byte)((low | high << 8) >> (bit & 7) & 0x7F);
            bit += 7;
        }
    }
}
