using System.Text.RegularExpressions;
using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>Which raw commands a person may run while we use the modem: those that ask, and those whose effect does not outlive them.</summary>
internal static partial class GuardedCommand
{
    /// <summary>Basic commands (V.250 §5.3.1) that only show something or end a call. All others dial, switch to data or change how the modem answers.</summary>
    private static readonly string[] s_harmless = ["", "I", "H", "&V"];

    /// <summary>Sets what we set ourselves.</summary>
    private static readonly string s_asWeDo = new SetResultFormat().Text;

    private static readonly string[] s_refused =
    [
        // a message or a data connection: these have their own ways, or take the line away from us
        "+CMGS", "+CMGW", "+CMSS", "+CMGC", "+CNMA", "+CGDATA", "+CKPD", "+FCLASS", "+CMUX",
        // how the line works
        "+IPR", "+ICF", "+IFC", "+ILRR",
        // what we rely on: it would be repaired at once, or break what runs
        "+CMGF", "+CPMS", "+CNMI", "+CSMS", "+CMGD", "+CSCS", "+CSDH", "+CSMP", "+CSCA", "+CMEE", "+CREG", "+CEREG", "+CPIN", "+CPWD", "+CLCK", "+CRES",
        // what takes the modem away
        "+CFUN", "^RESET", "+CRESET", "+QRST", "#REBOOT", "+CPOF", "+QPOWD", "+CPWROFF",
    ];

    /// <summary>Why the command is refused; null = it may run.</summary>
    public static string? Refusal(string command)
    {
        try
        {
            return RefusalOf(new RawCommand(command));
        }
        catch (ArgumentException impossible)
        {
            return impossible.Message.Split(" (Parameter", 2)[0];
        }
    }

    private static string? RefusalOf(RawCommand command)
    {
        if (command.Text == s_asWeDo)
            return null;
        if (command.Text.Contains(';'))
            return "one command at a time: leave out the semicolon";
        // modems skip spaces between the parts of a command (V.250 §5.2.1)
        var match = Parts().Match(command.Text[2..].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
        var name = match.Groups["name"].Value;
        var asks = match.Groups["rest"].Value is "?" or "=?";
        var isBasic = name.Length == 0 || char.IsAsciiLetter(name[0]) || name[0] == '&';
        if (asks || (isBasic ? s_harmless.Contains(name) && match.Groups["rest"].Value.All(char.IsAsciiDigit) : !s_refused.Contains(name)))
            return null;
        return $"AT{name} would change what the service relies on, or send past it; asking (AT{name}?) is allowed";
    }

    [GeneratedRegex("^(?<name>[+^&$#*%]?[A-Z]*)(?<rest>.*)$")]
    private static partial Regex Parts();
}
