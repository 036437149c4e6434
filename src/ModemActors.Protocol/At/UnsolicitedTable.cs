using System.Collections.Frozen;

namespace ModemActors.Protocol.At;

/// <summary>Which lines are unsolicited codes and what they mean. Codes beginning with <c>^ * $ # % _</c> and a colon are the makers' own
/// and need no entry.</summary>
public sealed class UnsolicitedTable
{
    private static readonly string[] CallEnds =
        ["NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE", "NO DIAL TONE", "^CEND:", "MISSED_CALL:", "VOICE CALL:"];

    /// <summary>First words after power-up, and last ones before power is gone.</summary>
    private static readonly string[] CertainBootMarks =
    [
        "RDY", "START", "APP RDY", "^SYSSTART", "^SYSSTART AIRPLANE MODE", "MODEM:STARTUP", "+KSUP:", "SYSSTART", "*ATREADY:",
        "NORMAL POWER DOWN", "POWERED DOWN", "POWER DOWN", "^SHUTDOWN", "UNDER-VOLTAGE POWER DOWN", "OVER-VOLTAGE POWER DOWN",
        "UNDER-VOLTAGE POWER OFF",
    ];

    /// <summary>They come after every power-up too, but up to half a minute later, in the middle of the first commands.</summary>
    private static readonly string[] LateBootMarks =
        ["SMS DONE", "PB DONE", "SMS READY", "CALL READY", "+CFUN:", "+PBREADY", "+PBR", "+WIND:", "+QUSIM:", "+SIM READY", "+EIND:"];

    private static readonly string[] Others =
    [
        "+CBMI:", "+CGEV:", "+CTZV:", "+CTZE:", "+CTZR:", "+CTZDST:", "+CCM:", "+COLP:", "+CDIP:", "+CSSI:", "+CSSU:", "+CALA:",
        "+CMCCSI:", "+C5GREG:", "+CESQ:", "+CNEC_ESM:", "+CNEC_EMM:", "+CPSI:", "+CNSMOD:", "+PSBEARER:", "+SIMCARD:", "+CIREGU:",
        "+CGNSSINFO:", "+CRC:", "+PACSP0", "+PACSP1", "+PACSP2", "+QSIMSTAT:", "+QSIMDET:", "+QNWLOCK:", "+QURC:", "+CRM:", "+STIN:",
        "+ZUSIMR:", "+ZDONR:", "+ZPASR:", "+ZEND:", "+CUSATP:", "+CUSATEND:", "+CLTS:", "DST:", "+CCALR:", "+SPN:", "+CSCON:", "+UMWI:",
        "+NITZ:", "+DR:", "+CRTDCP:", "+CNEMIU:", "+ECC:", "+SIND:", "OVER-VOLTAGE WARNNING", "UNDER-VOLTAGE WARNNING", "+CPMVT:",
        "+CMTE:", "+CBC:",
    ];

