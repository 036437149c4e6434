namespace ModemActors.Protocol.At;

/// <summary><c>AT+CGMI</c>: the manufacturer (TS 27.007 §5.1).</summary>
public sealed class ReadManufacturer : BareCommand
{
    /// <inheritdoc/>
    public override string Text => "AT+CGMI";

    private protected override string Header => "+CGMI";
}

/// <summary><c>AT+CGMM</c>: the model (TS 27.007 §5.2).</summary>
public sealed class ReadModel : BareCommand
{
    /// <inheritdoc/>
    public override string Text => "AT+CGMM";

    private protected override string Header => "+CGMM";
}

/// <summary><c>AT+CGMR</c>: the firmware (TS 27.007 §5.3).</summary>
public sealed class ReadRevision : BareCommand
{
    /// <inheritdoc/>
    public override string Text => "AT+CGMR";

    private protected override string Header => "+CGMR";

    /// <summary>SIMCom writes <c>+CGMR: LE20B03…</c> or <c>Revision:…</c>.</summary>
    private protected override string Tidy(ReadOnlySpan<char> text) => AtText.WithoutHeader(text, "Revision").ToString();
}

/// <summary><c>AT+CGSN</c>: the IMEI, 15 digits (TS 27.007 §5.4, TS 23.003 §6.2). 14 or 16 digits (IMEI without check digit, IMEISV) are
/// given as they came.</summary>
public sealed class ReadImei : BareCommand
{
    /// <inheritdoc/>
    public override string Text => "AT+CGSN";

    private protected override string Header => "+CGSN";

    private protected override bool IsAnswer(ReadOnlySpan<char> text) =>
        DigitsOf(text) is var digits && digits.Length is >= 14 and <= 17 && AtText.IsDigits(digits);

    private protected override string Tidy(ReadOnlySpan<char> text) => DigitsOf(text).ToString();

    /// <summary>Also <c>IMEI: 356938035643809</c>, and the serial number that some write behind a comma.</summary>
    private static ReadOnlySpan<char> DigitsOf(ReadOnlySpan<char> text)
    {
        text = AtText.WithoutHeader(text, "IMEI");
        var comma = text.IndexOf(',');
        return AtText.Unquoted(comma < 0 ? text : text[..comma]);
    }
}

/// <summary><c>AT+CIMI</c>: the IMSI, 6 to 15 digits (TS 27.007 §5.6, TS 23.003 §2.2).</summary>
public sealed class ReadImsi : BareCommand
{
    /// <inheritdoc/>
    public override string Text => "AT+CIMI";

    private protected override string Header => "+CIMI";

    private protected override bool IsAnswer(ReadOnlySpan<char> text) => text.Length is >= 6 and <= 15 && AtText.IsDigits(text);
}

/// <summary>By which command a modem tells the ICCID; the standard has none.</summary>
public enum IccidVariant
{
    /// <summary><c>AT+CCID</c>: SIMCom SIM800, u-blox, Wavecom.</summary>
    Ccid,

    /// <summary><c>AT+ICCID</c>: Sierra, SIMCom SIM7600 with a colon.</summary>
    Iccid,

    /// <summary><c>AT+QCCID</c>: Quectel.</summary>
    Qccid,

    /// <summary><c>AT^ICCID?</c>: Huawei.</summary>
    HuaweiIccid,

    /// <summary><c>AT+CICCID</c>: SIMCom SIM7600.</summary>
    Ciccid,

    /// <summary><c>AT+ZICCID?</c>: ZTE.</summary>
    Ziccid,

    /// <summary><c>AT#CCID</c>: Telit.</summary>
    Telit,
}

/// <summary>The ICCID, 18 to 22 digits (ITU-T E.118), without the F that fills the last octet.</summary>
/// <param name="variant">Which command this modem knows.</param>
public sealed class ReadIccid(IccidVariant variant = IccidVariant.Ccid) : BareCommand
{
    /// <inheritdoc/>
    public override string Text => variant switch
    {
        IccidVariant.Iccid => "AT+ICCID",
        IccidVariant.Qccid => "AT+QCCID",
        IccidVariant.HuaweiIccid => "AT^ICCID?",
        IccidVariant.Ciccid => "AT+CICCID",
        IccidVariant.Ziccid => "AT+ZICCID?",
        IccidVariant.Telit => "AT#CCID",
        _ => "AT+CCID",
    };

    private protected override string Header => Text[2..].TrimEnd('?');

    private protected override bool IsAnswer(ReadOnlySpan<char> text) =>
        DigitsOf(text) is var digits && digits.Length is >= 18 and <= 22 && AtText.IsDigits(digits);

    private protected override string Tidy(ReadOnlySpan<char> text) => DigitsOf(text).ToString();

    /// <summary>Modems write <c>ICCID: …</c>, <c>SCID: …</c>, <c>CCID: …</c> whatever they were asked.</summary>
    private static ReadOnlySpan<char> DigitsOf(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        return AtText.Unquoted(text[(colon + 1)..]).TrimEnd("Ff");
    }
}

/// <summary><c>ATI</c>: what the module says of itself, line by line (V.250 §6.1.3).</summary>
public sealed class ReadModuleIdentity : AtCommand<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override string Text => "ATI";

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) => LineRole.BareAnswer;

    /// <inheritdoc/>
    public override AtResult<IReadOnlyList<string>> Interpret(AtResponse response) =>
        response.Final.IsOk ? AtResult.Of(response.Lines) : response.Refusal();
}
