using System.Collections.Frozen;

namespace ModemActors.Protocol.At;

/// <summary>The numbers behind <c>+CMS ERROR:</c> (3GPP TS 27.005 §3.2.5).</summary>
public static class CmsErrors
{
    private static readonly ErrorDescription[] Table =
    [
        // 0 to 127: RP-Cause, TS 24.011 §8.2.5.4 and annex E
        new(1, "unassigned (unallocated) number", ErrorNature.Permanent),
        new(8, "operator determined barring", ErrorNature.Permanent),
        new(10, "call barred", ErrorNature.Permanent),
        new(11, "reserved", ErrorNature.Permanent),
        new(17, "network failure", ErrorNature.Temporary),
        new(21, "short message transfer rejected", ErrorNature.Permanent),
        new(22, "congestion", ErrorNature.Temporary),
        new(27, "destination out of order", ErrorNature.Temporary),
        new(28, "unidentified subscriber", ErrorNature.Permanent),
        new(29, "facility rejected", ErrorNature.Permanent),
        new(30, "unknown subscriber", ErrorNature.Permanent),
        new(38, "network out of order", ErrorNature.Temporary),
        new(41, "temporary failure", ErrorNature.Temporary),
        new(42, "congestion", ErrorNature.Temporary),
        new(47, "resources unavailable, unspecified", ErrorNature.Temporary),
        new(50, "requested facility not subscribed", ErrorNature.Permanent),
        new(69, "requested facility not implemented", ErrorNature.Permanent),
        new(81, "invalid short message transfer reference value", ErrorNature.Temporary),
        new(95, "invalid message, unspecified", ErrorNature.Permanent),
        new(96, "invalid mandatory information", ErrorNature.Permanent),
        new(97, "message type non-existent or not implemented", ErrorNature.Permanent),
        new(98, "message not compatible with short message protocol state", ErrorNature.Temporary),
        new(99, "information element non-existent or not implemented", ErrorNature.Permanent),
        new(111, "protocol error, unspecified", ErrorNature.Temporary),
        new(127, "interworking, unspecified", ErrorNature.Temporary),
        // 128 to 255: TP-Failure-Cause, TS 23.040 §9.2.3.22
        new(128, "telematic interworking not supported", ErrorNature.Permanent),
        new(129, "short message type 0 not supported", ErrorNature.Permanent),
        new(130, "cannot replace short message", ErrorNature.Permanent),
        new(143, "unspecified TP-PID error", ErrorNature.Permanent),
        new(144, "data coding scheme (alphabet) not supported", ErrorNature.Permanent),
        new(145, "message class not supported", ErrorNature.Permanent),
        new(159, "unspecified TP-DCS error", ErrorNature.Permanent),
        new(160, "command cannot be actioned", ErrorNature.Permanent),
        new(161, "command unsupported", ErrorNature.Permanent),
        new(175, "unspecified TP-Command error", ErrorNature.Permanent),
        new(176, "TPDU not supported", ErrorNature.Permanent),
        new(192, "SC busy", ErrorNature.Temporary),
        new(193, "no SC subscription", ErrorNature.Permanent),
        new(194, "SC system failure", ErrorNature.Temporary),
        new(195, "invalid SME address", ErrorNature.Permanent),
        new(196, "destination SME barred", ErrorNature.Permanent),
        new(197, "SM rejected - duplicate SM", ErrorNature.Permanent),
        new(198, "TP-VPF not supported", ErrorNature.Permanent),
        new(199, "TP-VP not supported", ErrorNature.Permanent),
        new(208, "(U)SIM SMS storage full", ErrorNature.Temporary),
        new(209, "no SMS storage capability in (U)SIM", ErrorNature.Permanent),
        new(210, "error in MS", ErrorNature.Temporary),
        new(211, "memory capacity exceeded", ErrorNature.Temporary),
        new(212, "(U)SIM application toolkit busy", ErrorNature.Temporary),
        new(213, "(U)SIM data download error", ErrorNature.Temporary),
        new(255, "unspecified error cause", ErrorNature.Temporary),
        // 300 to 511: TS 27.005 §3.2.5
        new(300, "ME failure", ErrorNature.Temporary),
        new(301, "SMS service of ME reserved", ErrorNature.Temporary),
        new(302, "operation not allowed", ErrorNature.Permanent),
        new(303, "operation not supported", ErrorNature.Unsupported),
        new(304, "invalid PDU mode parameter", ErrorNature.Permanent),
        new(305, "invalid text mode parameter", ErrorNature.Permanent),
        new(310, "(U)SIM not inserted", ErrorNature.Permanent),
        new(311, "(U)SIM PIN required", ErrorNature.Permanent),
        new(312, "PH-(U)SIM PIN required", ErrorNature.Permanent),
        new(313, "(U)SIM failure", ErrorNature.Temporary),
        new(314, "(U)SIM busy", ErrorNature.Busy),
        new(315, "(U)SIM wrong", ErrorNature.Permanent),
        new(316, "(U)SIM PUK required", ErrorNature.Permanent),
        new(317, "(U)SIM PIN2 required", ErrorNature.Permanent),
        new(318, "(U)SIM PUK2 required", ErrorNature.Permanent),
        new(320, "memory failure", ErrorNature.Temporary),
        new(321, "invalid memory index", ErrorNature.Permanent),
        new(322, "memory full", ErrorNature.Temporary),
        new(330, "SMSC address unknown", ErrorNature.Permanent),
        new(331, "no network service", ErrorNature.Temporary),
        new(332, "network timeout", ErrorNature.Temporary),
        new(340, "no +CNMA acknowledgement expected", ErrorNature.Permanent),
        new(500, "unknown error", ErrorNature.Temporary),
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
