using System.Collections.Frozen;

namespace ModemActors.Protocol.At;

/// <summary>The numbers behind <c>+CME ERROR:</c> (3GPP TS 27.007 §9.2).</summary>
public static class CmeErrors
{
    private static readonly ErrorDescription[] Table =
    [
        // general errors, §9.2.1
        new(0, "phone failure", ErrorNature.Temporary),
        new(1, "no connection to phone", ErrorNature.Temporary),
        new(2, "phone-adaptor link reserved", ErrorNature.Temporary),
        new(3, "operation not allowed", ErrorNature.Permanent),
        new(4, "operation not supported", ErrorNature.Unsupported),
        new(5, "PH-SIM PIN required", ErrorNature.Permanent),
        new(6, "PH-FSIM PIN required", ErrorNature.Permanent),
        new(7, "PH-FSIM PUK required", ErrorNature.Permanent),
        new(10, "SIM not inserted", ErrorNature.Permanent),
        new(11, "SIM PIN required", ErrorNature.Permanent),
        new(12, "SIM PUK required", ErrorNature.Permanent),
        new(13, "SIM failure", ErrorNature.Temporary),
        new(14, "SIM busy", ErrorNature.Busy),
        new(15, "SIM wrong", ErrorNature.Permanent),
        new(16, "incorrect password", ErrorNature.Permanent),
        new(17, "SIM PIN2 required", ErrorNature.Permanent),
        new(18, "SIM PUK2 required", ErrorNature.Permanent),
        new(20, "memory full", ErrorNature.Temporary),
        new(21, "invalid index", ErrorNature.Permanent),
        new(22, "not found", ErrorNature.Permanent),
        new(23, "memory failure", ErrorNature.Temporary),
        new(24, "text string too long", ErrorNature.Permanent),
        new(25, "invalid characters in text string", ErrorNature.Permanent),
        new(26, "dial string too long", ErrorNature.Permanent),
        new(27, "invalid characters in dial string", ErrorNature.Permanent),
        new(30, "no network service", ErrorNature.Temporary),
        new(31, "network timeout", ErrorNature.Temporary),
        new(32, "network not allowed - emergency calls only", ErrorNature.Temporary),
        new(40, "network personalization PIN required", ErrorNature.Permanent),
        new(41, "network personalization PUK required", ErrorNature.Permanent),
        new(42, "network subset personalization PIN required", ErrorNature.Permanent),
        new(43, "network subset personalization PUK required", ErrorNature.Permanent),
        new(44, "service provider personalization PIN required", ErrorNature.Permanent),
        new(45, "service provider personalization PUK required", ErrorNature.Permanent),
        new(46, "corporate personalization PIN required", ErrorNature.Permanent),
        new(47, "corporate personalization PUK required", ErrorNature.Permanent),
        new(48, "hidden key required", ErrorNature.Permanent),
        new(49, "EAP method not supported", ErrorNature.Permanent),
        new(50, "incorrect parameters", ErrorNature.Permanent),
        new(51, "command implemented but currently disabled", ErrorNature.Temporary),
        new(52, "command aborted by user", ErrorNature.Temporary),
        new(53, "not attached to network due to MT functionality restrictions", ErrorNature.Temporary),
        new(54, "modem not allowed - MT restricted to emergency calls only", ErrorNature.Permanent),
        new(55, "operation not allowed because of MT functionality restrictions", ErrorNature.Permanent),
        new(56, "fixed dial number only allowed - called number is not a fixed dial number", ErrorNature.Permanent),
        new(57, "temporarily out of service due to other MT usage", ErrorNature.Temporary),
        new(58, "language/alphabet not supported", ErrorNature.Permanent),
        new(59, "unexpected data value", ErrorNature.Permanent),
        new(60, "system failure", ErrorNature.Temporary),
        new(61, "data missing", ErrorNature.Permanent),
        new(62, "call barred", ErrorNature.Permanent),
        new(63, "message waiting indication subscription failure", ErrorNature.Temporary),
        new(100, "unknown", ErrorNature.Temporary),
    ];

    private static readonly FrozenDictionary<int, ErrorDescription> ByCode = Table.ToFrozenDictionary(error => error.Code);

    private static readonly FrozenDictionary<string, ErrorDescription> ByWords =
        Table.GroupBy(error => error.Words, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All numbers that the standard gives words, ascending.</summary>
    public static IReadOnlyList<ErrorDescription> All => Table;

    /// <summary>The description of a number; null = the standard does not have it.</summary>
    public static ErrorDescription? Find(int? code) => code is { } number && ByCode.TryGetValue(number, out var found) ? found : null;

    /// <summary>The description with these words, as <c>AT+CMEE=2</c> shows them; null = none has them.</summary>
    public static ErrorDescription? Find(string words) => ByWords.GetValueOrDefault(words.Trim().Trim('"'));
}
