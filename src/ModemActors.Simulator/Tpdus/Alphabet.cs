namespace ModemActors.Simulator;

/// <summary>How user data is coded.</summary>
internal enum Alphabet
{
    Default,
    EightBit,
    Ucs2,
}

/// <summary>Reading of TP-DCS (3GPP TS 23.038 §4).</summary>
internal static class DataCodingScheme
{
    public static Alphabet AlphabetOf(byte dcs) => (dcs >> 4) switch
    {
        <= 7 => FromBits((dcs >> 2) & 3),
        0xE => Alphabet.Ucs2,
        0xF when (dcs & 4) != 0 => Alphabet.EightBit,
        _ => Alphabet.Default,
    };

    /// <summary>0 flash, 1 the equipment's, 2 the SIM's, 3 the terminal's; null: none given.</summary>
    public static int? ClassOf(byte dcs) => (dcs >> 4) switch
    {
        <= 7 when (dcs & 0x10) != 0 => dcs & 3,
        0xF => dcs & 3,
        _ => null,
    };

    private static Alphabet FromBits(int bits) => bits switch
    {
        1 => Alphabet.EightBit,
        2 => Alphabet.Ucs2,
        _ => Alphabet.Default,
    };
}
