using System.Text.RegularExpressions;
using ModemActors.Service.Views;

namespace ModemActors.Service.Logging;

/// <summary>
/// What must not get into a log. PINs, keys and passwords never do; phone numbers, texts and PDUs only where the settings allow it.
/// Secrets that the
/// configuration names are known literally, all others by where they stand.
/// </summary>
internal sealed partial class LogRedaction
{
    private readonly Regex? _secrets;
    private readonly bool _redactsPersonal;

    /// <param name="pins">PINs of SIMs: short, so they are looked for where PINs stand.</param>
    /// <param name="secrets">Keys and passwords: looked for everywhere.</param>
    /// <param name="redactsPersonal">Whether numbers and texts are hidden too.</param>
    public LogRedaction(IEnumerable<string> pins, IEnumerable<string> secrets, bool redactsPersonal)
    {
        _redactsPersonal = redactsPersonal;
        var patterns = secrets.Where(secret => secret.Length > 0).Distinct().OrderByDescending(secret => secret.Length).Select(Regex.Escape)
            .Concat(pins.Where(pin => pin.Length > 0).Distinct().Select(pin => $"""(?<=(?:[=",:']|\bPIN)\s*){Regex.Escape(pin)}(?!\d)"""))
            .ToList();
        _secrets = patterns.Count == 0 ? null : new Regex(string.Join('|', patterns), RegexOptions.Compiled | RegexOptions.IgnoreCase);
    }

    /// <summary>A rendered text without what must not be in it; the same object if there was nothing.</summary>
    public string Clean(string text)
    {
        if (text.Length == 0)
            return text;
        text = PinCommand().Replace(text, $"$1{Masked.Secret}");
        text = Token().Replace(text, $"$1{Masked.Secret}");
        text = Masked.Address(Masked.Connection(text));
        text = _secrets?.Replace(text, Masked.Secret) ?? text;
        if (!_redactsPersonal)
            return text;
        text = HexDigits().Replace(text, match => $"***({match.Length} hex digits)");
        return PhoneNumber().Replace(text, match => MaskNumber(match.Value));
    }

    /// <summary>What belongs to somebody, as it may be shown.</summary>
    public string Show(Personal personal)
    {
        var text = personal.Text ?? "";
        if (!_redactsPersonal || text.Length == 0)
            return Clean(text);
        if (IsNumber(text))
            return MaskNumber(text);
        // of a modem's line its name may stay: +CMTI, ^RSSI
        var header = LineHeader().Match(text);
        return header.Success ? $"{header.Value} {Masked.Secret}" : $"{Masked.Secret}({text.Length} characters)";
    }

    /// <summary>Two digits stay, so that one can tell one from another.</summary>
    private static string MaskNumber(string number) => number.Length > 6 ? $"{Masked.Secret}{number[^2..]}" : Masked.Secret;

    private static bool IsNumber(string text) => text.All(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#');

    [GeneratedRegex("""((?:\+CPIN2?|\^CPIN|\+CPWD|\+CLCK|\+CPUK)\s*=\s*)(?!\?)(?:"[^"\r\n]*"?|[^\s;"])+""", RegexOptions.IgnoreCase)]
    private static partial Regex PinCommand();

    [GeneratedRegex(
        """(\bbearer\s+|\bx-api-key\s*[:=]\s*|\bauthorization\s*[:=]\s*(?:\w+\s+)?|\b(?:api[_-]?key|access_token|token|secret|password|pin)\s*[=:]\s*"?|\bwhsec_|\bma_(?=\w{8}_))[^\s"',;&]+""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    // long enough that it is no id of anything but a PDU, and both cases, as modems write both
    [GeneratedRegex(@"(?<![0-9A-Za-z-])(?:[0-9A-F]{24,}|[0-9a-f]{24,})(?![0-9A-Za-z-])")]
    private static partial Regex HexDigits();

    [GeneratedRegex(@"\+\d{5,}|(?<![\w.:/+-])\d{8,}(?![\w:/-])")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^(?:AT)?[+^*%$#][A-Z0-9]+[:=?]*")]
    private static partial Regex LineHeader();
}