    private readonly FrozenDictionary<string, Reading> _readings;
    private readonly FrozenDictionary<string, Reading>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Keys end with a colon where only a header counts: a bare <c>+CSQ</c> is a line of <c>AT+CLAC</c>.</summary>
    private UnsolicitedTable(IEnumerable<KeyValuePair<string, Reading>> readings)
    {
        _readings = readings.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _lookup = _readings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal delegate UnsolicitedCode? Reading(string line, ReadOnlySpan<char> rest);

    /// <summary>The codes of the standards and those of the makers that were seen in the field.</summary>
    public static UnsolicitedTable Standard { get; } = new(StandardReadings());

    /// <summary>This table with more codes, which are reported as <see cref="OtherUnsolicited"/>.</summary>
    /// <param name="codes">Headers with their colon (<c>+XYZ:</c>), or whole lines.</param>
    public UnsolicitedTable With(IEnumerable<string> codes) =>
        new([
            .. _readings,
            .. codes.Select(code => code.Trim())
                .Where(code => code.Length > 0 && !_readings.ContainsKey(code))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(code => KeyValuePair.Create<string, Reading>(code, Other)),
        ]);

    /// <summary>What the line is; null = no unsolicited code. Of codes with two lines (<c>+CMT</c>, <c>+CDS</c>, <c>+CBM</c>) this is the
    /// header alone.</summary>
    /// <param name="line">The line, trimmed.</param>
    internal UnsolicitedCode? Match(string line)
    {
        var text = line.AsSpan();
        if (_lookup.TryGetValue(text, out var reading)) return reading(line, default);
        var colon = text.IndexOf(':');
        if (colon <= 0) return null;
        if (_lookup.TryGetValue(text[..(colon + 1)], out reading)) return reading(line, text[(colon + 1)..].Trim());
        return IsMakers(text[..colon]) ? new OtherUnsolicited(line) : null;
    }

    private static bool IsMakers(ReadOnlySpan<char> header) =>
        header.Length > 1
        && (header[0] is '^' or '*' or '$' or '#' or '%' or '_' || header.StartsWith("+UU", StringComparison.OrdinalIgnoreCase));

    private static OtherUnsolicited Other(string line, ReadOnlySpan<char> rest) => new(line);

    private static Dictionary<string, Reading> StandardReadings()
    {
        var readings = new Dictionary<string, Reading>(StringComparer.OrdinalIgnoreCase)
        {
            ["+CMTI:"] = UnsolicitedReadings.MessageStored,
            ["+CDSI:"] = UnsolicitedReadings.ReportStored,
            ["+CMT:"] = (line, rest) => rest.IsEmpty ? null : new MessageForwarded(line, null, UnsolicitedReadings.LengthOf(rest), null),
            ["+CDS:"] = (line, rest) => rest.IsEmpty ? null : new ReportForwarded(line, null, UnsolicitedReadings.LengthOf(rest)),
            ["+CBM:"] = (line, rest) => rest.IsEmpty ? null : new BroadcastForwarded(line, null, null),
            ["RING"] = (line, _) => new CallIncoming(line, null),
            ["+CRING:"] = (line, _) => new CallIncoming(line, null),
            ["+CLIP:"] = UnsolicitedReadings.CallIncoming,
            ["+CCWA:"] = UnsolicitedReadings.CallIncoming,
            ["+CUSD:"] = UnsolicitedReadings.UssdReceived,
            ["+CREG:"] = (line, rest) => UnsolicitedReadings.RegistrationChanged(line, rest, RegistrationDomain.Circuit),
            ["+CGREG:"] = (line, rest) => UnsolicitedReadings.RegistrationChanged(line, rest, RegistrationDomain.Packet),
            ["+CEREG:"] = (line, rest) => UnsolicitedReadings.RegistrationChanged(line, rest, RegistrationDomain.Eps),
            ["+CSQ:"] = (line, rest) => new SignalChanged(line, ReadSignalQuality.Parse(rest)),
            ["^RSSI:"] = (line, rest) => new SignalChanged(line, ReadSignalQuality.Parse(rest)),
            ["^HCSQ:"] = (line, _) => new SignalChanged(line, null),
            ["+CPIN:"] = UnsolicitedReadings.Pin,
            ["+CIEV:"] = UnsolicitedReadings.Indicator,
            ["+QIND:"] = UnsolicitedReadings.Indicator,
            ["^SMMEMFULL:"] = (line, rest) => new StorageFull(line, AtParameters.Parse(rest).NonEmptyAt(0)),
            ["+SMSFULL"] = (line, _) => new StorageFull(line, null),
            ["+SMS FULL"] = (line, _) => new StorageFull(line, null),
        };
        foreach (var code in CallEnds) readings[code] = (line, _) => new CallEnded(line);
        foreach (var code in CertainBootMarks) readings[code] = (line, _) => new ModemBooted(line, true);
        foreach (var code in LateBootMarks) readings[code] = (line, _) => new ModemBooted(line, false);
        foreach (var code in Others) readings[code] = Other;
        return readings;
    }
}
