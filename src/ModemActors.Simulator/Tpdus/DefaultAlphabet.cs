using System.Text;

namespace ModemActors.Simulator;

/// <summary>
/// The GSM 7 bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1), one septet in each byte. The simulator has its own so
/// that it does not repeat an error of the program that is tried against it.
/// </summary>
internal static class DefaultAlphabet
{
    private const byte Escape = 0x1B;

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static readonly (byte Septet, char Character)[] Extension =
    [
        (0x0A, '\f'), (0x14, '^'), (0x28, '{'), (0x29, '}'), (0x2F, '\\'), (0x3C, '['), (0x3D, '~'), (0x3E, ']'), (0x40, '|'), (0x65, '€'),
    ];

    public static bool CanEncode(string text) => text.All(character => SeptetsOf(character).Length > 0);

    /// <summary>What the alphabet lacks becomes a question mark.</summary>
    public static byte[] Encode(string text) => [.. text.SelectMany(character => SeptetsOf(character) is { Length: > 0 } septets ? septets : [(byte)'?'])];

    public static string Decode(ReadOnlySpan<byte> septets)
    {
        var text = new StringBuilder(septets.Length);
        for (var i = 0; i < septets.Length; i++)
        {
            if (septets[i] != Escape) text.Append(Basic[septets[i] & 0x7F]);
            else if (++i < septets.Length) text.Append(Extended(septets[i]));
        }
        return text.ToString();
    }

    private static char Extended(byte septet)
    {
        foreach (var (extended, character) in Extension)
            if (extended == septet) return character;
        return Basic[septet & 0x7F];
    }

    private static byte[] SeptetsOf(char character)
    {
        var place = Basic.IndexOf(character, StringComparison.Ordinal);
        if (place >= 0 && place != Escape) return [(byte)place];
        foreach (var (septet, extended) in Extension)
            if (extended == character) return [Escape, septet];
        return [];
    }
}
