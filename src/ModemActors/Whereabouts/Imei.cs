namespace ModemActors.Whereabouts;

/// <summary>Equipment identities (3GPP TS 23.003 §6.2) as modems tell them: with check digit (15 digits), without (14) or with software
/// version (16).</summary>
internal static class Imei
{
    private const int Significant = 14;

    /// <summary>The digits that identify the equipment; null for what identifies nothing: no answer, text, all zeros.</summary>
    public static string? Significance(string? imei) =>
        imei is { Length: >= Significant and <= 16 } && imei.All(char.IsAsciiDigit) && imei.Any(digit => digit != '0')
            ? imei[..Significant]
            : null;

    public static bool Same(string? one, string? other) => Significance(one) is { } digits && digits == Significance(other);
}
