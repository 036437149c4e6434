using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModemActors.Protocol.Sms;

/// <summary>An address of a TPDU or of a service centre (3GPP TS 23.040 §9.1.2.5).</summary>
/// <param name="Value">Digits (also <c>*#abc</c>) without a leading +, or the text of an alphanumeric address.</param>
/// <param name="Type">Type-of-number.</param>
/// <param name="Plan">Numbering plan.</param>
public sealed record SmsAddress(string Value, TypeOfNumber Type, NumberingPlan Plan)
{
    /// <summary>Digits that an address field can carry (3GPP TS 23.040 §9.1.2.5: 10 octets of address value).</summary>
    public const int MaxDigits = 20;

    /// <summary>As people write it: <c>+1555…</c> if international, else the digits or the text.</summary>
    public override string ToString() => Type == TypeOfNumber.International && Value.Length > 0 ? "+" + Value : Value;

    /// <summary>
    /// Reads a number as a person types it: <c>+15551234567</c>, <c>077 123-4567</c>, <c>12345</c>, <c>*100#</c>. Spaces, dashes, dots,
    /// slashes, parentheses
    /// and invisible characters (numbers copied from address books carry them) are left out. A leading + makes it international, all else
    /// is of unknown type:
    /// <c>00…</c> is for the network to understand.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="address">The address, null if <paramref name="text"/> is no number.</param>
    /// <param name="reason">One sentence that says why it is none, null if it is.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SmsAddress? address, [NotNullWhen(false)] out string? reason)
    {
        address = null;
        Span<char> digits = stackalloc char[MaxDigits];
        var count = 0;
        var international = false;
        foreach (var c in text ?? "")
        {
            if (IsPunctuation(c))
                continue;
            if (c == '+' && count == 0 && !international)
            {
                international = true;
                continue;
            }

            if (!char.IsAsciiDigit(c) && (c is not ('*' or '#') || international))
                return Refused(Describe(c), out reason);
            if (count == MaxDigits)
                return Refused(string.Create(CultureInfo.InvariantCulture, $"a phone number has at most {MaxDigits} digits"), out reason);
            digits[count++] = c;
        }

        if (count == 0)
            return Refused("a phone number needs at least one digit", out reason);

        var type = international ? TypeOfNumber.International : TypeOfNumber.Unknown;
        address = new SmsAddress(new string(digits[..count]), type, NumberingPlan.Isdn);
        reason = null;
        return true;
    }

    private static bool IsPunctuation(char c) => c is '-' or '.' or '(' or ')' or '/' || char.IsWhiteSpace(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.DashPunctuation;

    private static string Describe(char c) => char.IsControl(c) || char.IsSurrogate(c)
        ? string.Create(CultureInfo.InvariantCulture, $"a phone number can't have the character U+{(int)c:X4}")
        : $"a phone number can't have '{c}' in this place";

    private static bool Refused(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
