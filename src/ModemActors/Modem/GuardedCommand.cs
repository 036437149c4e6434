using System.Text.RegularExpressions;

namespace ModemActors.Modem;

/// <summary>Which raw commands a person may run while we use the modem: those that ask, and those whose effect does not outlive them.</summary>
internal static partial class GuardedCommand
{
    private static readonly string[] s_refused =
    [
        // a message, a call or a data connection: these have their own ways, or take the line away from us
        "+CMGS", "+CMGW", "+CMSS", "+CMGC", "+CNMA", "+CGDATA", "D", "A", "O", "+CKPD", "+FCLASS", "+CMUX", "+IPR", "&W", "&F", "Z", "E",
        // what we rely on: it would be repaired at once, or break what runs
        "+CMGF", "+CPMS", "+CNMI", "+CSMS", "+CMGD", "+CSCS", "+CMEE", "+CFUN", "+CPIN", "+CPWD", "+CLCK", "+CRES", "^RESET", "+CRESET", "+CPOF", "+QPOWD",
    ];

    /// <summary>Why the command is refused; null = it may run.</summary>
    public static string? Refusal(string command)
    {
        var text = command.Trim();
        if (!text.StartsWith("AT", StringComparison.OrdinalIgnoreCase))
            return "a command begins with AT";
        if (text.Contains(';'))
            return "one command at a time: leave out the semicolon";
        var match = Name().Match(text[2..]);
        var name = match.Groups[1].Value.ToUpperInvariant();
        var asks = match.Groups[2].Value is "?" or "=?";
        return !asks && s_refused.Contains(name, StringComparer.Ordinal)
            ? $"AT{name} would change what the service relies on, or send past it; asking (AT{name}?) is allowed"
            : null;
    }

    [GeneratedRegex(@"^([+^&$#*%]?[A-Za-z]*)(=\?|\?|.*)")]
    private static partial Regex Name();
}
