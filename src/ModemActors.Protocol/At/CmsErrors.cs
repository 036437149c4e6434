using System.Collections.Frozen;

namespace ModemActors.Protocol.At;

/// <summary>The numbers behind <c>+CMS ERROR:</c> (3GPP TS 27.005 §3.2.5).</summary>
public static class CmsErrors
{
    private static readonly ErrorDescription[] Table =
    [
        // 0 to 127: RP-Cause, TS 24.011 §8.2.5.4 and annex E
        new(1, "unassigned (unallocated) number", ErrorNature.Permanent, false),
        new(8, "operator determined barring", ErrorNature.Permanent, true),
        new(10, "call barred", ErrorNature.Permanent, true),
        new(11, "reserved", ErrorNature.Permanent, false),
        new(17, "network failure", ErrorNature.Temporary, true),
        new(21, "short message transfer rejected", ErrorNature.Permanent, false),
        new(22, "congestion", ErrorNature.Temporary, true),
        new(27, "destination out of order", ErrorNature.Temporary, false),
        new(28, "unidentified subscriber", ErrorNature.Permanent, false),
        new(29, "facility rejected", ErrorNature.Permanent, false),
        new(30, "unknown subscriber", ErrorNature.Permanent, false),
        new(38, "network out of order", ErrorNature.Temporary, true),
        new(41, "temporary failure", ErrorNature.Temporary, true),
        new(42, "congestion", ErrorNature.Temporary, true),
        new(47, "resources unavailable, unspecified", ErrorNature.Temporary, true),
        new(50, "requested facility not subscribed", ErrorNature.Permanent, true),
        new(69, "requested facility not implemented", ErrorNature.Permanent, false),
        new(81, "invalid short message transfer reference value", ErrorNature.Temporary, false),
        new(95, "semantically incorrect message", ErrorNature.Permanent, false),
        new(96, "invalid mandatory information", ErrorNature.Permanent, false),
        new(97, "message type non-existent or not implemented", ErrorNature.Permanent, false),
        new(98, "message not compatible with short message protocol state", ErrorNature.Temporary, false),
        new(99, "information element non-existent or not implemented", ErrorNature.Permanent, false),
        new(111, "protocol error, unspecified", ErrorNature.Temporary, false),
        new(127, "interworking, unspecified", ErrorNature.Temporary, false),
        // 128 to 255: TP-Failure-Cause, TS 23.040 §9.2.3.22
        new(128, "telematic interworking not supported", ErrorNature.Permanent, false),
        new(129, "short message type 0 not supported", ErrorNature.Permanent, false),
        new(130, "cannot replace short message", ErrorNature.Permanent, false),
        new(143, "unspecified TP-PID error", ErrorNature.Permanent, false),
        new(144, "data coding scheme (alphabet) not supported", ErrorNature.Permanent, false),
        new(145, "message class not supported", ErrorNature.Permanent, false),
        new(159, "unspecified TP-DCS error", ErrorNature.Permanent, false),
        new(160, "command cannot be actioned", ErrorNature.Permanent, false),
        new(161, "command unsupported", ErrorNature.Permanent, false),
        new(175, "unspecified TP-Command error", ErrorNature.Permanent, false),
        new(176, "TPDU not supported", ErrorNature.Permanent, false),
        new(192, "SC busy", ErrorNature.Temporary, true),
        new(193, "no SC subscription", ErrorNature.Permanent, true),
        new(194, "SC system failure", ErrorNature.Temporary, true),
        new(195, "invalid SME address", ErrorNature.Permanent, false),
        new(196, "destination SME barred", ErrorNature.Permanent, false),
        new(197, "SM rejected - duplicate SM", ErrorNature.Permanent, false),
        new(198, "TP-VPF not supported", ErrorNature.Permanent, false),
        new(199, "TP-VP not supported", ErrorNature.Permanent, false),
        new(208, "(U)SIM SMS storage full", ErrorNature.Temporary, true),
        new(209, "no SMS storage capability in (U)SIM", ErrorNature.Permanent, true),
        new(210, "error in MS", ErrorNature.Temporary, true),
        new(211, "memory capacity exceeded", ErrorNature.Temporary, true),
        new(212, "(U)SIM application toolkit busy", ErrorNature.Temporary, true),
        new(213, "(U)SIM data download error", ErrorNature.Temporary, true),
        new(255, "unspecified error cause", ErrorNature.Temporary, false),
        // 300 to 511: TS 27.005 §3.2.5
        new(300, "ME failure", ErrorNature.Temporary, true),
        new(301, "SMS service of ME reserved", ErrorNature.Temporary, true),
        new(302, "operation not allowed", ErrorNature.Temporary, true),
        new(303, "operation not supported", ErrorNature.Unsupported, true),
        new(304, "invalid PDU mode parameter", ErrorNature.Permanent, false),
        new(305, "invalid text mode parameter", ErrorNature.Permanent, false),
        new(310, "(U)SIM not inserted", ErrorNature.Permanent, true),
        new(311, "(U)SIM PIN required", ErrorNature.Permanent, true),
        new(312, "PH-(U)SIM PIN required", ErrorNature.Permanent, true),
        new(313, "(U)SIM failure", ErrorNature.Temporary, true),
        new(314, "(U)SIM busy", ErrorNature.Busy, true),
        new(315, "(U)SIM wrong", ErrorNature.Permanent, true),
        new(316, "(U)SIM PUK required", ErrorNature.Permanent, true),
        new(317, "(U)SIM PIN2 required", ErrorNature.Permanent, true),
        new(318, "(U)SIM PUK2 required", ErrorNature.Permanent, true),
        new(320, "memory failure", ErrorNature.Temporary, true),
        new(321, "invalid memory index", ErrorNature.Permanent, true),
        new(322, "memory full", ErrorNature.Temporary, true),
        new(330, "SMSC address unknown", ErrorNature.Permanent, true),
        new(331, "no network service", ErrorNature.Temporary, true),
        new(332, "network timeout", ErrorNature.Temporary, true),
        new(340, "no +CNMA acknowledgement expected", ErrorNature.Permanent, true),
        new(500, "unknown error", ErrorNature.Temporary, false),
    ];

    private static readonly FrozenDictionary<int, ErrorDescription> ByCode = Table.ToFrozenDictionary(error => error.Code);

    private static readonly FrozenDictionary<string, ErrorDescription> ByWords = ErrorDescription.IndexWords(Table);

    /// <summary>All numbers that the standard gives words.</summary>
    public static IReadOnlyList<ErrorDescription> All => Table;

    /// <summary>The description of a number; null = the standard does not have it.</summary>
    public static ErrorDescription? Find(int? code) => code is { } number && ByCode.TryGetValue(number, out var found) ? found : null;

    /// <summary>The description with these words, as <c>AT+CMEE=2</c> shows them, in any spelling (<c>SIM busy</c>, <c>simbusy</c>); null =
    /// none has them.</summary>
    public static ErrorDescription? Find(string words) => ByWords.GetValueOrDefault(ErrorDescription.KeyOf(words));
}
